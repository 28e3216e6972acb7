package org.portcullis.client;

/** A status and a body, as they came. */
record HttpAnswer(int status, byte[] body) {}
