package org.portcullis.pdp.bundle;

import java.nio.file.Path;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.portcullis.pdp.config.PdpConfig;

/** Whose signatures let a bundle decide, and how many different people of them it takes. Immutable. */
public final class TrustedSigners {
    /** Names of key files by key, so that one key listed twice is one person. */
    private final Map<PublicKey, String> names = new LinkedHashMap<>();

    private final int required;

    /**
     * Reads the keys.
     *
     * @throws org.portcullis.pdp.config.ConfigException if one of them cannot be read
     */
    public TrustedSigners(PdpConfig.Signing signing) {
        required = signing.required();
        for (Path file : signing.keys()) {
            names.putIfAbsent(
                    DurableFiles.with(file, () -> PemFile.publicKey(file)),
                    file.getFileName().toString());
        }
    }

    /** Whether a bundle needs signatures here at all. */
    public boolean required() {
        return required > 0;
    }

    /** The key files of those who signed. */
    public List<String> of(Bundle bundle, BundleSignatures signatures) {
        return names.entrySet().stream()
                .filter(signer -> signatures.areBy(signer.getKey(), bundle))
                .map(Map.Entry::getValue)
                .toList();
    }

    /**
     * Lets a bundle pass that enough of them have signed.
     *
     * @throws BundleException otherwise
     */
    public void demand(Bundle bundle, BundleSignatures signatures) {
        List<String> signers = of(bundle, signatures);
        if (signers.size() < required) {
            throw new BundleException(bundle.fileName() + ": signed by " + signers.size() + " of the " + required
                    + " trusted people it takes" + (signers.isEmpty() ? "" : " " + signers) + ", with "
                    + signatures.lines().size() + " signatures; see `portcullis policy sign`");
        }
    }
}
