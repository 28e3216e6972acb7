package org.portcullis.pdp.mapping;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Where the Unix users and groups of the site are listed, with their numbers. */
public sealed interface UserSource {
    /** Files in the formats of passwd(5) and group(5). */
    record Files(Path passwd, Path group) implements UserSource {
        @Override
        public String label() {
            return passwd.toString();
        }

        @Override
        public List<Path> files() {
            return List.of(passwd, group);
        }

        /** Comments and real names may be in any encoding; nothing that is used is outside ASCII. */
        @Override
        public AccountTable read(Problems problems) {
            return AccountTable.of(
                    problems.linesOf(passwd, StandardCharsets.ISO_8859_1),
                    problems.linesOf(group, StandardCharsets.ISO_8859_1),
                    problems);
        }
    }

    /** A table of the site's own: lines {@code group NAME GID} and {@code user NAME UID GROUP}. */
    record Table(Path file) implements UserSource {
        @Override
        public String label() {
            return file.toString();
        }

        @Override
        public List<Path> files() {
            return List.of(file);
        }

        @Override
        public AccountTable read(Problems problems) {
            return new SiteTable(problems.linesOf(file, StandardCharsets.UTF_8), problems).read();
        }
    }

    /** The name service of this machine, as the program {@code getent} lists it. */
    record NameService(Path getent) implements UserSource {
        @Override
        public String label() {
            return "getent";
        }

        @Override
        public List<Path> files() {
            return List.of();
        }

        @Override
        public AccountTable read(Problems problems) {
            Getent program = new Getent(getent, problems);
            return AccountTable.of(program.list("passwd"), program.list("group"), problems);
        }
    }

    /** What messages call it. */
    String label();

    /** The files that it is made of. */
    List<Path> files();

    /** The users and groups that can be read; what is wrong with the others is noted. */
    AccountTable read(Problems problems);
}
