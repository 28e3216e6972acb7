package org.portcullis.policy;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.portcullis.policy.engine.PolicyTracer;
import org.portcullis.policy.facts.Circumstances;
import org.portcullis.policy.facts.Facts;
import org.portcullis.policy.facts.SiteData;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.trace.PolicyTrace;
import org.portcullis.profile.AuthzRequest;

/** A pack opened to be looked into: how it decides, why, and the text of its files. Immutable and thread-safe. */
public final class OpenPack {
    private final PolicyPack pack;
    private final SiteData site;
    private final PolicyTracer tracer;
    private final Map<String, String> texts;

    OpenPack(XacmlPolicyPack pack, Collection<PackFile> files) {
        this.pack = pack;
        this.site = pack.site();
        this.tracer = pack.engine().tracer();
        this.texts = files.stream().collect(Collectors.toUnmodifiableMap(PackFile::name, PackFile::text));
    }

    /** The pack as a server uses it. */
    public PolicyPack pack() {
        return pack;
    }

    /** What every part of its policies says about that request. */
    public PolicyTrace trace(AuthzRequest request, Circumstances circumstances) {
        return tracer.trace(Facts.of(request, site, circumstances));
    }

    /** Its policies, as if nobody had been asked. */
    public PolicyTrace outline() {
        return tracer.outline();
    }

    /** The text of every file below that directory of the pack, {@code data} for example, by name. */
    public Map<String, String> texts(String directory) {
        Map<String, String> below = new TreeMap<>(texts);
        below.keySet().removeIf(name -> !name.startsWith(directory + "/"));
        return below;
    }
}
