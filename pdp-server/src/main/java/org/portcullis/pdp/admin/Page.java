package org.portcullis.pdp.admin;

/** What answers one operation. */
interface Page {
    /**
     * Answers somebody who may have the answer.
     *
     * @throws ProblemException if the request cannot be done
     */
    AdminAnswer answer(Visit visit);
}
