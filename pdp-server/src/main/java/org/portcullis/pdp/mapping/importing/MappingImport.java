package org.portcullis.pdp.mapping.importing;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.portcullis.policy.importing.ImportException;

/**
 * Reads the mapping of LCMAPS, Argus or GUMS for a site. All methods throw
 * {@link ImportException} if a file cannot be read.
 */
public final class MappingImport {
    private final Predicate<String> isAccount;
    private final MapTrial trial;
    private final Places places;

    /** For a site with those Unix accounts, where map files are loaded so. */
    public MappingImport(Predicate<String> isAccount, MapTrial trial, Places places) {
        this.isAccount = isAccount;
        this.trial = trial;
        this.places = places;
    }

    /** The leases of a gridmapdir. */
    public ImportedMapping gridmapdir(Path directory) {
        return read(directory, draft -> readDirectory(directory, draft));
    }

    /** {@code pepd.ini} with the files that it names. */
    public ImportedMapping argus(Path file) {
        return read(file, draft -> new PepdIni(places, isAccount, draft).read(file));
    }

    /** The policy of this name, or the first, of {@code lcmaps.db} with the files that it names. */
    public ImportedMapping lcmaps(Path file, String policy) {
        return read(file, draft -> new LcmapsDb(places, isAccount, draft).read(file, policy));
    }

    /** {@code gums.config} for one kind of host, and grid-mapfiles that GUMS wrote. */
    public ImportedMapping gums(Path file, String host, List<Path> gridMapfiles) {
        return read(file, draft -> {
            new GumsMapping(GumsConfig.read(file), draft).read(host);
            gridMapfiles.forEach(map -> readMap(map, draft));
        });
    }

    /** Grid-mapfiles and groupmapfiles of LCMAPS, and gridmapdirs. */
    public ImportedMapping gridMapfiles(List<Path> accounts, List<Path> groups, List<Path> directories) {
        return read(accounts.get(0), draft -> {
            accounts.forEach(file -> readMap(file, draft));
            groups.forEach(file -> new LcmapsMap(TextFile.read(file), draft.findings()).readGroups(draft.groups()));
            directories.forEach(directory -> readDirectory(directory, draft));
        });
    }

    private static void readMap(Path file, ImportDraft draft) {
        new LcmapsMap(TextFile.read(file), draft.findings()).readAccounts(draft.accounts());
    }

    private void readDirectory(Path directory, ImportDraft draft) {
        draft.leases().addAll(new GridMapDirReader(directory, isAccount, draft.findings()).read());
    }

    private ImportedMapping read(Path source, Consumer<ImportDraft> reader) {
        ImportDraft draft = new ImportDraft();
        reader.accept(draft);
        LeaseSifting sifting = new LeaseSifting(draft);
        sifting.takeNamedPoolAccounts(LeaseSifting.lastChange(source));
        new LoadableMaps(trial, draft).settle();
        List<FoundLease> leases = sifting.sift();
        return new ImportedMapping(
                draft.accounts().text(),
                draft.groups().text(),
                leases,
                draft.findings().list());
    }
}
