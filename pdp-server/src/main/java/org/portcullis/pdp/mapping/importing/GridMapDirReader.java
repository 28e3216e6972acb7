package org.portcullis.pdp.mapping.importing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.pdp.mapping.LinkName;
import org.portcullis.policy.importing.Findings;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.source.Position;

/** Reads the leases of a gridmapdir: account files, and the links to them that are named after people. Not thread-safe. */
final class GridMapDirReader {
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*?[A-Za-z_.-]?[0-9]+");
    private static final Pattern LINK =
            Pattern.compile("(?<person>%[^:]*)(?<groups>(?::(?!mapcount=)[^:]+)*)(?::mapcount=(?<count>[0-9]{4}))?");

    private final Path directory;
    private final Predicate<String> isAccount;
    private final Findings findings;
    private final List<FoundLease> leases = new ArrayList<>();

    GridMapDirReader(Path directory, Predicate<String> isAccount, Findings findings) {
        this.directory = directory;
        this.isAccount = isAccount;
        this.findings = findings;
    }

    /** A file of the directory. */
    private record Entry(String name, boolean regular, Object inode, int links, Instant usedAt) {
        boolean isLink() {
            return name.startsWith("%");
        }
    }

    /**
     * The leases that nobody contests; what else there is goes into the findings.
     *
     * @throws ImportException if the directory cannot be read
     */
    List<FoundLease> read() {
        Map<Object, List<Entry>> byInode = new HashMap<>();
        for (Entry entry : entries()) {
            if (isOfInterest(entry)) {
                byInode.computeIfAbsent(entry.inode(), inode -> new ArrayList<>())
                        .add(entry);
            }
        }
        byInode.values().stream()
                .sorted(Comparator.comparing(names -> names.get(0).name()))
                .forEach(this::readInode);
        return List.copyOf(leases);
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Map<String, Object> found = Files.readAttributes(
                        file, "unix:nlink,ino,lastModifiedTime,isRegularFile", LinkOption.NOFOLLOW_LINKS);
                entries.add(new Entry(
                        String.valueOf(file.getFileName()),
                        Boolean.TRUE.equals(found.get("isRegularFile")),
                        Objects.requireNonNull(found.get("ino")),
                        (Integer) Objects.requireNonNull(found.get("nlink")),
                        ((FileTime) Objects.requireNonNull(found.get("lastModifiedTime"))).toInstant()));
            }
        } catch (IOException e) {
            throw new ImportException(Position.whole(directory.toString()), "cannot be read as a gridmapdir: " + e);
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }

    private boolean isOfInterest(Entry entry) {
        boolean known = entry.isLink() || ACCOUNT.matcher(entry.name()).matches();
        if (!known || !entry.regular()) {
            String what = entry.regular() ? "neither an account nor a lease" : "not a regular file";
            findings.lost(at(entry), "foreign file " + MapText.quote(entry.name()), what);
        }
        return known && entry.regular();
    }

    private void readInode(List<Entry> names) {
        List<Entry> links = names.stream().filter(Entry::isLink).toList();
        List<Entry> accounts = names.stream().filter(name -> !name.isLink()).toList();
        if (links.isEmpty()) {
            accounts.forEach(account -> requireUnlinkedElsewhere(account, names.size()));
        } else if (accounts.isEmpty()) {
            links.forEach(link -> findings.lost(
                    at(link), "lease", "dangling: the file of its account is gone, nobody holds anything by it"));
        } else if (links.size() > 1 || accounts.size() > 1) {
            findings.lost(
                    at(accounts.get(0)),
                    "account `" + accounts.get(0).name() + "`",
                    "contested, nobody is given it: links " + quoted(names)
                            + " are one file; remove all but the right one");
        } else {
            readLease(links.get(0), accounts.get(0));
        }
    }

    private static String quoted(List<Entry> names) {
        return String.join(
                ", ", names.stream().map(name -> MapText.quote(name.name())).toList());
    }

    private void requireUnlinkedElsewhere(Entry account, int namesHere) {
        if (account.links() > namesHere) {
            findings.lost(
                    at(account),
                    "account " + MapText.quote(account.name()),
                    "linked from outside of the directory: its holder cannot be told");
        }
    }

    private void readLease(Entry link, Entry account) {
        Matcher parts = LINK.matcher(link.name());
        String construct = "lease of `" + account.name() + "`";
        if (!parts.matches()) {
            findings.lost(at(link), construct, "not the name of a person and groups");
        } else if (account.links() != 2) {
            findings.lost(at(link), construct, "contested: the file has a link outside of the directory too");
        } else if (!isAccount.test(account.name())) {
            findings.lost(at(link), construct, "the account is not in passwd: add it there with its old uid");
        } else if (parts.group("count") != null && !parts.group("count").equals("0001")) {
            findings.lost(at(link), construct, "a person has one account in a group here: mapcount=0001 is kept");
        } else {
            leases.add(lease(parts, link, account));
        }
    }

    private FoundLease lease(Matcher parts, Entry link, Entry account) {
        List<String> groups = List.of(parts.group("groups").split(":", -1));
        if (groups.size() > 2) {
            findings.changed(
                    at(link),
                    "lease of `" + account.name() + "`",
                    "goes by the primary group `" + groups.get(1) + "` alone");
        }
        return new FoundLease(
                at(link),
                person(link, parts.group("person")),
                groups.size() > 1 ? groups.get(1) : "",
                account.name(),
                link.usedAt());
    }

    /** A name that cannot be read may be one that LCMAPS spoilt, and then its holder will be known by it. */
    private LinkName person(Entry link, String name) {
        try {
            return LinkName.parse(name);
        } catch (IllegalArgumentException e) {
            findings.changed(
                    at(link),
                    "lease",
                    "kept for a name that cannot be read; it is found again if LCMAPS spoilt its accents");
            return LinkName.verbatim(name);
        }
    }

    private Position at(Entry entry) {
        return Position.whole(directory.resolve(entry.name()).toString());
    }
}
