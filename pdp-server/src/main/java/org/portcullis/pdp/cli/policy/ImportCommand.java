package org.portcullis.pdp.cli.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.portcullis.pdp.cli.CommandGroup;
import org.portcullis.policy.importing.spl.SplImport;
import org.portcullis.policy.importing.xacml2.Xacml2Import;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code portcullis policy import}: makes a pack of the policies of another service. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Makes a pack of the policies of another service, and says what is kept, changed and lost.",
        subcommands = {ImportCommand.Spl.class, ImportCommand.Xacml2.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  pap-admin list-policies > site.spl",
            "  portcullis policy import spl site.spl --out /etc/portcullis/site --report losses.json",
            "  portcullis policy import xacml2 policies/ --out /etc/portcullis/site"
        })
final class ImportCommand extends CommandGroup {
    private static final String EXIT_CODES =
            "Exit codes: 0 nothing lost, 2 wrong use or a file that cannot be read, 3 something lost.";

    /** {@code portcullis policy import spl}. */
    @Command(
            name = "spl",
            mixinStandardHelpOptions = true,
            description = {
                "Reads policy files of Argus, as written for `pap-admin add-policies-from-file` or as printed by",
                "`pap-admin list-policies`, in the order given."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  portcullis policy import spl site.spl --out site-pack",
                "  pap-admin list-policies | portcullis policy import spl - --out site-pack",
                "",
                EXIT_CODES
            })
    static final class Spl implements Callable<Integer> {
        @Mixin
        @SuppressWarnings("NullAway.Init")
        private ImportOptions options;

        @Parameters(paramLabel = "FILE", arity = "1..*", description = "Policy files; - is standard input.")
        @SuppressWarnings("NullAway.Init")
        private List<Path> files;

        @Override
        public Integer call() {
            return options.run(name -> SplImport.read(name, ForeignFiles.read(files)));
        }
    }

    /** {@code portcullis policy import xacml2}. */
    @Command(
            name = "xacml2",
            mixinStandardHelpOptions = true,
            description = {
                "Reads policies in XACML 2.0. Of a directory, its *.xml files. A file may hold several policies one after",
                "the other, as `pap-admin list-policies --show-xacml` prints them."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  portcullis policy import xacml2 policies/ --out site-pack",
                "  portcullis policy import xacml2 all.xml --root urn:example:root --out site-pack",
                "",
                EXIT_CODES
            })
    static final class Xacml2 implements Callable<Integer> {
        @Mixin
        @SuppressWarnings("NullAway.Init")
        private ImportOptions options;

        @Parameters(paramLabel = "FILE|DIR", arity = "1..*", description = "Policy files; - is standard input.")
        @SuppressWarnings("NullAway.Init")
        private List<Path> files;

        @Option(
                names = "--root",
                paramLabel = "ID",
                defaultValue = "",
                description = "The policy that decides (default: those that no other refers to, in the order read).")
        @SuppressWarnings("NullAway.Init")
        private String root;

        @Override
        public Integer call() {
            return options.run(name -> Xacml2Import.read(name, ForeignFiles.read(files), root));
        }
    }
}
