package org.portcullis.pdp.cli.policy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.portcullis.pdp.bundle.Bundle;
import org.portcullis.pdp.bundle.BundleSignatures;
import org.portcullis.pdp.bundle.TrustedSigners;
import org.portcullis.pdp.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code portcullis policy sign}. */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        description = "Adds a signature to a bundle that you have read.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis policy sign 3f9c1e --sign-key ~/.portcullis/sign.pem",
            "",
            "Exit codes:",
            "  0   signed",
            "  3   the bundle is damaged",
            "  9   no such bundle, or this key has signed it before",
            "  78  the configuration, the store or the key cannot be used"
        })
final class SignCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private RolloutOptions options;

    @Parameters(
            paramLabel = "DIGEST|FILE",
            description = "The beginning of the digest of a bundle, or a bundle's file.")
    @SuppressWarnings("NullAway.Init")
    private String which;

    @Option(
            names = "--sign-key",
            paramLabel = "FILE",
            required = true,
            description = "Private Ed25519 key (PEM), which must not be open to others.")
    @SuppressWarnings("NullAway.Init")
    private Path signKey;

    @Override
    public Integer call() {
        Path file = new NamedBundle(which).file(options);
        Bundle bundle = Bundle.read(file);
        BundleSignatures before = BundleSignatures.beside(file);
        BundleSignatures after = before.signed(bundle, signKey);
        if (after.equals(before)) {
            options.err().println("this key has signed " + bundle.fileName() + " before");
            return ExitCode.CONFLICT;
        }
        after.writeBeside(file);
        List<String> signers = new TrustedSigners(options.config().policy().signing()).of(bundle, after);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bundle", bundle.digest());
        fields.put("signatures", after.lines().size());
        fields.put("signers", String.join(" ", signers));
        options.output()
                .line(
                        fields,
                        "signed " + bundle.fileName() + ": " + after.lines().size()
                                + " signatures, by these of policy.signing.keys: " + signers);
        return 0;
    }
}
