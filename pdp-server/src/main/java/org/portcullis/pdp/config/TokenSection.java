package org.portcullis.pdp.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.portcullis.profile.VoName;

/** The section {@code tokens} of the configuration. */
final class TokenSection {
    private TokenSection() {}

    static PdpConfig.Tokens read(YamlSection root, Function<String, Path> path) {
        Set<String> listed = new HashSet<>();
        try (YamlSection tokens = root.section("tokens")) {
            List<PdpConfig.TokenIssuer> issuers = tokens.sections("issuers").stream()
                    .flatMap(entry -> issuer(entry, path, listed).stream())
                    .toList();
            return new PdpConfig.Tokens(issuers, tokens.value("max-lifetime", Duration.ofHours(6), Values::duration));
        }
    }

    private static Optional<PdpConfig.TokenIssuer> issuer(
            YamlSection entry, Function<String, Path> path, Set<String> listed) {
        try (entry) {
            String issuer = entry.required("issuer", "", text -> firstTime(text, listed));
            Optional<VoName> vo = entry.required("vo", Optional.empty(), text -> Optional.of(vo(text)));
            Optional<URI> jwks = entry.required("jwks", Optional.empty(), text -> Optional.of(keys(text, path)));
            List<String> audience = entry.requiredList("audience", Function.identity());
            return vo.flatMap(
                    name -> jwks.map(keys -> new PdpConfig.TokenIssuer(issuer, name, keys, Set.copyOf(audience))));
        }
    }

    private static String firstTime(String issuer, Set<String> listed) {
        if (issuer.isBlank() || !listed.add(issuer)) {
            throw new IllegalArgumentException("must be the issuer as its tokens name it, each once");
        }
        return issuer;
    }

    private static VoName vo(String text) {
        try {
            return new VoName(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be a VO such as atlas", e);
        }
    }

    private static URI keys(String text, Function<String, Path> path) {
        if (text.startsWith("https://")) {
            return URI.create(text);
        }
        if (text.contains("://")) {
            throw new IllegalArgumentException("must be a file or an https address");
        }
        return path.apply(text).toUri();
    }
}
