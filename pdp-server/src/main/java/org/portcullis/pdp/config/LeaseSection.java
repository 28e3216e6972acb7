package org.portcullis.pdp.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** The section {@code mapping.leases} of the configuration. */
final class LeaseSection {
    private static final String URL = "jdbc:postgresql://";

    private LeaseSection() {}

    /** The kinds of store, named as their sections are. */
    private enum Store {
        SQLITE,
        POSTGRESQL,
        GRIDMAPDIR
    }

    /** Where leases are kept, and whether they are known without asking there. */
    record Kept(LeasePlace place, boolean remembered) {}

    static Kept read(YamlSection mapping, Function<String, Path> path) {
        try (YamlSection leases = mapping.section("leases")) {
            return new Kept(place(leases, path), leases.value("remembered", true, Values::yesOrNo));
        }
    }

    private static LeasePlace place(YamlSection leases, Function<String, Path> path) {
        Store store = leases.value("store", Store.SQLITE, Values.word(Store.class));
        Optional<LeasePlace> database = leases.either("postgresql", LeaseSection::noText, section -> {
            requireChosen(store, Store.POSTGRESQL, section);
            return postgresql(section, path);
        });
        Optional<LeasePlace> directory = leases.either("gridmapdir", LeaseSection::noText, section -> {
            requireChosen(store, Store.GRIDMAPDIR, section);
            section.require("directory");
            return new LeasePlace.Gridmapdir(section.value("directory", Path.of("gridmapdir"), path));
        });
        Optional<LeasePlace> chosen =
                store == Store.POSTGRESQL ? database : store == Store.GRIDMAPDIR ? directory : Optional.empty();
        if (store != Store.SQLITE && chosen.isEmpty()) {
            leases.reject("`mapping.leases." + Values.spelling(store) + "` is missing");
        }
        return chosen.orElseGet(LeasePlace.Sqlite::new);
    }

    private static LeasePlace noText(String text) {
        throw new IllegalArgumentException("must be a mapping of keys to values");
    }

    private static void requireChosen(Store chosen, Store described, YamlSection section) {
        if (chosen != described) {
            String name = Values.spelling(described);
            section.reject("`mapping.leases." + name + "` is for `store: " + name + "`, but the store is "
                    + Values.spelling(chosen) + ": change or remove one of them");
        }
    }

    private static LeasePlace postgresql(YamlSection section, Function<String, Path> path) {
        section.require("url", "user", "password");
        return new LeasePlace.Postgresql(
                section.value("url", URL, LeaseSection::url),
                section.value("user", "", Function.identity()),
                section.value("password", new SecretPlace(SecretPlace.Kind.ENV, ""), text -> secret(text, path)));
    }

    private static String url(String text) {
        if (!text.startsWith(URL)) {
            throw new IllegalArgumentException("must be like " + URL + "db.example.org/portcullis?sslmode=verify-full");
        }
        if (text.matches("(?i).*[?&](?:user|password|sslpassword)=.*") || text.indexOf('@') >= 0) {
            throw new IllegalArgumentException("must not hold credentials: give `user` and `password`");
        }
        return text;
    }

    private static SecretPlace secret(String text, Function<String, Path> path) {
        if (text.startsWith("file:")) {
            return new SecretPlace(
                    SecretPlace.Kind.FILE,
                    path.apply(text.substring("file:".length())).toString());
        }
        if (text.startsWith("env:")) {
            return new SecretPlace(SecretPlace.Kind.ENV, text.substring("env:".length()));
        }
        throw new IllegalArgumentException("must be file:PATH or env:NAME, where the password is read from");
    }
}
