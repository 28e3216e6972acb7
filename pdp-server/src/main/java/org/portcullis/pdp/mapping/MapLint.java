package org.portcullis.pdp.mapping;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.portcullis.policy.source.Position;

/** Finds what is wrong with map files, what looks wrong, and what would be otherwise in the other dialect. */
public final class MapLint {
    private final MappingFiles files;
    private final MappingTerms terms;
    private final Problems problems = new Problems();

    private MapLint(MappingFiles files, MappingTerms terms) {
        this.files = files;
        this.terms = terms;
    }

    /** Everything that is found, by file and line; without sources of users, names are taken as they are. */
    public static List<MapFinding> of(MappingFiles files, MappingTerms terms) {
        return new MapLint(files, terms).findings();
    }

    private List<MapFinding> findings() {
        MappingLoader loader = new MappingLoader(files, terms, problems);
        if (loader.tableIsComplete()) {
            loader.check();
        }
        Stream.concat(files.accountMaps().stream(), files.groupMaps().stream()).forEach(this::lookAtText);
        MapLines lines = loader.lines();
        LineLint ofLines = new LineLint(terms, problems);
        lines.accounts().forEach(ofLines::lookAtAccountLine);
        lines.groups().forEach(ofLines::lookAtGroupLine);
        OrderLint ofOrder = new OrderLint(terms.dialect(), problems);
        ofOrder.lookAtAccounts(lines.accounts());
        ofOrder.lookAtGroups(lines.groups());
        new PoolLint(loader.table(), problems).lookAt(lines.accounts());
        new DialectLint(files, terms, problems).lookAt(lines);
        List<String> order = files.all().stream().map(Path::toString).toList();
        return problems.found().stream()
                .sorted(Comparator.<MapFinding>comparingInt(
                                finding -> order.indexOf(finding.at().file()))
                        .thenComparing(finding -> finding.at().line())
                        .thenComparing(finding -> finding.at().column())
                        .thenComparing(MapFinding::rule))
                .toList();
    }

    /** Both are read here as if they were not there; LCMAPS reads them as part of the first key and of the last values. */
    private void lookAtText(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            Position start = new Position(file.toString(), 1, 1);
            if (text.startsWith("\u00ef\u00bb\u00bf")) {
                problems.add(MapRule.FOREIGN_TEXT, start, "begins with a byte order mark: save it without one");
            }
            if (text.contains("\r\n")) {
                problems.add(MapRule.FOREIGN_TEXT, start, "has line ends of Windows: convert them");
            }
        } catch (IOException e) {
            // Invariant: whoever read the lines of this file has noted that it cannot be read.
            return;
        }
    }
}
