package org.portcullis.pdp.console;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A method and a path below the console, and what answers there; the group of the pattern, if it has one, names a thing. */
record Route(String method, Pattern path, View view) {
    static Route get(String path, View view) {
        return new Route("GET", Pattern.compile(Sheet.START + path), view);
    }

    static Route post(String path, View view) {
        return new Route("POST", Pattern.compile(Sheet.START + path), view);
    }

    /** What the path names, if it is a path of this route; empty if it names nothing. */
    Optional<String> match(String given) {
        Matcher matcher = path.matcher(given);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(matcher.groupCount() == 0 ? "" : matcher.group(1));
    }
}
