package org.portcullis.pdp.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The section {@code shadow} of the configuration; without it nobody else is asked. */
final class ShadowSection {
    private ShadowSection() {}

    static List<PdpConfig.ShadowOf> read(YamlSection root, Function<String, Path> path) {
        return root
                .either(
                        "shadow",
                        text -> {
                            if (!text.equals("off")) {
                                throw new IllegalArgumentException("must be off, or a mapping of keys to values");
                            }
                            return Optional.<PdpConfig.ShadowOf>empty();
                        },
                        section -> Optional.of(read(path, section)))
                .flatMap(Function.identity())
                .stream()
                .toList();
    }

    private static PdpConfig.ShadowOf read(Function<String, Path> path, YamlSection shadow) {
        shadow.require("url");
        return new PdpConfig.ShadowOf(
                shadow.value("url", URI.create("https://localhost/"), ShadowSection::url),
                shadow.value("timeout", Duration.ofSeconds(2), Values::duration),
                shadow.value("queue", 1000L, Values.number(1, 100_000)).intValue(),
                shadow.value("differences", Path.of("/var/log/portcullis/shadow.jsonl"), path));
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text);
            if ("https".equals(url.getScheme()) && url.getHost() != null) {
                return url;
            }
            throw new IllegalArgumentException("must be an https address such as https://scas.example.org:8443/");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("must be an https address such as https://scas.example.org:8443/", e);
        }
    }
}
