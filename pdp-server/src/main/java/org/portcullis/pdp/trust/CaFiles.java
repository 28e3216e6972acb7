package org.portcullis.pdp.trust;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a CA directory that say whom to trust, by name, as they were at one look. */
record CaFiles(Path directory, Map<String, FileStamp> stamps) {
    private static final Pattern NAME =
            Pattern.compile("[0-9a-fA-F]{8}\\.(?:[0-9]+|r[0-9]+|signing_policy|namespaces)");

    CaFiles {
        stamps = Map.copyOf(stamps);
    }

    /**
     * Looks into a directory without reading the files.
     *
     * @throws IOException if it cannot be listed
     */
    static CaFiles in(Path directory) throws IOException {
        Map<String, FileStamp> stamps = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (NAME.matcher(name).matches()) {
                    stamps.put(name, stamp(file));
                }
            }
        }
        return new CaFiles(directory, stamps);
    }

    /** A link that leads nowhere has a stamp too, unlike any other: it is a file that cannot be read. */
    private static FileStamp stamp(Path file) {
        try {
            return FileStamp.of(file);
        } catch (IOException e) {
            return new FileStamp(Map.of());
        }
    }

    /** Copies all that can be read and say something, and returns the names of the others. */
    List<String> copyTo(Path target) throws IOException {
        List<String> unreadable = new ArrayList<>();
        for (String name : stamps.keySet()) {
            byte[] content;
            try {
                content = Files.readAllBytes(directory.resolve(name));
            } catch (IOException e) {
                unreadable.add(name);
                continue;
            }
            if (isEmptyPolicy(name, content)) {
                unreadable.add(name);
            } else {
                Files.write(target.resolve(name), content);
            }
        }
        return unreadable;
    }

    /** canl takes a signing policy without a single entry for one that says nothing, and is content. */
    private static boolean isEmptyPolicy(String name, byte[] content) {
        return name.endsWith(".signing_policy")
                && !new String(content, ISO_8859_1).toLowerCase(Locale.ROOT).contains("access_id_ca");
    }
}
