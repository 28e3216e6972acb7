package org.portcullis.pdp.suite;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portcullis.pdp.config.Values;
import org.portcullis.pdp.config.YamlSection;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Delegation;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Unproven;

/** Reads what came with a name: a chain by what policies and bans read off it, or a token; taken as verified. */
final class CredentialReader {
    private CredentialReader() {}

    static Credential read(YamlSection person) {
        boolean chained = person.has("chain");
        boolean tokened = person.has("token");
        try (YamlSection chain = person.section("chain");
                YamlSection token = person.section("token")) {
            if (chained && tokened) {
                person.reject("say either a `chain` or a `token`");
            }
            ChainTraits traits = chain(chain);
            Optional<Credential> bearer = tokened ? Optional.of(token(token)) : Optional.empty();
            boolean possessed = chain.value("possessed", false, Values::yesOrNo);
            return bearer.orElseGet(
                    () -> chained ? new Credential.Recorded(traits, possessed, Unproven.NONE) : new Credential.Bare());
        }
    }

    private static ChainTraits chain(YamlSection chain) {
        Duration leaf = chain.value("leaf", Duration.ZERO, Values::duration);
        return new ChainTraits(
                chain.value("limited", false, Values::yesOrNo),
                leaf,
                chain.value("first", leaf, Values::duration),
                chain.value("attributes", Duration.ZERO, Values::duration),
                chain.sections("certificates").stream()
                        .map(CredentialReader::certificate)
                        .toList(),
                delegation(chain, leaf));
    }

    /** Until the end of time, unless it is said until when. */
    private static Delegation delegation(YamlSection chain, Duration leaf) {
        Delegation.Kind usual = leaf.isZero() ? Delegation.Kind.END_ENTITY : Delegation.Kind.RFC3820;
        Delegation.Kind kind = chain.value("type", usual, CredentialReader::kind);
        long depth = kind == Delegation.Kind.END_ENTITY ? 0 : 1;
        return new Delegation(
                kind,
                chain.value("depth", depth, Values.number(0, 12)).intValue(),
                chain.value("until", Instant.parse("9999-12-31T23:59:59Z"), RequestFile::instant));
    }

    private static Delegation.Kind kind(String word) {
        return Arrays.stream(Delegation.Kind.values())
                .filter(kind -> kind != Delegation.Kind.UNKNOWN && kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of end-entity, rfc3820, legacy"));
    }

    private static ChainTraits.Issued certificate(YamlSection certificate) {
        try (certificate) {
            certificate.require("issuer");
            Dn issuer = certificate.value("issuer", new Dn("/CN=nobody"), PersonReader::dn);
            return new ChainTraits.Issued(
                    issuer,
                    certificate.value("serial", BigInteger.ONE, CredentialReader::serial),
                    certificate.value("end-entity", true, Values::yesOrNo));
        }
    }

    private static BigInteger serial(String hex) {
        if (!hex.matches("[0-9A-Fa-f]{1,64}")) {
            throw new IllegalArgumentException("must be a serial number in hexadecimal digits");
        }
        return new BigInteger(hex, 16);
    }

    private static Credential token(YamlSection token) {
        token.require("issuer", "subject");
        return new Credential.Token(
                token.value("issuer", "", text -> text),
                token.value("subject", "", text -> text),
                token.value("id", "", text -> text),
                token.value("key-id", "", text -> text),
                Set.copyOf(token.list("scopes", List.of(), text -> text)));
    }
}
