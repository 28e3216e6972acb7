package org.portcullis.pdp.audit;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.portcullis.profile.Assurance;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Delegation;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Subject;
import org.portcullis.profile.Unproven;
import org.portcullis.profile.VoName;

/** A subject or a pilot while it is read. Not thread-safe. */
final class IdentityDraft {
    private static final Map<String, Doubt> DOUBTS = Arrays.stream(Doubt.values())
            .collect(Collectors.toUnmodifiableMap(RequestFields::word, Function.identity()));

    private static final Map<String, Delegation.Kind> KINDS = Arrays.stream(Delegation.Kind.values())
            .collect(Collectors.toUnmodifiableMap(Delegation.Kind::word, Function.identity()));

    private final JsonCursor cursor;
    private final KnownNames names;
    private @Nullable Dn dn;
    private List<Fqan> fqans = List.of();
    private List<VoName> vos = List.of();
    private List<Doubt> doubts = List.of();
    private Credential credential = new Credential.Bare();
    private Unproven unproven = Unproven.NONE;
    private boolean unattributed;

    private boolean limited;
    private long leafSeconds;
    private long firstSeconds;
    private long attributeSeconds;
    private Delegation delegation = Delegation.UNKNOWN;
    private boolean possessed;
    private final List<ChainTraits.Issued> certificates = new ArrayList<>();
    private String issuer = "";
    private String serial = "";
    private boolean endEntity;
    private String tokenSubject = "";
    private String tokenId = "";
    private String keyId = "";
    private List<String> scopes = List.of();

    IdentityDraft(JsonCursor cursor, KnownNames names) {
        this.cursor = cursor;
        this.names = names;
    }

    IdentityDraft read() throws IOException {
        cursor.object(this::take);
        return this;
    }

    private void take(String name) throws IOException {
        switch (name) {
            case "dn" -> dn = names.dn(cursor.text());
            case "fqans" -> fqans = cursor.texts(names::fqan);
            case "vos" -> vos = cursor.texts(names::vo);
            case "doubts" -> doubts = cursor.texts(IdentityDraft::doubt);
            case "assurance" -> assured(cursor.text());
            case "chain" -> chain();
            case "token" -> token();
            case "unproven" -> cursor.object(this::takeOfUnproven);
            case "unattributed" -> unattributed = cursor.truth();
            default -> cursor.skip();
        }
    }

    private void takeOfUnproven(String name) throws IOException {
        switch (name) {
            case "fqans" -> unproven = new Unproven(cursor.texts(names::fqan), unproven.vos(), unproven.issuers());
            case "vos" ->
                unproven = new Unproven(unproven.fqans(), Set.copyOf(cursor.texts(names::vo)), unproven.issuers());
            case "issuers" ->
                unproven = new Unproven(unproven.fqans(), unproven.vos(), Set.copyOf(cursor.texts(names::dn)));
            default -> cursor.skip();
        }
    }

    private static Doubt doubt(String word) {
        Doubt doubt = DOUBTS.get(word);
        if (doubt == null) {
            throw new IllegalArgumentException("not a doubt");
        }
        return doubt;
    }

    /** What can be said before the chain or the token was read. */
    private void assured(String word) {
        possessed = word.equals(Assurance.VERIFIED.word());
        credential = word.equals(Assurance.ASSERTED.word())
                ? new Credential.Bare()
                : new Credential.Recorded(ChainTraits.NONE, possessed, Unproven.NONE);
    }

    private void chain() throws IOException {
        cursor.object(this::takeOfChain);
        ChainTraits traits = new ChainTraits(
                limited,
                Duration.ofSeconds(leafSeconds),
                Duration.ofSeconds(firstSeconds),
                Duration.ofSeconds(attributeSeconds),
                certificates,
                delegation);
        credential = new Credential.Recorded(traits, possessed, Unproven.NONE);
    }

    private void takeOfChain(String name) throws IOException {
        switch (name) {
            case "limited" -> limited = cursor.truth();
            case "leafSeconds" -> leafSeconds = cursor.number();
            case "firstSeconds" -> firstSeconds = cursor.number();
            case "attributeSeconds" -> attributeSeconds = cursor.number();
            case "type" -> delegation = new Delegation(kind(cursor.text()), delegation.proxies(), delegation.until());
            case "depth" ->
                delegation = new Delegation(delegation.kind(), Math.toIntExact(cursor.number()), delegation.until());
            case "until" ->
                delegation = new Delegation(delegation.kind(), delegation.proxies(), Instant.parse(cursor.text()));
            case "certificates" ->
                cursor.objects(
                        this::takeOfToken,
                        () -> certificates.add(
                                new ChainTraits.Issued(names.dn(issuer), new BigInteger(serial, 16), endEntity)));
            default -> cursor.skip();
        }
    }

    private static Delegation.Kind kind(String word) {
        Delegation.Kind kind = KINDS.get(word);
        if (kind == null) {
            throw new IllegalArgumentException("not a type of proxies");
        }
        return kind;
    }

    private void token() throws IOException {
        cursor.object(this::takeOfToken);
        credential = new Credential.Token(issuer, tokenSubject, tokenId, keyId, Set.copyOf(scopes));
    }

    /** Fields of a token, or of a certificate. */
    private void takeOfToken(String name) throws IOException {
        switch (name) {
            case "issuer" -> issuer = cursor.text();
            case "serial" -> serial = cursor.text();
            case "endEntity" -> endEntity = cursor.truth();
            case "subject" -> tokenSubject = cursor.text();
            case "id" -> tokenId = cursor.text();
            case "keyId" -> keyId = cursor.text();
            case "scopes" -> scopes = cursor.texts(Function.identity());
            default -> cursor.skip();
        }
    }

    Subject subject() {
        return new Subject(required(), fqans, Set.copyOf(vos), credential.withUnproven(unproven), Set.copyOf(doubts));
    }

    PilotJob pilotJob() {
        Pilot owner =
                new Pilot(required(), fqans, Set.copyOf(vos), credential.withUnproven(unproven), Set.copyOf(doubts));
        return unattributed ? new PilotJob.Unattributed(owner) : new PilotJob.BroughtBy(owner);
    }

    private Dn required() {
        if (dn == null) {
            throw new IllegalArgumentException("an identity has a DN");
        }
        return dn;
    }
}
