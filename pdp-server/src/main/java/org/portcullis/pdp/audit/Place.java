package org.portcullis.pdp.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a record stands: in the file whose first line has this SHA-256, whatever it is called now, from this byte on. */
public record Place(String file, long offset) {
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{64}):(\\d{1,18})");

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Place parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not a place in the log");
        }
        return new Place(form.group(1), Long.parseLong(form.group(2)));
    }

    @Override
    public String toString() {
        return file + ":" + offset;
    }
}
