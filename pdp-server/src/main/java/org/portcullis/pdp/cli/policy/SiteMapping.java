package org.portcullis.pdp.cli.policy;

import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.mapping.AccountLimits;
import org.portcullis.pdp.mapping.MappingFiles;
import org.portcullis.pdp.mapping.MappingRules;

/** The mapping that a configuration names. */
final class SiteMapping {
    private SiteMapping() {}

    /** Reads it; see {@link MappingRules#load}. */
    static MappingRules of(PdpConfig config) {
        PdpConfig.MapFiles files = config.mapping().files();
        return MappingRules.load(
                new MappingFiles(files.accounts(), files.groups(), files.passwd(), files.group()),
                new AccountLimits(
                        config.mapping().minUid(),
                        config.mapping().minGid(),
                        config.mapping().forbidden()));
    }
}
