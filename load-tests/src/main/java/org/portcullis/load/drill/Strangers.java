package org.portcullis.load.drill;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.portcullis.load.run.RequestTemplate;
import org.portcullis.load.run.Shot;
import org.portcullis.load.run.Workload;

/** The same question about so many people in turn, of whom the server has never heard. */
public record Strangers(List<RequestTemplate> questions) implements Workload {
    /** What stands in the place of a number, in the name of the one who is asked about. */
    public static final String PERSON = "{{PERSON}}";

    /** Copies the list; there is at least one question. */
    public Strangers {
        questions = List.copyOf(questions);
        if (questions.isEmpty()) {
            throw new IllegalArgumentException("nobody to ask about");
        }
    }

    /**
     * So many of them.
     *
     * @throws IllegalArgumentException if the message has no place for a number
     */
    public static Strangers of(String message, int people) {
        if (!message.contains(PERSON)) {
            throw new IllegalArgumentException("no " + PERSON + " in the message about strangers");
        }
        return new Strangers(IntStream.range(0, people)
                .mapToObj(number -> String.format(Locale.ROOT, "%06d", number))
                .map(number -> new RequestTemplate(message.replace(PERSON, number)))
                .toList());
    }

    @Override
    public Shot shot(long index) {
        return Shot.of(questions.get((int) (index % questions.size())));
    }
}
