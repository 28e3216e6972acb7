package org.portcullis.load.quickstart;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.portcullis.load.pki.CertificateAuthority;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.TextFile;
import org.portcullis.profile.Dn;

/** The names and chains that a catalogue of hostile requests fills into its templates. No key is among them. */
record BadInputValues(CertificateAuthority authority, Map<QuickstartUser, Identity> proxies, Identity rogue) {
    void write(Path file) {
        String members = members().entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + quoted(member.getValue()))
                .collect(Collectors.joining(",\n ", "{", "}\n"));
        TextFile.PUBLIC.write(file, members);
    }

    private Map<String, String> members() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("DN", name(QuickstartUser.ALICE).value());
        members.put("ISSUER", authority.name().value());
        members.put("VO", QuickstartUser.ALICE.vo().value());
        members.put("FQAN", QuickstartUser.ALICE.fqan().asVomsWritesIt());
        members.put("VICTIM", name(QuickstartUser.VICTIM).value());
        members.put("BANNED", name(QuickstartUser.BANNED).value());
        members.put("HOST", Quickstart.WORKER_NODE);
        members.put("CHAIN", chain(QuickstartUser.ALICE));
        members.put("VCHAIN", chain(QuickstartUser.VICTIM));
        members.put("OTHERVO_CHAIN", chain(QuickstartUser.CAROL));
        members.put("ROGUECERT", rogueCertificate());
        return members;
    }

    private Dn name(QuickstartUser user) {
        return proxy(user).name().withoutProxyNames();
    }

    private String chain(QuickstartUser user) {
        return base64(proxy(user).chainPem().getBytes(StandardCharsets.US_ASCII));
    }

    private Identity proxy(QuickstartUser user) {
        Identity proxy = proxies.get(user);
        if (proxy == null) {
            throw new IllegalStateException("no proxy for " + user);
        }
        return proxy;
    }

    private String rogueCertificate() {
        try {
            return base64(rogue.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate without an encoding", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Names of this world hold no character that JSON would want escaped other than these two. */
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
