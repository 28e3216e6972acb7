package org.portcullis.load.bench;

import java.time.Duration;
import java.util.List;

/** When to ban which VO, and by which command. */
public record BanOrder(Duration at, String vo, List<String> command) {
    /** Takes {@code vo:demo.vo}; each {@code {}} in the command stands for it. */
    public static BanOrder of(Duration at, String selector, List<String> command) {
        if (!selector.startsWith("vo:") || selector.length() == 3) {
            throw new IllegalArgumentException("not a VO to ban: `" + selector + "`, write it as in 150s=vo:demo.vo");
        }
        List<String> words =
                command.stream().map(word -> word.replace("{}", selector)).toList();
        return new BanOrder(at, selector.substring(3), words);
    }
}
