package org.portcullis.pdp.cli.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.portcullis.pdp.bundle.Bundle;
import org.portcullis.pdp.bundle.BundleSignatures;
import org.portcullis.pdp.bundle.BundleStore;
import org.portcullis.pdp.rollout.SelfTest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code portcullis policy build}. */
@Command(
        name = "build",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a bundle of a pack that passes its checks: one file that is named by its digest.",
            "The same files always give the same bundle. Files whose name begins with a dot are left out."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis policy build /etc/portcullis/policy",
            "  portcullis policy build policy --out . --sign-key ~/.portcullis/sign.pem",
            "",
            "Exit codes:",
            "  0   built",
            "  3   the pack does not pass; every reason is said",
            "  78  the configuration, the store or the key cannot be used"
        })
final class BuildCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private RolloutOptions options;

    @Parameters(paramLabel = "DIR", description = "Directory of the pack, with its pack.yaml.")
    @SuppressWarnings("NullAway.Init")
    private Path pack;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Put the bundle into this directory, and not among the bundles of the site.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--sign-key",
            paramLabel = "FILE",
            description = "Sign it with this private Ed25519 key (PEM), which must not be open to others.")
    private Optional<Path> signKey = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Bundle bundle = checked(pack);
        BundleSignatures signatures =
                signKey.map(key -> BundleSignatures.NONE.signed(bundle, key)).orElse(BundleSignatures.NONE);
        BundleStore target =
                out.map(BundleStore::new).orElseGet(() -> options.store().prepare());
        if (out.isPresent()) {
            target.add(bundle, signatures);
        } else {
            target.exclusively(() -> {
                target.add(bundle, signatures);
                return bundle;
            });
        }
        String file = target.file(bundle.digest()).toString();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bundle", bundle.digest());
        fields.put("file", file);
        fields.put("signatures", signatures.lines().size());
        options.output().line(fields, file);
        String name = out.isPresent() ? file : RolloutOutput.brief(bundle.digest());
        options.err().println("next: portcullis policy activate " + name + " --wait");
        return 0;
    }

    /** The bundle of a pack; what is checked is what is in it, whatever becomes of the directory meanwhile. */
    static Bundle checked(Path pack) throws IOException {
        Bundle bundle = Bundle.of(pack);
        Path copy = Files.createTempDirectory("portcullis-build-");
        try {
            bundle.unpackInto(copy);
            SelfTest.check(copy, RolloutOptions.CHECKS);
            return bundle;
        } finally {
            delete(copy);
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> found = Files.walk(root)) {
            List<Path> innerFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path file : innerFirst) {
                Files.delete(file);
            }
        }
    }
}
