package org.portcullis.client.xml;

import java.io.Serial;

/** Bytes that are not the XML we are ready to read. */
public final class XmlRefusedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    XmlRefusedException(String message) {
        super(message);
    }

    XmlRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
