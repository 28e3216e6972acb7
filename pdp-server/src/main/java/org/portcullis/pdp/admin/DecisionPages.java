package org.portcullis.pdp.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.portcullis.pdp.audit.AuditSearch;
import org.portcullis.pdp.audit.DecisionField;
import org.portcullis.pdp.audit.DecisionQuery;
import org.portcullis.pdp.audit.Found;
import org.portcullis.pdp.audit.Place;
import org.portcullis.pdp.audit.RawRecord;
import org.portcullis.pdp.audit.Span;
import org.portcullis.pdp.audit.Trait;
import org.portcullis.pdp.audit.Unread;

/** {@code /v1/decisions}: what the audit log says, of one call or of those that are asked for, the latest first. */
public record DecisionPages(AuditReading log) {
    private static final Pattern CALL_ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String SINCE = "since";
    private static final String UNTIL = "until";
    private static final long USUAL_HOURS = 24;

    Map<Operation, Page> pages() {
        return Map.of(Operation.SHOW_DECISION, this::show, Operation.LIST_DECISIONS, this::list);
    }

    private AdminAnswer show(Visit visit) {
        visit.asked();
        if (!CALL_ID.matcher(visit.id()).matches()) {
            throw Visit.malformed("the id must be a callId of the audit log, in lower case");
        }
        List<RawRecord> found = new ArrayList<>();
        DecisionQuery query = DecisionQuery.ofCall(UUID.fromString(visit.id()));
        Unread unread = log.search(search -> search.each(query, (place, line, answer) -> found.add(RawRecord.of(line))))
                .unread();
        if (found.isEmpty()) {
            String gaps = String.join("; ", unread.sentences());
            throw new ProblemException(Problem.NOT_FOUND, gaps.isEmpty() ? "no such decision in the log" : gaps);
        }
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("records", found);
        page.put("incomplete", unread.sentences());
        return AdminAnswer.json(200, page);
    }

    private AdminAnswer list(Visit visit) {
        Visit.Asked asked = visit.asked(Stream.concat(
                        Stream.of(SINCE, UNTIL, Cut.LIMIT, Cut.CURSOR),
                        Stream.of(Trait.values()).map(DecisionPages::key))
                .toArray(String[]::new));
        DecisionQuery query = new DecisionQuery(span(visit, asked), wanted(asked));
        int limit = Cut.limit(asked);
        Optional<Place> before = asked.value(Cut.CURSOR, Optional.empty(), DecisionPages::place);
        return AdminAnswer.json(200, page(log.search(search -> latest(search, query, limit, before))));
    }

    private static AuditSearch.Latest latest(AuditSearch search, DecisionQuery query, int limit, Optional<Place> before)
            throws IOException {
        try {
            return search.latest(query, limit, before);
        } catch (IllegalArgumentException e) {
            throw Visit.malformed("`cursor` " + e.getMessage());
        }
    }

    private static Map<String, Object> page(AuditSearch.Latest latest) {
        List<Found> newestFirst = new ArrayList<>(latest.found());
        Collections.reverse(newestFirst);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("decisions", newestFirst.stream().map(DecisionPages::fields).toList());
        page.put("truncated", latest.truncated());
        if (latest.truncated()) {
            String place = latest.found().get(0).place().toString();
            page.put("next", Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(UTF_8)));
        }
        page.put("incomplete", latest.report().unread().sentences());
        return page;
    }

    private static Map<String, Object> fields(Found found) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (DecisionField field : DecisionField.values()) {
            fields.put(field.toString(), field.of(found.answer()));
        }
        return fields;
    }

    private static Map<Trait, Set<String>> wanted(Visit.Asked asked) {
        Map<Trait, Set<String>> wanted = new EnumMap<>(Trait.class);
        for (Trait trait : Trait.values()) {
            Function<String, Set<String>> words = text -> Set.of(trait.word(text));
            wanted.put(trait, asked.value(key(trait), Set.of(), words));
        }
        return wanted;
    }

    private static String key(Trait trait) {
        return trait.name().toLowerCase(Locale.ROOT);
    }

    private static Span span(Visit visit, Visit.Asked asked) {
        Instant now = visit.request().context().receivedAt();
        Span span = new Span(
                asked.value(SINCE, now.minus(USUAL_HOURS, ChronoUnit.HOURS), DecisionPages::moment),
                asked.value(UNTIL, Instant.MAX, DecisionPages::moment));
        if (!span.since().isBefore(span.until())) {
            throw Visit.malformed("`since` must be before `until`");
        }
        return span;
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("must be a moment such as 2026-01-31T03:00Z", e);
        }
    }

    private static Optional<Place> place(String cursor) {
        try {
            return Optional.of(Place.parse(new String(Base64.getUrlDecoder().decode(cursor), UTF_8)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be the `next` of another page", e);
        }
    }
}
