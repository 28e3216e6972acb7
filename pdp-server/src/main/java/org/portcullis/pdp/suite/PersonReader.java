package org.portcullis.pdp.suite;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.portcullis.pdp.config.YamlSection;
import org.portcullis.policy.source.Spelling;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/** Reads people: by the name of a fixture, or as they are. */
final class PersonReader {
    private static final Dn NOBODY = new Dn("/CN=nobody");

    private final Map<String, Person> fixtures = new HashMap<>();

    /** Adds the people of a {@code fixtures} section, each under his name. */
    void readFixtures(YamlSection section) {
        section.named().forEach((name, person) -> {
            try (person) {
                fixtures.put(name, read(person));
            }
        });
    }

    /** The person under that key, if it is there. */
    Optional<Person> person(YamlSection section, String key) {
        return section.either(key, this::fixture, PersonReader::read);
    }

    private Person fixture(String name) {
        return Optional.ofNullable(fixtures.get(name))
                .orElseThrow(() -> new IllegalArgumentException(
                        "names nobody under `fixtures`" + Spelling.hint(name, fixtures.keySet())));
    }

    private static Person read(YamlSection section) {
        section.require("dn");
        List<Fqan> fqans = section.list("fqans", List.of(), PersonReader::fqan);
        List<VoName> vos = section.list("vos", List.of(), VoName::new);
        List<Doubt> doubts = section.list("doubts", List.of(), PersonReader::doubt);
        Dn dn = section.value("dn", NOBODY, PersonReader::dn);
        return new Person(dn, fqans, Set.copyOf(vos), CredentialReader.read(section), Set.copyOf(doubts));
    }

    static Dn dn(String text) {
        try {
            return Dn.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be a DN like /DC=org/DC=example/CN=Ann", e);
        }
    }

    private static Fqan fqan(String text) {
        try {
            return Fqan.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be an FQAN like /atlas/Role=pilot", e);
        }
    }

    private static Doubt doubt(String word) {
        return Arrays.stream(Doubt.values())
                .filter(doubt -> doubt.reason().value().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be the reason code of a doubt"
                        + Spelling.hint(
                                word,
                                Arrays.stream(Doubt.values())
                                        .map(doubt -> doubt.reason().value())
                                        .toList())));
    }
}
