package org.portcullis.pdp.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * What of an audit log could not be read: lines that are damaged, lines of a schema that this release does not know, and
 * files that break off or cannot be opened, each with the reason. Whoever shows what was read says this too.
 */
public record Unread(long damaged, long unknown, List<String> files) {
    /** Nothing was passed over. */
    public static final Unread NOTHING = new Unread(0, 0, List.of());

    /** Copies the list. */
    public Unread {
        files = List.copyOf(files);
    }

    /** Both together. */
    public Unread plus(Unread other) {
        List<String> all = new ArrayList<>(files);
        all.addAll(other.files);
        return new Unread(damaged + other.damaged, unknown + other.unknown, all);
    }

    /** One sentence for each kind of gap; none if everything was read. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (damaged > 0) {
            sentences.add("incomplete: " + damaged + " damaged lines of the audit log are left out");
        }
        if (unknown > 0) {
            sentences.add("incomplete: " + unknown + " lines of another schema are left out");
        }
        files.forEach(file -> sentences.add("incomplete: " + file));
        return sentences;
    }
}
