package org.portcullis.policy.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.portcullis.policy.PackLoader;
import org.portcullis.policy.PolicyPack;
import org.portcullis.policy.Proxies;
import org.portcullis.policy.Requests;
import org.portcullis.profile.Action;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Decision;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Profile;
import org.portcullis.profile.Resource;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;
import org.portcullis.profile.SupportedObligations;

/** An imported pack, written to disk and loaded, and the requests that it is asked. */
public record Imported(PolicyPack pack) {
    private static final Credential CHAIN = Proxies.chain();

    /** Writes the pack into that directory and loads it. */
    public static Imported load(ImportedPack imported, Path directory) {
        imported.files().forEach((name, text) -> {
            try {
                Path file = directory.resolve(name);
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return new Imported(PackLoader.load(directory));
    }

    /** One who asks, by the words of policies; the chain is that of a certificate issued by Authority. */
    public record Asker(String dn, List<String> fqans, List<String> vos) {}

    /** Whether the pack permits it. */
    public boolean permits(Asker asker, String resource, String action) {
        return decision(request(asker, CHAIN, resource, action)) instanceof Decision.Permit;
    }

    /** What the pack says. */
    public Decision decision(AuthzRequest request) {
        return pack.evaluate(request, Requests.at(Instant.EPOCH)).decision();
    }

    /** A question. */
    public static AuthzRequest request(Asker asker, Credential credential, String resource, String action) {
        Subject named = Requests.subject(asker.dn(), asker.fqans(), asker.vos());
        return new AuthzRequest(
                Profile.AUTHZ_INTEROP,
                new Subject(named.dn(), named.fqans(), named.vos(), credential, named.doubts()),
                new PilotJob.None(),
                new Resource(ResourceType.OTHER, resource, List.of()),
                new Action(ActionType.OTHER, action),
                new SupportedObligations(false, Set.of()));
    }
}
