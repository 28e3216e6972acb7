package org.portcullis.pdp.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.ban.BanNote;
import org.portcullis.pdp.ban.BanPeriod;

/**
 * A process that adds bans, one after the other: arguments are the store, a name and how many. Each is printed once it was
 * acknowledged.
 */
final class BanWriter {
    private BanWriter() {}

    public static void main(String[] args) {
        SqliteBanStore store = new SqliteBanStore(Path.of(args[0]));
        BanPeriod ever = new BanPeriod(Instant.EPOCH, Instant.MAX);
        for (int n = 0; n < Integer.parseInt(args[2]); n++) {
            String selector = "dn:/C=XX/CN=" + args[1] + " " + n;
            store.add(List.of(new SqliteBanStore.Draft(Ban.parse(selector), BanNote.NONE, ever)), Instant.EPOCH);
            System.out.print(selector + "\n");
            System.out.flush();
        }
    }

    static Process start(Path store, String name, int bans) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BanWriter.class.getName(),
                        store.toString(),
                        name,
                        String.valueOf(bans))
                .redirectErrorStream(true)
                .start();
    }
}
