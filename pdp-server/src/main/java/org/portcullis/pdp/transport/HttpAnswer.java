package org.portcullis.pdp.transport;

/** Status and SOAP body of one answer, which nobody changes. */
@SuppressWarnings("ArrayRecordComponent")
record HttpAnswer(int status, byte[] body) {}
