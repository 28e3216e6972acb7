package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every command of {@code docs/incident.md} at a real site and compares what comes out, times and ids aside. Run with
 * {@code -Dgolden=update} to write the answers into the page; the diff is the review.
 */
class IncidentPageTest {
    private static final Path PAGE = Path.of("docs/incident.md");
    private static final String PILOT = "/C=XX/O=Grid/CN=Pilot";
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @TempDir
    private Path directory;

    private String lastId = "";

    @Test
    void everyCommandAnswersAsThePageSays() throws IOException {
        String page = Files.readString(PAGE);
        TestSite site = TestSite.in(directory);

        String played = play(page, site);

        if ("update".equals(System.getProperty("golden"))) {
            Files.writeString(PAGE, played);
        }
        assertThat(shape(played)).isEqualTo(shape(Files.readString(PAGE)));
    }

    private String play(String page, TestSite site) throws IOException {
        List<String> lines = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(site)) {
            site.replace(
                    "etc/portcullis.yaml",
                    "health:\n  listen: 127.0.0.1:0",
                    "health:\n  listen: 127.0.0.1:" + server.healthPort());
            ask(site, server);
            boolean answered = false;
            for (String line : page.lines().toList()) {
                answered = answered && !line.equals("```");
                if (line.startsWith("$ ")) {
                    answered = true;
                    lines.add(ID.matcher(line).replaceAll(lastId));
                    lines.addAll(run(line, site));
                    if (line.contains("ban add") && line.endsWith("--wait")) {
                        ask(site, server);
                    }
                } else if (!answered) {
                    lines.add(line);
                }
            }
        }
        return String.join("\n", lines) + "\n";
    }

    /** The pilot brings work of two people, and others work too; who is let in is for the site to say. */
    private static void ask(TestSite site, ServerProcess server) throws IOException {
        Exchange pep = site.asPep(server.port());
        pep.post(Questions.payload("/C=XX/O=Grid/CN=Bob", "/atlas/nl", PILOT, "/atlas/Role=pilot"));
        pep.post(Questions.payload("/C=XX/O=Grid/CN=Dave", "/atlas", PILOT, "/atlas/Role=pilot"));
        pep.post(Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas"));
        pep.post(Questions.direct("/C=XX/O=Grid/CN=Carol", "/cms"));
    }

    private List<String> run(String line, TestSite site) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line.substring("$ portcullis ".length()));
        while (word.find()) {
            words.add(real(word.group(1) == null ? word.group(2) : word.group(1), site));
        }
        if (words.contains("add") || words.contains("lift")) {
            words.addAll(List.of("--author", "officer"));
        }

        Shell.Done done = new Shell(site.configFile().toString()).run(words.toArray(String[]::new));

        Matcher id = ID.matcher(done.out());
        lastId = id.find() ? id.group() : lastId;
        assertThat(done.code()).as(line + done.err()).isIn(0, 3);
        return Stream.concat(done.out().lines(), done.err().lines()).toList();
    }

    /** The id on the page stands for the one of the last answer, and relative files for those of the site. */
    private String real(String word, TestSite site) {
        String known = ID.matcher(word).matches() ? lastId : word;
        return known.equals("etc/policy") ? site.file(known).toString() : known;
    }

    /** What does not depend on the time, the machine and the state of the pack. */
    private static String shape(String page) {
        return ID.matcher(page)
                .replaceAll("ID")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                .replaceAll("\\d+ ms", "N ms")
                .replaceAll("(?m)^(durationMicros|source|rule|chain|pack\\.\\w+) +\\S+", "$1 VALUE")
                .replaceAll("(?m)^terms\\..*\\R", "")
                .replaceAll("mupj \\S+ \\([0-9a-f]{12}\\)", "mupj VERSION")
                .replaceAll("permitted/\\S+", "RULE")
                .replaceAll(" +", " ");
    }
}
