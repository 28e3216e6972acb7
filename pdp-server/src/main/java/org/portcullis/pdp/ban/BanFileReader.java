package org.portcullis.pdp.ban;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.profile.Dn;
import org.portcullis.profile.VoName;

/**
 * Ban files: one selector a line, {@code dn:/C=XX/CN=…} or {@code vo:name}; a quoted DN alone, as LCAS wrote it, is a DN.
 * Empty lines and lines that start with {@code #} are skipped. One line that cannot be read refuses the whole file: a ban
 * is never lost by a slip of the pen.
 */
public final class BanFileReader {
    private static final Pattern QUOTED = Pattern.compile("(?:dn\\s+)?\"([^\"]*)\"");
    private static final Pattern DN = Pattern.compile("dn:(\\S.*)");
    private static final Pattern VO = Pattern.compile("vo:(\\S+)");
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private BanFileReader() {}

    /**
     * Reads the file.
     *
     * @throws ConfigException with every line that cannot be read
     */
    public static List<Ban> read(Path file) {
        List<Ban> bans = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String text = line.replace(BYTE_ORDER_MARK, "").strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                read(file + ":" + number, text, bans, problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return bans;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (MalformedInputException e) {
            throw new ConfigException(List.of(file + ": not UTF-8 text"));
        } catch (NoSuchFileException e) {
            throw new ConfigException(List.of(file + ": no such file, it may be empty but must be there"));
        } catch (IOException e) {
            throw new ConfigException(List.of(file + ": cannot be read: " + e.getMessage()));
        }
    }

    private static void read(String position, String text, List<Ban> bans, List<String> problems) {
        try {
            bans.add(ban(text));
        } catch (IllegalArgumentException e) {
            String quote = text.length() > 200 ? text.substring(0, 200) + "…" : text;
            problems.add(position + ": not a ban: `" + quote + "`, write dn:/C=…/CN=… or vo:name");
        }
    }

    private static Ban ban(String text) {
        Matcher quoted = QUOTED.matcher(text);
        Matcher dn = DN.matcher(text);
        Matcher vo = VO.matcher(text);
        if (quoted.matches()) {
            return new Ban.BannedDn(Dn.parse(quoted.group(1)));
        } else if (dn.matches()) {
            return new Ban.BannedDn(Dn.parse(dn.group(1)));
        } else if (vo.matches()) {
            return new Ban.BannedVo(new VoName(vo.group(1)));
        }
        throw new IllegalArgumentException("no selector");
    }
}
