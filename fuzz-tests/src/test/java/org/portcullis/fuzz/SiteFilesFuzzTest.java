package org.portcullis.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanFileReader;
import org.portcullis.pdp.ban.BanFormat;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.config.ConfigReader;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.mapping.AccountLimits;
import org.portcullis.pdp.mapping.MappingException;
import org.portcullis.pdp.mapping.MappingFiles;
import org.portcullis.pdp.mapping.MappingRules;

/** The files that a site writes by hand: read whole, or refused with the place of everything that is wrong. */
class SiteFilesFuzzTest {
    private static final Path BANS = Path.of("bans.txt");
    private static final String PLACE = ":[0-9]+:[0-9]+: \\P{Cntrl}*";

    private static final String PASSWD = """
            root:x:0:0::/root:/bin/sh
            alice:x:10001:5000::/:/bin/sh
            atlas001:x:50001:5000::/:/bin/sh
            atlas002:x:50002:5000::/:/bin/sh
            """;
    private static final String GROUP = "root:x:0:\natlas:x:5000:\nprod:x:5001:\n";

    @FuzzTest
    void banFile(byte[] bytes) {
        String text = Input.text(bytes);

        Attempt<List<BanEntry>, ConfigException> read =
                Attempt.at(ConfigException.class, () -> BanFileReader.parse(BANS, text));

        read.value().ifPresent(entries -> entries.forEach(entry -> requireOneSpelling(entry.ban())));
        read.refusal().ifPresent(refused -> requirePlaces(refused.problems(), BANS));
    }

    /** What another service would ban is banned under the same key after it was read and written again. */
    @FuzzTest
    void banFormats(byte[] bytes) {
        String text = Input.text(bytes);
        for (BanFormat format : BanFormat.values()) {
            Attempt<List<Ban>, ConfigException> read = Attempt.at(ConfigException.class, () -> format.read(BANS, text));

            read.value().ifPresent(bans -> bans.forEach(ban -> requireSameAgain(format, ban)));
            read.refusal().ifPresent(refused -> requirePlaces(refused.problems(), BANS));
        }
    }

    @FuzzTest
    void gridMapfile(byte[] bytes) throws IOException {
        Path accounts = Scratch.file("mapping/accounts.map", bytes);
        Path groups = Scratch.file("mapping/groups.map", new byte[0]);

        requireRules(new MappingFiles(accounts, groups, passwd(), group(), List.of(accounts)));
        requireRules(new MappingFiles(accounts, groups, passwd(), group()));
    }

    @FuzzTest
    void groupMapfile(byte[] bytes) throws IOException {
        Path groups = Scratch.file("mapping/groups.map", bytes);
        Path accounts = Scratch.file("mapping/accounts.map", "\"/atlas\" .atlas\n");

        requireRules(new MappingFiles(accounts, groups, passwd(), group()));
    }

    @FuzzTest
    void accountTables(byte[] bytes) throws IOException {
        Path accounts = Scratch.file("mapping/accounts.map", "\"/atlas\" .atlas\n");
        Path groups = Scratch.file("mapping/groups.map", new byte[0]);
        Path table = Scratch.file("mapping/table", bytes);

        requireRules(new MappingFiles(accounts, groups, table, group()));
        requireRules(new MappingFiles(accounts, groups, passwd(), table));
    }

    @FuzzTest
    void configFile(byte[] bytes) throws IOException {
        Path file = Scratch.file("config/portcullis.yaml", bytes);

        Attempt<PdpConfig, ConfigException> read = Attempt.at(ConfigException.class, () -> ConfigReader.read(file));

        read.refusal()
                .ifPresent(refused -> assertThat(refused.problems())
                        .isNotEmpty()
                        .allSatisfy(problem -> assertThat(problem).startsWith(file + ":")));
    }

    private static void requireOneSpelling(Ban ban) {
        assertThat(Ban.parse(ban.selector())).isEqualTo(ban);
        assertThat(Ban.parse(ban.selector()).key()).isEqualTo(ban.key());
    }

    private static void requireSameAgain(BanFormat format, Ban ban) {
        requireOneSpelling(ban);
        format.write(ban)
                .ifPresent(line -> assertThat(format.read(BANS, format.document(List.of(line))))
                        .extracting(Ban::key)
                        .contains(ban.key()));
    }

    private static void requireRules(MappingFiles files) {
        Attempt<MappingRules, MappingException> read = Attempt.at(
                MappingException.class,
                () -> MappingRules.load(files, new AccountLimits(1000, 1000, Set.of("nobody"))));

        read.value()
                .ifPresent(rules -> rules.pools()
                        .forEach(pool -> assertThat(rules.accounts(pool))
                                .isNotEmpty()
                                .allSatisfy(account -> assertThat(account).startsWith(pool.prefix()))));
        read.refusal()
                .ifPresent(refused -> assertThat(refused.problems())
                        .isNotEmpty()
                        .allSatisfy(problem -> assertThat(problem).doesNotContainPattern("\\p{Cntrl}")));
    }

    private static void requirePlaces(List<String> problems, Path file) {
        assertThat(problems)
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).matches(file + PLACE));
    }

    private static Path passwd() throws IOException {
        return Scratch.file("mapping/passwd", PASSWD);
    }

    private static Path group() throws IOException {
        return Scratch.file("mapping/group", GROUP);
    }
}
