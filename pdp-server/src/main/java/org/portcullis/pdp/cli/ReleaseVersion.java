package org.portcullis.pdp.cli;

import picocli.CommandLine.IVersionProvider;

/** The release this jar belongs to. */
final class ReleaseVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"portcullis " + text()};
    }

    static String text() {
        String version = ReleaseVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
