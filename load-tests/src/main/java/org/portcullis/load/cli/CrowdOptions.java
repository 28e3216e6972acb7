package org.portcullis.load.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.portcullis.load.crowd.Crowd;
import org.portcullis.load.crowd.CrowdPlan;
import org.portcullis.load.crowd.CrowdWorld;
import org.portcullis.load.crowd.Mix;
import org.portcullis.load.crowd.Questions;
import org.portcullis.load.run.RequestTemplate;
import org.portcullis.load.run.Workload;
import org.portcullis.profile.VoName;
import picocli.CommandLine.Option;

/** What is asked about whom. */
final class CrowdOptions {
    @Option(names = "--send", description = "attributes: names and FQANs; chains: certificates (default: attributes)")
    private Questions questions = Questions.ATTRIBUTES;

    @Option(names = "--users", description = "users of each VO (default: ${DEFAULT-VALUE})")
    private int users = 1000;

    @Option(names = "--vo", split = ",", description = "VOs that are to be permitted (default: atlas)")
    private List<String> vos = List.of("atlas");

    @Option(names = "--denied-vo", description = "VO that is to be denied (default: ${DEFAULT-VALUE})")
    private String deniedVo = "mayhem";

    @Option(names = "--mix", description = "shares of the answers wanted (default: ${DEFAULT-VALUE})")
    private String mix = "permit=100";

    @Option(names = "--hot", description = "share of the questions about the same 1 %% of users (default: 0.2)")
    private double hot = 0.2;

    @Option(names = "--seed", description = "decides who is asked about when (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--body",
            description = "one SOAP message instead; {{ID}} becomes a new id each time, {{NOW}} the time")
    private @Nullable Path body;

    Workload workload(Path world) throws IOException {
        if (body != null) {
            return new RequestTemplate(Files.readString(body));
        }
        CrowdPlan plan = new CrowdPlan(
                vos.stream().map(VoName::new).toList(), new VoName(deniedVo), users, Mix.parse(mix), hot, seed);
        Crowd crowd = questions.about(plan, new CrowdWorld(world));
        crowd.prepare();
        return crowd;
    }

    /** The same in words, for those who compare runs. */
    Map<String, String> words() {
        if (body != null) {
            return Map.of("send", "body");
        }
        return Map.of(
                "send", questions.name().toLowerCase(Locale.ROOT),
                "users", users + " of each of " + String.join(",", vos) + "; denied " + deniedVo,
                "mix", mix,
                "hot", Double.toString(hot),
                "seed", Long.toString(seed));
    }

    static Questions questions(String word) {
        return Questions.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
