package org.portcullis.policy.lint;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.portcullis.policy.catalogue.LintRule;
import org.portcullis.policy.source.Finding;
import org.portcullis.policy.source.PackEntry;
import org.portcullis.policy.source.Position;

/** Whether the files lie safely, and whether some of them are left over. */
final class FileChecks {
    private static final Pattern DROPPING = Pattern.compile(
            ".*~|#.*#|\\.#.*|\\..*\\.sw[a-p]|.*\\.(?:swp|rpmnew|rpmsave|rpmorig|dpkg-(?:old|new|dist)|orig|rej|bak|tmp)");

    private FileChecks() {}

    static Stream<Finding> of(LintedPack pack) {
        return pack.entries().stream().flatMap(FileChecks::ofOne);
    }

    private static Stream<Finding> ofOne(PackEntry entry) {
        return Stream.of(
                        finding(
                                entry.writableByEverybody(),
                                LintRule.UNSAFE_FILE,
                                entry,
                                "everybody may write to it",
                                "chmod o-w"),
                        finding(
                                entry.ofAnotherUser(),
                                LintRule.UNSAFE_FILE,
                                entry,
                                "it belongs neither to root, nor to the server, nor to the owner of the directory",
                                "chown it"),
                        finding(
                                DROPPING.matcher(entry.simpleName()).matches(),
                                LintRule.EDITOR_DROPPING,
                                entry,
                                "an editor or package manager left it behind; it does not count",
                                "take it away"))
                .flatMap(found -> found);
    }

    private static Stream<Finding> finding(
            boolean found, LintRule rule, PackEntry entry, String message, String suggestion) {
        return found ? Stream.of(new Finding(rule, Position.whole(entry.name()), message, suggestion)) : Stream.empty();
    }
}
