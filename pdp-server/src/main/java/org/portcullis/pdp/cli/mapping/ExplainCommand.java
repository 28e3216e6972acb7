package org.portcullis.pdp.cli.mapping;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.portcullis.pdp.cli.ExitCode;
import org.portcullis.pdp.decide.SiteMaps;
import org.portcullis.pdp.json.JsonText;
import org.portcullis.pdp.mapping.MapExplanation;
import org.portcullis.pdp.mapping.MappingTerms;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code portcullis mapping explain}: which line counts for somebody, and why the others do not. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Tells which line of the maps counts for somebody and why the others do not, in both dialects or one.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis mapping explain --dn \"/C=XX/O=Grid/CN=Alice\" --fqan /atlas/Role=production --fqan /atlas",
            "  portcullis mapping explain --dn CN=Alice,O=Grid,C=XX --dialect lcmaps /etc/grid-security/grid-mapfile",
            "",
            "FQANs are given in the order of the credential, the primary one first. No lease is taken.",
            "Exit codes: 0 explained, whoever is mapped or not; 2 wrong usage; 3 the maps cannot be used;",
            "78 the configuration that names the maps cannot be used."
        })
final class ExplainCommand implements Callable<Integer> {
    @Option(names = "--dn", required = true, paramLabel = "DN", description = "The person, in either spelling.")
    private String dn = "";

    @Option(names = "--fqan", paramLabel = "FQAN", description = "An attribute; may be given several times.")
    private List<String> fqans = List.of();

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private MapOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        Dn person = parse(dn, Dn::parse);
        List<Fqan> attributes =
                fqans.stream().map(text -> parse(text, Fqan::parse)).toList();
        SiteMaps maps = options.maps();
        List<MapExplanation> explanations = dialects(maps.terms())
                .map(terms -> MapExplanation.of(maps.files(), terms, person, attributes))
                .toList();
        ExplanationView view = new ExplanationView(person, attributes, explanations);
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonText.of(view.fields()));
        } else {
            view.text().forEach(out::println);
        }
        out.flush();
        return explanations.get(0).problems().isEmpty() ? 0 : ExitCode.FINDINGS;
    }

    /** The one in force first, or only the one that is asked for. */
    private Stream<MappingTerms> dialects(MappingTerms terms) {
        return options.dialect().isPresent()
                ? Stream.of(terms)
                : Stream.of(terms, terms.in(terms.dialect().other()));
    }

    private <T> T parse(String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            String shown = text.substring(0, Math.min(text.length(), 200));
            throw new ParameterException(
                    spec.commandLine(), "`" + shown + "` is not a name that can be mapped: " + e.getMessage(), e);
        }
    }
}
