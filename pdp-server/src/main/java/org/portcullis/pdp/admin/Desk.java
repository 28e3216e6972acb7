package org.portcullis.pdp.admin;

/** Whoever answers what is asked on the admin port. */
public interface Desk {
    /** The one answer to a request. */
    AdminAnswer answer(AdminRequest request);
}
