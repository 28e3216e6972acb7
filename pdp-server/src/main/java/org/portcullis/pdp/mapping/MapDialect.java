package org.portcullis.pdp.mapping;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.portcullis.pdp.mapping.Problems.Text;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;

/** The language that map files are written in: what a key fits, and in which order lines are looked for. */
public enum MapDialect {
    /** That of Argus: keys are read part by part, only the primary FQAN gives an account, the first value counts. */
    ARGUS {
        @Override
        MapLine parse(Text line) {
            return ArgusLine.parse(line);
        }

        @Override
        String spell(Dn dn) {
            return dn.value();
        }

        @Override
        String spell(Fqan fqan) {
            return fqan.value();
        }

        @Override
        List<Search> ofAttributes(List<Candidate> attributes) {
            return attributes.stream()
                    .limit(1)
                    .map(name -> new Search(name, Kind.ANY))
                    .toList();
        }

        @Override
        List<Search> ofPerson(Candidate person) {
            return List.of(new Search(person, Kind.ANY));
        }
    },
    /** That of LCMAPS: keys are globs over names as VOMS and OpenSSL print them, accounts go before pools. */
    LCMAPS {
        @Override
        MapLine parse(Text line) {
            return LcmapsLine.parse(line);
        }

        @Override
        String spell(Dn dn) {
            StringBuilder printed = new StringBuilder();
            for (byte octet : dn.value().getBytes(StandardCharsets.UTF_8)) {
                printed.append(octet < 0 ? String.format("\\x%02X", octet & 0xff) : String.valueOf((char) octet));
            }
            return printed.toString();
        }

        @Override
        String spell(Fqan fqan) {
            return fqan.asVomsWritesIt();
        }

        @Override
        List<Search> ofAttributes(List<Candidate> attributes) {
            return Stream.of(Kind.NAMED, Kind.POOL)
                    .flatMap(kind -> attributes.stream().map(name -> new Search(name, kind)))
                    .toList();
        }

        @Override
        List<Search> ofPerson(Candidate person) {
            return List.of(new Search(person, Kind.NAMED), new Search(person, Kind.POOL));
        }
    };

    /** Which values of a line are looked for. */
    enum Kind {
        ANY,
        NAMED,
        POOL;

        boolean includes(MapLine.Value value) {
            return this == ANY || value.isPool() == (this == POOL);
        }
    }

    /** One look through the account map from top to bottom: for whom, and for which kind of value. */
    record Search(Candidate name, Kind kind) {
        /** LCMAPS compares the DN of a named account byte by byte; everything else may be a glob. */
        boolean isExact() {
            return kind == Kind.NAMED && name instanceof Candidate.Person;
        }

        /** Whether the line is found by this look, unless another one stands before it. */
        boolean finds(MapLine line) {
            return fits(line) && line.first(kind::includes).isPresent();
        }

        boolean fits(MapLine line) {
            return isExact()
                    ? line.key().text().equals(name.text())
                    : line.key().matches(name);
        }
    }

    /** The lines of a file that can be read; what is wrong with the others is noted. */
    List<MapLine> read(Path file, Problems problems) {
        return read(problems.linesOf(file, StandardCharsets.UTF_8), problems);
    }

    List<MapLine> read(List<Text> lines, Problems problems) {
        List<MapLine> read = new ArrayList<>();
        lines.forEach(line -> problems.check(MapRule.MALFORMED_KEY, line.at(), () -> read.add(parse(line))));
        return read;
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is none
     */
    abstract MapLine parse(Text line);

    /** How the name is spelt where it is held against keys. */
    abstract String spell(Dn dn);

    /** How the attribute is spelt where it is held against keys. */
    abstract String spell(Fqan fqan);

    /** The looks for an account by attributes, in order. */
    abstract List<Search> ofAttributes(List<Candidate> attributes);

    /** The looks for an account by name, in order. */
    abstract List<Search> ofPerson(Candidate person);

    Candidate candidate(Dn dn) {
        return new Candidate.Person(dn, spell(dn));
    }

    Candidate candidate(Fqan fqan, int index) {
        return new Candidate.Attribute(fqan, index, spell(fqan));
    }

    List<Candidate> candidates(List<Fqan> fqans) {
        return IntStream.range(0, fqans.size())
                .mapToObj(index -> candidate(fqans.get(index), index))
                .toList();
    }

    /** The other one. */
    public MapDialect other() {
        return this == ARGUS ? LCMAPS : ARGUS;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
