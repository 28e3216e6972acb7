package org.portcullis.pdp.audit;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.portcullis.pdp.audit.index.Term;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.VoName;

/**
 * What decisions can be asked for by. A record has words for each, and so has a value that somebody asks for: they agree if
 * a word is the same. Names agree as they do for bans: widely. Indexes keep these words.
 */
@SuppressWarnings("ImmutableEnumChecker") // functions of their argument alone
public enum Trait {
    ID(Trait::lower, answer -> Stream.of(answer.id().toString())),
    DN(Trait::widest, ofDecision(past -> names(past.request().subject().dn()))),
    VO(
            Trait::lower,
            ofDecision(past -> past.request().subject().allVos().stream()
                    .map(VoName::value)
                    .map(Trait::lower))),
    FQAN(
            Trait::fqan,
            ofDecision(past -> past.request().subject().fqans().stream()
                    .flatMap(Trait::groups)
                    .distinct())),
    PILOT(
            Trait::widest,
            ofDecision(past ->
                    past.request().pilotJob().pilot().map(Pilot::dn).stream().flatMap(Trait::names))),
    HOST(
            Trait::lower,
            ofDecision(past -> past.request().resource().hosts().stream().map(Trait::lower))),
    PEP(Trait::widest, answer -> names(answer.pep())),
    DECISION(Trait::decision, answer -> Stream.of(lower(answer.words().decision()))),
    REASON(Trait::lower, answer -> Stream.of(lower(answer.words().reason()))),
    RULE(Trait::lower, ofDecision(past -> Stream.of(lower(past.why().rule())))),
    BAN(Trait::lower, ofDecision(past -> Stream.of(lower(past.why().ban())))),
    UID(Trait::uid, ofDecision(DecisionField::uids)),
    ACCOUNT(Trait::lower, ofDecision(past -> DecisionField.accounts(past).map(Trait::lower))),
    /** Of which the beginning is enough; so it is in no index. */
    PACK(Trait::lower, ofDecision(past -> Stream.of(past.pack())));

    /** A number for the words of all traits: another one wherever the same record or value has other words. */
    static final long MEANING = 1;

    private static final List<String> DECISIONS =
            List.of("Permit", "Deny", "NotApplicable", "Indeterminate", "Refused");

    private final UnaryOperator<String> word;
    private final Function<PastAnswer, Stream<String>> words;

    Trait(UnaryOperator<String> word, Function<PastAnswer, Stream<String>> words) {
        this.word = word;
        this.words = words;
    }

    /**
     * The word for a value as people write it.
     *
     * @throws IllegalArgumentException if it is none, saying what it must be
     */
    public String word(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("must not be empty");
        }
        return word.apply(value);
    }

    private Stream<String> words(PastAnswer answer) {
        return words.apply(answer).filter(found -> !found.isEmpty());
    }

    /** Whether the record has one of these words. */
    boolean isMet(Set<String> wanted, PastAnswer answer) {
        return words(answer)
                .anyMatch(found -> this == PACK ? wanted.stream().anyMatch(found::startsWith) : wanted.contains(found));
    }

    boolean isIndexed() {
        return this != PACK;
    }

    /** What an index calls a word of this trait. */
    long term(String found) {
        return Term.of(name(), found);
    }

    /** What an index keeps of a record. */
    static long[] terms(PastAnswer answer) {
        return Stream.of(values())
                .filter(Trait::isIndexed)
                .flatMapToLong(trait -> trait.termsOf(answer))
                .toArray();
    }

    private LongStream termsOf(PastAnswer answer) {
        return words(answer).mapToLong(this::term);
    }

    private static Function<PastAnswer, Stream<String>> ofDecision(Function<PastDecision, Stream<String>> words) {
        return answer -> answer instanceof PastDecision past ? words.apply(past) : Stream.empty();
    }

    private static Stream<String> names(Dn dn) {
        Dn owner = dn.withoutProxyNames();
        return owner.equals(dn) ? Stream.of(dn.widest()) : Stream.of(dn.widest(), owner.widest());
    }

    /** The FQAN itself, and each group that it is in or below. */
    private static Stream<String> groups(Fqan fqan) {
        String group = fqan.group();
        Stream<String> above =
                Stream.iterate(group, path -> !path.isEmpty(), path -> path.substring(0, path.lastIndexOf('/')));
        return Stream.concat(Stream.of(fqan.value()), above.map(path -> path + "/*"));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String widest(String text) {
        try {
            return Dn.parse(text).widest();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be a DN such as /C=XX/O=Grid/CN=Somebody", e);
        }
    }

    private static String fqan(String text) {
        if (text.endsWith("/*")) {
            return text;
        }
        try {
            return Fqan.parse(text).value();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "must be an FQAN such as /vo/group/Role=pilot, or a group and what is below it: /vo/group/*", e);
        }
    }

    private static String decision(String text) {
        if (DECISIONS.stream().noneMatch(text::equalsIgnoreCase)) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", DECISIONS));
        }
        return lower(text);
    }

    private static String uid(String text) {
        if (!text.matches("\\d{1,10}")) {
            throw new IllegalArgumentException("must be a number such as 50001");
        }
        return Long.toString(Long.parseLong(text));
    }
}
