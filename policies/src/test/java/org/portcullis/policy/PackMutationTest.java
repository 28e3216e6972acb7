package org.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.policy.PackMutants.Mutant;
import org.portcullis.policy.engine.Verdict;
import org.portcullis.policy.engine.XacmlEngine;
import org.portcullis.policy.facts.Facts;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Problems;

/**
 * Whether the cases would notice a mistake in the policies: a case must answer otherwise with it. A sample of the mistakes
 * is tried, always the same; {@code -Dmutants=all} tries every one.
 */
class PackMutationTest {
    private static final int SAMPLE = 150;
    private static final double NOTICED_AT_LEAST = 0.95;
    private static final String ROOT = "urn:portcullis:mupj:policy:root";

    @TempDir
    private static Path directory;

    private static final List<PackFile> POLICIES = new ArrayList<>();
    private static final List<Facts> QUESTIONS = new ArrayList<>();

    @BeforeAll
    static void readCasesAndPolicies() {
        Packs.Copy copy = new Packs.Copy(directory);
        PolicyCase.all().forEach(one -> {
            XacmlPolicyPack pack = (XacmlPolicyPack) one.pack(copy);
            QuestionYaml question = one.question();
            QUESTIONS.add(Facts.of(question.request(), pack.site(), question.circumstances()));
        });
        try (Stream<Path> files = Files.list(Packs.MUPJ.resolve("policy"))) {
            for (Path file : files.sorted().toList()) {
                POLICIES.add(new PackFile("policy/" + file.getFileName(), Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theCasesNoticeNearlyEveryMistake() {
        List<Verdict> answers = answers(compile(POLICIES));
        List<Mutant> tried = sample(PackMutants.of(Packs.MUPJ));

        List<String> unnoticed = tried.stream()
                .filter(mutant -> answers(compile(with(mutant))).equals(answers))
                .map(Mutant::mistake)
                .toList();

        System.out.println(unnoticed.size() + " of " + tried.size() + " mistakes were not noticed");
        unnoticed.forEach(mistake -> System.out.println("not noticed: " + mistake));
        assertThat(1 - (double) unnoticed.size() / tried.size())
                .as("share of mistakes noticed, of %s", tried.size())
                .isGreaterThanOrEqualTo(NOTICED_AT_LEAST);
    }

    private static List<Mutant> sample(List<Mutant> all) {
        int step = "all".equals(System.getProperty("mutants")) ? 1 : (all.size() + SAMPLE - 1) / SAMPLE;
        return IntStream.iterate(0, i -> i < all.size(), i -> i + step)
                .mapToObj(all::get)
                .toList();
    }

    private static List<PackFile> with(Mutant mutant) {
        return POLICIES.stream()
                .map(file -> file.name().equals(mutant.file()) ? new PackFile(file.name(), mutant.xml()) : file)
                .toList();
    }

    /** The mistakes are such that the policies can still be used. */
    private static XacmlEngine compile(List<PackFile> policies) {
        Problems problems = new Problems();
        return XacmlEngine.compile(policies, ROOT, policies.get(0).at(1, 1), problems)
                .orElseThrow(() -> new AssertionError(problems.lines()));
    }

    private static List<Verdict> answers(XacmlEngine engine) {
        return QUESTIONS.stream().map(engine::judge).toList();
    }
}
