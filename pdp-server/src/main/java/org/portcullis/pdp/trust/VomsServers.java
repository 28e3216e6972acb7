package org.portcullis.pdp.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which VOs have VOMS servers that are believed, by the LSC files of a vomsdir as they are now, and what is wrong with those
 * files, one line each. Immutable.
 */
public record VomsServers(List<String> vos, List<String> problems) {
    /** Copies the lists. */
    public VomsServers {
        vos = List.copyOf(vos);
        problems = List.copyOf(problems);
    }

    /**
     * Reads every file.
     *
     * @throws IOException if a directory cannot be listed
     */
    public static VomsServers in(Path vomsdir) throws IOException {
        List<String> vos = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path vo : entries(vomsdir, "")) {
            if (Files.isDirectory(vo)) {
                List<String> found = problems(vo);
                problems.addAll(found);
                if (entries(vo, ".lsc").size() > found.size()) {
                    vos.add(vo.getFileName().toString());
                } else if (found.isEmpty()) {
                    problems.add(vo + ": no .lsc file, VOMS attributes of this VO are not believed");
                }
            }
        }
        for (Path directory :
                Stream.concat(Stream.of(vomsdir), entries(vomsdir, "").stream()).toList()) {
            entries(directory, ".pem")
                    .forEach(file -> problems.add(file + ": a certificate here would speak for every VO, remove it"));
        }
        return new VomsServers(vos, problems);
    }

    private static List<String> problems(Path vo) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Path file : entries(vo, ".lsc")) {
            try {
                LscFile.read(file);
            } catch (IllegalArgumentException e) {
                problems.add(file + ":" + e.getMessage());
            } catch (IOException e) {
                problems.add(file + ": " + e);
            }
        }
        return problems;
    }

    private static List<Path> entries(Path directory, String suffix) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }
}
