package org.portcullis.client.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The version this was built as. */
final class BuildVersion implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        try (InputStream version = BuildVersion.class.getResourceAsStream("version.txt")) {
            if (version == null) {
                throw new IOException("this build has no version");
            }
            return new String[] {"portcullis-wn " + new String(version.readAllBytes(), StandardCharsets.UTF_8).strip()};
        }
    }
}
