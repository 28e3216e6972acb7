package org.portcullis.pdp.ban;

import java.io.Serial;

/** A ban that was asked for by its id and is not there, or was lifted. */
public final class NoSuchBanException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public NoSuchBanException(String id) {
        super("no ban `" + id + "`: see `portcullis ban list --all`");
    }
}
