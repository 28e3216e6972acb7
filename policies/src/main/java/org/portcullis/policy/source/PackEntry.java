package org.portcullis.policy.source;

/** A file or directory of a pack, by its name relative to it, and what others than the site can do to it. */
public record PackEntry(String name, boolean writableByEverybody, boolean ofAnotherUser) {
    /** The last part of the name. */
    public String simpleName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
