package org.portcullis.pdp.mapping.importing;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.portcullis.pdp.mapping.MapDialect;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.source.Position;

/**
 * Reads the mapping of LCMAPS, Argus or GUMS for a site. All methods throw
 * {@link ImportException} if a file cannot be read.
 */
public final class MappingImport {
    private final Predicate<String> isAccount;
    private final MapTrial trial;
    private final Places places;
    private final MapDialect dialect;

    /** For a site with those Unix accounts, where map files are loaded so, in that dialect. */
    public MappingImport(Predicate<String> isAccount, MapTrial trial, Places places, MapDialect dialect) {
        this.isAccount = isAccount;
        this.trial = trial;
        this.places = places;
        this.dialect = dialect;
    }

    /** The leases of a gridmapdir. */
    public ImportedMapping gridmapdir(Path directory) {
        return read(directory, draft -> readDirectory(directory, draft));
    }

    /** {@code pepd.ini} with the files that it names. */
    public ImportedMapping argus(Path file) {
        return read(file, draft -> {
            new PepdIni(places, isAccount, draft).read(file);
            reportOrder(file, draft);
        });
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
            reportOrder(file, draft);
        });
    }

    /** Grid-mapfiles and groupmapfiles of LCMAPS, and gridmapdirs. */
    public ImportedMapping gridMapfiles(List<Path> accounts, List<Path> groups, List<Path> directories) {
        return read(accounts.get(0), draft -> {
            accounts.forEach(file -> readMap(file, draft));
            groups.forEach(file -> new LcmapsMap(TextFile.read(file), draft).readGroups());
            directories.forEach(directory -> readDirectory(directory, draft));
        });
    }

    /** Neither Argus nor GUMS goes on to the other FQANs. */
    private static void reportOrder(Path file, ImportDraft draft) {
        if (draft.isOfLcmaps()) {
            draft.findings()
                    .changed(
                            Position.whole(file.toString()),
                            "order",
                            "the dialect of LCMAPS asks for every FQAN, accounts before pools, and then for the DN unless"
                                    + " mapping.prefer-dn-for-login-name is true");
        }
    }

    private static void readMap(Path file, ImportDraft draft) {
        new LcmapsMap(TextFile.read(file), draft).readAccounts();
    }

    private void readDirectory(Path directory, ImportDraft draft) {
        draft.leases().addAll(new GridMapDirReader(directory, isAccount, draft.findings()).read());
    }

    private ImportedMapping read(Path source, Consumer<ImportDraft> reader) {
        ImportDraft draft = new ImportDraft(dialect);
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
