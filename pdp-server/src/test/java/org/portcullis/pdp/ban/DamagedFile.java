package org.portcullis.pdp.ban;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/** What disks, editors and interrupted copies make of a file. */
public final class DamagedFile {
    private DamagedFile() {}

    /** Puts something in the place of a file: damage, an edit that means nothing, a directory, or nothing at all. */
    public static void put(Path file, byte[] good, SplittableRandom random) throws IOException {
        Files.deleteIfExists(file);
        String text = new String(good, StandardCharsets.UTF_8);
        switch (random.nextInt(10)) {
            case 0 -> Files.writeString(file, "\ufeff" + text.replace("\n", "\r\n"));
            case 1 -> Files.writeString(file, text + text);
            case 2 -> Files.createDirectory(file);
            case 3 -> {}
            default -> Files.write(file, of(good, random));
        }
    }

    /** The file, damaged in one of five ways: nothing left, cut, changed bytes, a hole, zeroes. */
    public static byte[] of(byte[] good, SplittableRandom random) {
        int at = random.nextInt(good.length);
        return switch (random.nextInt(5)) {
            case 0 -> new byte[0];
            case 1 -> Arrays.copyOf(good, Math.min(at, good.length * 8 / 10));
            case 2 -> changed(good, random);
            case 3 -> withoutRange(good, at, random.nextInt(1, good.length));
            default -> zeroed(good, at);
        };
    }

    private static byte[] changed(byte[] good, SplittableRandom random) {
        byte[] bytes = good.clone();
        for (int n = random.nextInt(1, 4); n > 0; n--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** A hole of more lines than an edit takes out, or one that ends inside a line. */
    private static byte[] withoutRange(byte[] good, int from, int length) {
        int end = Math.min(good.length, from + Math.max(length, good.length / 5));
        byte[] bytes = Arrays.copyOf(good, from + good.length - end);
        System.arraycopy(good, end, bytes, from, good.length - end);
        return from == 0 ? new byte[] {'x'} : bytes;
    }

    private static byte[] zeroed(byte[] good, int from) {
        byte[] bytes = good.clone();
        Arrays.fill(bytes, from, Math.min(bytes.length, from + 512), (byte) 0);
        return bytes;
    }
}
