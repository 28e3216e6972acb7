package org.portcullis.policy;

/** Name and version of a pack as its {@code pack.yaml} gives them, and the SHA-256 of all its files in hex. */
public record PackManifest(String name, String version, String digest) {}
