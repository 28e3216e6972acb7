package org.portcullis.pdp.cli.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.portcullis.pdp.bundle.Bundle;
import org.portcullis.pdp.bundle.BundleSignatures;
import org.portcullis.pdp.bundle.BundleStore;

/** A bundle as it is named on the command line: by a file, a pack's directory, or the beginning of a digest. */
record NamedBundle(String text) {
    /** The file of a bundle that was built. */
    Path file(RolloutOptions options) {
        Path file = Path.of(text);
        BundleStore store = options.store();
        return Files.isRegularFile(file) ? file : store.file(store.find(digest()));
    }

    /** The digest of the bundle, which the store has afterwards. */
    String takenInto(BundleStore store) throws IOException {
        Path path = Path.of(text);
        if (Files.isDirectory(path)) {
            return add(store, BuildCommand.checked(path), BundleSignatures.NONE);
        }
        if (Files.isRegularFile(path)) {
            return add(store, Bundle.read(path), BundleSignatures.beside(path));
        }
        return store.find(digest());
    }

    private static String add(BundleStore store, Bundle bundle, BundleSignatures signatures) {
        return store.exclusively(() -> {
            store.add(bundle, signatures);
            return bundle.digest();
        });
    }

    private String digest() {
        return text.replaceFirst("^bundle-", "").replaceFirst("\\.tgz$", "");
    }
}
