package org.portcullis.pdp.console;

import org.portcullis.pdp.admin.AdminAnswer;

/** What answers at one place of the console. */
interface View {
    /**
     * Answers somebody who has a role.
     *
     * @throws UnansweredException if the API does not answer what the page is made of
     */
    AdminAnswer answer(Visit visit);
}
