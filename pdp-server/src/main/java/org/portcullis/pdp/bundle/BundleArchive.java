package org.portcullis.pdp.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.attribute.FileTime;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** Files to a compressed tar and back: the same files give the same bytes, and a hostile archive gives an exception. */
final class BundleArchive {
    /** The largest file, in bytes; the pack loader reads no larger one. */
    static final int MAX_FILE_BYTES = 8 << 20;
    /** What all files of a bundle may have together, in bytes. */
    static final int MAX_BYTES = 64 << 20;
    /** How many files a bundle may have. */
    static final int MAX_FILES = 10_000;

    private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9._+-]{0,99}(?:/[A-Za-z0-9_][A-Za-z0-9._+-]{0,99}){0,9}";
    private static final int MODE = 0644;

    private BundleArchive() {}

    /** Whether a file of that relative name may be part of a bundle. */
    static boolean allows(String name) {
        return name.matches(NAME);
    }

    /** The archive of some files by their relative names: sorted, without times, owners or modes of their own. */
    static byte[] write(SortedMap<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(bytes, plain()))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var file : files.entrySet()) {
                tar.putArchiveEntry(entry(file.getKey(), file.getValue().length));
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an archive could not be put into memory", e);
        }
        return bytes.toByteArray();
    }

    /**
     * The files of an archive.
     *
     * @throws BundleException if it holds anything but plain files below it, or too much
     */
    static SortedMap<String, byte[]> read(byte[] archive) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new GzipCompressorInputStream(new ByteArrayInputStream(archive)))) {
            int left = MAX_BYTES;
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                byte[] content = content(tar, entry, files.size(), left);
                left -= content.length;
                if (files.put(entry.getName(), content) != null) {
                    throw refused(entry.getName(), "is in it twice");
                }
            }
        } catch (IOException e) {
            throw new BundleException("the bundle is no archive of files: " + e.getMessage());
        }
        return files;
    }

    private static byte[] content(TarArchiveInputStream tar, TarArchiveEntry entry, int files, int left)
            throws IOException {
        String name = entry.getName();
        if (!allows(name)) {
            throw refused(name, "is no name for a file of a pack");
        }
        if (entry.getLinkFlag() != TarConstants.LF_NORMAL) {
            throw refused(name, "is not a plain file");
        }
        int bound = Math.min(MAX_FILE_BYTES, left);
        byte[] content = files < MAX_FILES ? tar.readNBytes(bound + 1) : new byte[0];
        if (files >= MAX_FILES || content.length > bound) {
            throw refused(name, "is too large, or one too many");
        }
        return content;
    }

    private static BundleException refused(String name, String why) {
        String shown = name.length() <= 200 ? name : name.substring(0, 200);
        return new BundleException("`" + shown.replaceAll("\\p{Cntrl}", "?") + "` " + why);
    }

    private static TarArchiveEntry entry(String name, int size) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setMode(MODE);
        entry.setIds(0, 0);
        entry.setNames("", "");
        entry.setModTime(FileTime.fromMillis(0));
        return entry;
    }

    private static GzipParameters plain() {
        GzipParameters parameters = new GzipParameters();
        parameters.setCompressionLevel(Deflater.BEST_COMPRESSION);
        return parameters;
    }
}
