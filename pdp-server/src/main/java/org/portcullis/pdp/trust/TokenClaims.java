package org.portcullis.pdp.trust;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/** The claims of a token as the WLCG profile writes them. Methods throw whatever malformed ones make them throw. */
record TokenClaims(JWTClaimsSet claims) {
    private static final Duration SKEW = Duration.ofSeconds(60);

    /** Whether they are of a version we know, for somebody, for one of these audiences, and of a permissible time. */
    boolean areFor(Set<String> audience, Instant at, Duration longestLifetime) throws ParseException {
        return text("wlcg.ver").startsWith("1.")
                && !text("sub").isBlank()
                && !Collections.disjoint(claims.getAudience(), audience)
                && !start().isAfter(at.plus(SKEW))
                && !time(claims.getNotBeforeTime()).orElse(at).isAfter(at.plus(SKEW))
                && Duration.between(start(), end()).compareTo(longestLifetime.plus(SKEW)) <= 0;
    }

    boolean isOver(Instant at) {
        return end().plus(SKEW).isBefore(at);
    }

    /** What they say of a member of that VO. */
    TokenVerdict verified(VoName vo, String keyId) throws ParseException {
        List<Fqan> groups = groups();
        if (!groups.stream().allMatch(group -> group.vo().equals(vo))) {
            throw new IllegalArgumentException("a group of another VO");
        }
        Credential.Token token = new Credential.Token(text("iss"), text("sub"), text("jti"), keyId, scopes());
        return new TokenVerdict.Verified(token, vo, groups);
    }

    private List<Fqan> groups() throws ParseException {
        List<String> groups = claims.getStringListClaim("wlcg.groups");
        return groups == null
                ? List.of()
                : groups.stream().map(Fqan::parse).distinct().toList();
    }

    private Set<String> scopes() throws ParseException {
        return Arrays.stream(text("scope").split(" ", -1))
                .filter(scope -> !scope.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private String text(String name) throws ParseException {
        return Optional.ofNullable(claims.getStringClaim(name)).orElse("");
    }

    /** When it was issued, or became valid if it does not say. */
    private Instant start() {
        return Stream.of(time(claims.getIssueTime()), time(claims.getNotBeforeTime()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no beginning"));
    }

    private Instant end() {
        return time(claims.getExpirationTime()).orElseThrow(() -> new IllegalArgumentException("no end"));
    }

    private static Optional<Instant> time(@Nullable Date date) {
        return Optional.ofNullable(date).map(Date::toInstant);
    }
}
