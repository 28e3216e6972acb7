package org.portcullis.pdp.manual;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The manual page of one command, made of what its help says. */
record ManualPage(CommandSpec command) {
    /** One page for the command and one for each below it that is not hidden. */
    static Stream<ManualPage> allOf(CommandLine command) {
        Stream<ManualPage> below = command.getSubcommands().values().stream()
                .distinct()
                .filter(sub -> !sub.getCommandSpec().usageMessage().hidden())
                .flatMap(ManualPage::allOf);
        return Stream.concat(Stream.of(new ManualPage(command.getCommandSpec())), below);
    }

    /** As in {@code portcullis-ban-add}. */
    String name() {
        return command.qualifiedName("-");
    }

    /** In roff, for {@code man}. */
    String text() {
        UsageMessageSpec usage = command.usageMessage();
        List<String> description = lines(usage.description());
        StringBuilder page = new StringBuilder();
        page.append(".TH \"%s\" 1 \"\" \"Portcullis\" \"User Commands\"\n.nh\n.ad l\n"
                .formatted(name().toUpperCase(Locale.ROOT)));
        page.append(".SH NAME\n%s \\- %s\n".formatted(Roff.text(name()), Roff.text(summary(description))));
        page.append(".SH SYNOPSIS\n").append(Roff.block(List.of(synopsis())));
        page.append(".SH DESCRIPTION\n")
                .append(Roff.text(String.join(" ", description)))
                .append('\n');
        page.append(section("OPTIONS", arguments()));
        page.append(section("COMMANDS", commands()));
        page.append(footer(usage));
        page.append(section("SEE ALSO", related()));
        return page.toString();
    }

    private static String section(String heading, String content) {
        return content.isEmpty() ? "" : ".SH " + heading + "\n" + content;
    }

    private static String summary(List<String> description) {
        String all = String.join(" ", description);
        int end = all.indexOf(". ");
        return end < 0 ? all.replaceFirst("\\.$", "") : all.substring(0, end);
    }

    private String synopsis() {
        return help().synopsis(0).strip();
    }

    private Help help() {
        return new Help(command, Help.defaultColorScheme(Ansi.OFF));
    }

    private String arguments() {
        Stream<String> positional = command.positionalParameters().stream()
                .filter(parameter -> !parameter.hidden())
                .map(parameter -> item(parameter.paramLabel(), parameter));
        Stream<String> options = command.options().stream()
                .filter(option -> !option.hidden())
                .map(option -> item(title(option), option));
        return Stream.concat(positional, options).collect(Collectors.joining());
    }

    private static String title(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }

    private static String item(String title, ArgSpec argument) {
        return Roff.item(title, String.join(" ", lines(argument.description())));
    }

    private String commands() {
        return command.subcommands().values().stream()
                .distinct()
                .map(CommandLine::getCommandSpec)
                .filter(sub -> !sub.usageMessage().hidden())
                .map(sub -> Roff.item(
                        sub.qualifiedName("-") + "(1)",
                        summary(lines(sub.usageMessage().description()))))
                .collect(Collectors.joining());
    }

    /** Examples and exit codes stand in the footer, below a heading or a first line that is one. */
    private static String footer(UsageMessageSpec usage) {
        List<String> footer = Stream.concat(lines(usage.footerHeading()).stream(), lines(usage.footer()).stream())
                .dropWhile(String::isBlank)
                .toList();
        if (footer.isEmpty()) {
            return "";
        }
        boolean headed = footer.get(0).endsWith(":");
        String heading = headed ? footer.get(0).substring(0, footer.get(0).length() - 1) : "Notes";
        return section(heading.toUpperCase(Locale.ROOT), Roff.block(footer.subList(headed ? 1 : 0, footer.size())));
    }

    private String related() {
        CommandSpec parent = command.parent();
        return parent == null ? "" : Roff.text(parent.qualifiedName("-")) + "(1)\n";
    }

    private static List<String> lines(String... templates) {
        return Arrays.stream(templates)
                .map(line -> Ansi.OFF.string(line.replace("%n", "\n").replace("%%", "%")))
                .flatMap(String::lines)
                .toList();
    }
}
