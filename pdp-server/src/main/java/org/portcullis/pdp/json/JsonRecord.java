package org.portcullis.pdp.json;

/** Something that is JSON already, and goes into other JSON as it is. */
public interface JsonRecord {
    /** One object, without a line feed. */
    String json();
}
