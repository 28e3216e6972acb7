package org.portcullis.pdp.suite;

/** One test of a suite: a question in a world, and the answer it must get; {@code place} is {@code file:line:column}. */
public record SuiteCase(String name, String place, Given given, Asked when, Expected then) {}
