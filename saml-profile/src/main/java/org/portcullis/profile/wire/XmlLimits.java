package org.portcullis.profile.wire;

/**
 * How large a message from a stranger may be. {@code depth}, {@code elements}, {@code attributesPerElement} and
 * {@code namespacesPerElement} are counts; {@code attributeChars} and {@code textChars} are lengths in characters of one
 * attribute value and of one run of text; {@code contextAttributes} and {@code valuesPerAttribute} bound the XACML request
 * context.
 */
public record XmlLimits(
        Structure structure, int attributeChars, int textChars, int contextAttributes, int valuesPerAttribute) {
    /** What the service uses unless it is told otherwise. */
    public static final XmlLimits DEFAULTS =
            new XmlLimits(new Structure(32, 4096, 32, 32), 8 * 1024, 256 * 1024, 256, 64);

    /** How deep and how wide a message may be. */
    public record Structure(int depth, int elements, int attributesPerElement, int namespacesPerElement) {}
}
