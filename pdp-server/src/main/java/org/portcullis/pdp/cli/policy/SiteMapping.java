package org.portcullis.pdp.cli.policy;

import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.decide.SnapshotLoader;
import org.portcullis.pdp.mapping.MappingRules;

/** The mapping that a configuration names. */
final class SiteMapping {
    private SiteMapping() {}

    /** Reads it; see {@link MappingRules#load}. */
    static MappingRules of(PdpConfig config) {
        return SnapshotLoader.mappingRules(config.mapping());
    }
}
