package org.portcullis.pdp.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The tag by which somebody tells that what he changes is still what he has seen. */
final class EntityTag {
    private static final int DIGITS = 32;

    private EntityTag() {}

    /** Another one as soon as any of these is another. */
    static String of(String... parts) {
        return "\"" + Sha256.of(String.join("\n", parts).getBytes(UTF_8)).substring(0, DIGITS) + "\"";
    }

    /**
     * Goes on if the caller has seen what is there now, or does not say what he has seen.
     *
     * @throws ProblemException otherwise
     */
    static void demand(Visit visit, String now) {
        visit.request()
                .header("if-match")
                .filter(seen -> !seen.equals("*") && !seen.equals(now))
                .ifPresent(other -> {
                    throw changed();
                });
    }

    static ProblemException changed() {
        return new ProblemException(Problem.CHANGED_MEANWHILE, "look at it again");
    }
}
