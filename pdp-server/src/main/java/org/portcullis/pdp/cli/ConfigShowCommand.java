package org.portcullis.pdp.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.portcullis.pdp.config.ConfigReader;
import org.portcullis.pdp.config.Setting;
import org.portcullis.pdp.json.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portcullis config show}: every key with the value in force, and where it comes from. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Every key with the value that a server would start with now. Of secrets, the place they are read from.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis config show --origin",
            "  portcullis config show --output json --config portcullis.yaml",
            "",
            "Origins: FILE:LINE, of the configuration file or one in conf.d beside it,",
            "environment NAME, or default. Keys are reloadable where what they name on disk",
            "is taken without a restart; a change of the key itself takes one.",
            "Exit codes: 0; 2 wrong usage; 78 the configuration cannot be used"
        })
final class ConfigShowCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Option(names = "--origin", description = "Also where each value comes from, and whether the key is reloadable.")
    private boolean origin;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Setting> settings = ConfigReader.settings(config.file());
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(JsonText.of(Map.of(
                    "settings", settings.stream().map(ConfigShowCommand::object).toList())));
        } else {
            text(settings).forEach(out::println);
        }
        out.flush();
        return 0;
    }

    private List<String> text(List<Setting> settings) {
        return origin
                ? new Rows(
                                List.of("key", "value", "origin", "change"),
                                settings.stream().map(ConfigShowCommand::row).toList())
                        .table()
                : settings.stream()
                        .map(setting -> setting.key() + ": " + Rows.printable(setting.value()))
                        .toList();
    }

    private static List<String> row(Setting setting) {
        return List.of(setting.key(), setting.value(), setting.origin(), change(setting));
    }

    private static Map<String, Object> object(Setting setting) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("key", setting.key());
        object.put("value", setting.value());
        object.put("origin", setting.origin());
        object.put("change", change(setting));
        return object;
    }

    private static String change(Setting setting) {
        return setting.reload() ? "reloadable" : "restart";
    }
}
