package org.portcullis.pdp.mapping.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.policy.source.Position;

/** A module of {@code lcmaps.db}: its name, the plugin without {@code lcmaps_} and {@code .mod}, and its options. */
record LcmapsModule(Position at, String name, String plugin, List<Option> options) {
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|[^\\s\"]+");

    /** An option without its dashes, hyphens as underscores; the value is empty where there is none. */
    record Option(String name, String value) {
        String construct() {
            return MapText.quote("-" + name + (value.isEmpty() ? "" : " " + value));
        }
    }

    /** Reads what stands after the equals sign: a plugin, and options in one or several quoted texts. */
    static LcmapsModule parse(Position at, String name, String definition) {
        List<String> words = new ArrayList<>();
        Matcher quoted = WORD.matcher(definition);
        while (quoted.find()) {
            for (String word : quoted.group().replace("\"", "").strip().split("\\s+", -1)) {
                words.add(word);
            }
        }
        String file = words.isEmpty() ? "" : words.get(0);
        String plugin = file.substring(file.lastIndexOf('/') + 1)
                .replaceFirst("^lcmaps_", "")
                .replaceFirst("\\.mod$", "")
                .replace('-', '_');
        return new LcmapsModule(at, name, plugin, options(words));
    }

    private static List<Option> options(List<String> words) {
        List<Option> options = new ArrayList<>();
        for (String word : words.subList(Math.min(1, words.size()), words.size())) {
            if (word.startsWith("-")) {
                String[] parts = word.replaceFirst("^-+", "").split("=", 2);
                options.add(new Option(parts[0].replace('-', '_'), parts.length == 2 ? parts[1] : ""));
            } else if (!options.isEmpty()
                    && options.get(options.size() - 1).value().isEmpty()) {
                options.add(new Option(options.remove(options.size() - 1).name(), word));
            } else {
                options.add(new Option(word, ""));
            }
        }
        return options;
    }

    /** What it is called in a report. */
    String construct() {
        return "module `" + name + "` (" + plugin + ")";
    }
}
