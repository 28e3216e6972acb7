package org.portcullis.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.portcullis.policy.facts.Terms;
import org.portcullis.policy.facts.Terms.IdentitySource;
import org.portcullis.policy.trace.PolicyTrace;
import org.portcullis.profile.Decision;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One directory with a question and the answer it must get, both written for site admins; data files in it, and a
 * {@code pack.yaml}, replace those of the pack.
 */
record PolicyCase(Path directory) {
    private static final Path CASES = Path.of("src/test/cases/mupj");

    static List<PolicyCase> all() {
        try (Stream<Path> directories = Files.list(CASES)) {
            return directories.sorted().map(PolicyCase::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return directory.getFileName().toString();
    }

    QuestionYaml question() {
        try {
            Load load = new Load(LoadSettings.builder().build());
            return new QuestionYaml(
                    (Map<?, ?>) load.loadFromString(Files.readString(directory.resolve("request.yaml"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pack to ask; for a case with files of its own a copy that has them. */
    PolicyPack pack(Packs.Copy pack) {
        return hasOwnData() ? pack.with(directory) : pack.load();
    }

    /** Whether it brings files of its own for the pack. */
    boolean hasOwnData() {
        return Files.isDirectory(directory.resolve("data")) || Files.exists(directory.resolve("pack.yaml"));
    }

    /** The question put to that pack. */
    String askedOf(Packs.Copy pack) {
        QuestionYaml question = question();
        return written(pack(pack).evaluate(question.request(), question.circumstances()));
    }

    /** What every part of that pack, or of a copy with the files of this case, says about the question. */
    PolicyTrace traced(OpenPack pack, Packs.Copy copy) {
        OpenPack asked = hasOwnData() ? copy.open(directory) : pack;
        return asked.trace(question().request(), question().circumstances());
    }

    String expected() {
        try {
            return Files.readString(directory.resolve("expected.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void expect(String answer) {
        try {
            Files.writeString(directory.resolve("expected.yaml"), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer as {@code expected.yaml} writes it; the terms of what is not permitted are nobody's business. */
    private static String written(Evaluation answer) {
        String reason = answer.decision() instanceof Decision.Deny deny ? "reason: " + deny.reason() + "\n" : "";
        String terms = answer.decision() instanceof Decision.Permit ? written(answer.terms()) : "";
        return "decision: " + answer.decision().getClass().getSimpleName() + "\n" + reason + "rule: " + answer.rule()
                + "\nallReasons: " + answer.denyReasons() + "\nregime: "
                + answer.terms().regime() + "\n" + terms;
    }

    private static String written(Terms terms) {
        boolean presented = terms.identitySource() == IdentitySource.PRESENTED;
        boolean lasting = terms.reauthBy().equals(Instant.MAX);
        return "responsible: " + terms.responsible().word() + "\nmapped: "
                + terms.mapped().name().toLowerCase(Locale.ROOT) + "\n"
                + (presented ? "" : "identitySource: " + terms.identitySource().word() + "\n")
                + (lasting ? "" : "reauthBy: " + terms.reauthBy() + "\n")
                + (terms.warnings().isEmpty() ? "" : "warnings: " + terms.warnings() + "\n");
    }
}
