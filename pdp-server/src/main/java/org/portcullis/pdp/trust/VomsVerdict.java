package org.portcullis.pdp.trust;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/** What the VOMS attributes in a certificate chain are worth. */
public sealed interface VomsVerdict {
    /** The value for this alternative. */
    <T> T match(Supplier<T> none, Function<Verified, T> verified, Function<Invalid, T> invalid);

    /** What is believed of the end entity: nothing unless verified. */
    default List<Fqan> fqans() {
        return match(List::of, Verified::fqans, invalid -> List.of());
    }

    /** What it says of the end entity, believed or not, as far as it may be genuine. */
    default List<Fqan> said() {
        return match(List::of, Verified::fqans, Invalid::claimed);
    }

    /** What several are worth, nearest to the leaf first: a lie among them spoils all, and no other than the first counts. */
    static VomsVerdict of(List<VomsVerdict> each) {
        if (each.isEmpty()) {
            return new NoAttributes();
        }
        Stream<VomsVerdict> lies = each.stream()
                .filter(verdict -> verdict.match(
                        () -> false,
                        verified -> false,
                        invalid -> invalid.doubt().refuses()));
        List<VomsVerdict> behind = each.subList(1, each.size());
        return lies.findFirst()
                .orElseGet(() -> each.get(0)
                        .match(NoAttributes::new, first -> first.before(behind), first -> first.before(behind)));
    }

    /** The chain carries no attribute certificate. */
    record NoAttributes() implements VomsVerdict {
        @Override
        public <T> T match(Supplier<T> none, Function<Verified, T> verified, Function<Invalid, T> invalid) {
            return none.get();
        }
    }

    /**
     * The VO says this of the end entity from {@code notBefore} until {@code notAfter}; the first FQAN is the primary one,
     * there is at least one. {@code others} are the verdicts on the attribute certificates behind this one, none of which is
     * a lie: they permit nothing.
     */
    record Verified(List<Fqan> fqans, VoName vo, Instant notBefore, Instant notAfter, List<VomsVerdict> others)
            implements VomsVerdict {
        /** Copies the lists. */
        public Verified {
            fqans = List.copyOf(fqans);
            others = List.copyOf(others);
        }

        /** The only attribute certificate of its chain. */
        public Verified(List<Fqan> fqans, VoName vo, Instant notBefore, Instant notAfter) {
            this(fqans, vo, notBefore, notAfter, List.of());
        }

        /** The same, in front of others. */
        Verified before(List<VomsVerdict> behind) {
            return new Verified(fqans, vo, notBefore, notAfter, behind);
        }

        /** What any VO says of the end entity, in this attribute certificate or behind it. */
        public List<Fqan> proven() {
            return Stream.concat(fqans.stream(), others.stream().flatMap(other -> other.fqans().stream()))
                    .toList();
        }

        /** What the others say, believed or not: for bans. */
        public List<Fqan> held() {
            return others.stream().flatMap(other -> other.said().stream()).toList();
        }

        /** Why others count for nothing, if they do. */
        public List<Doubt> doubts() {
            return others.stream()
                    .<Doubt>flatMap(other -> other.match(
                            Stream::empty, verified -> Stream.empty(), invalid -> Stream.of(invalid.doubt())))
                    .toList();
        }

        /** How long it was made to live. */
        public Duration lifetime() {
            return Duration.between(notBefore, notAfter);
        }

        @Override
        public <T> T match(Supplier<T> none, Function<Verified, T> verified, Function<Invalid, T> invalid) {
            return verified.apply(this);
        }
    }

    /**
     * The chain carries an attribute certificate that is not believed: it is a lie where the doubt refuses, else one that
     * counts for nothing here and now. {@code claimed} is what it says, if it is genuine as far as anybody here can tell;
     * {@code why} holds nothing a stranger wrote.
     */
    record Invalid(Doubt doubt, List<Fqan> claimed, String why) implements VomsVerdict {
        /** Copies the list. */
        public Invalid {
            claimed = List.copyOf(claimed);
        }

        /** The same, in front of others, which go down with it. */
        Invalid before(List<VomsVerdict> behind) {
            Stream<Fqan> said = behind.stream().flatMap(other -> other.said().stream());
            return new Invalid(
                    doubt, Stream.concat(claimed.stream(), said).distinct().toList(), why);
        }

        @Override
        public <T> T match(Supplier<T> none, Function<Verified, T> verified, Function<Invalid, T> invalid) {
            return invalid.apply(this);
        }
    }
}
