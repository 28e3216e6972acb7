package org.portcullis.pdp.ban;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * How a service writes bans line by line: the ban in a line that is no remark (nothing if it is none and none is lost), how
 * many characters of a line that is no ban stand before what is wrong with it, and a ban as text if it can be said.
 */
record LineNotation(
        Function<String, Optional<Ban>> read, ToIntFunction<String> offence, Function<Ban, Optional<String>> write) {
    /** Of a format that is not read line by line. */
    static LineNotation none(Function<Ban, Optional<String>> write) {
        return new LineNotation(line -> Optional.empty(), line -> 0, write);
    }
}
