package org.portcullis.pdp.cli.doctor;

/** What can be wrong: an id that never changes meaning, with a section of {@code docs/doctor.md}, and what to do about it. */
public enum Ailment {
    HEAP("PC-1001", "give Java at least 256 MiB: -Xmx512m in JAVA_OPTS"),
    CONFIGURATION("PC-1101", "correct what is named; `portcullis config check` says when all is well"),
    PACK_TESTS(
            "PC-1102", "portcullis policy test; then correct the pack, or go back with `portcullis policy rollback`"),
    HOST_CERTIFICATE("PC-2001", "put certificate and key of this host where tls.host-cert and tls.host-key say"),
    HOST_CERTIFICATE_ENDS("PC-2002", "ask the CA for a new one; it is taken while the server runs"),
    AUTHORITIES("PC-2101", "install the CA packages of your grid into tls.trust-dir, or mend the file"),
    CRL_MISSING("PC-2102", "systemctl enable --now fetch-crl-cron.timer ; fetch-crl -v"),
    CRL_OUTDATED("PC-2103", "systemctl enable --now fetch-crl-cron.timer ; fetch-crl -v"),
    VOMSDIR("PC-2201", "install the LSC files that the VO publishes as tls.vomsdir/<vo>/<host>.lsc"),
    BAN_STORE("PC-3001", "put storage.bans back from its backup; `portcullis ban init` only where there never was one"),
    LEASE_STORE("PC-3002", "have the database run and let this user in; known people are served meanwhile"),
    POOL("PC-3003", "add accounts to the pool, or release leases: portcullis lease pools ; portcullis lease release"),
    PORT("PC-4001", "end what uses the address, or choose another: ss -ltnp"),
    NAME("PC-4002", "correct DNS or /etc/hosts: clients look for this name"),
    CLOCK("PC-4003", "systemctl enable --now chrony (or systemd-timesyncd)"),
    FILE_MODE("PC-5001", "chmod go= FILE, and let it belong to the user of the server"),
    DIRECTORY("PC-5002", "create it, and let it belong to the user of the server"),
    DISK("PC-5003", "make room: what cannot be recorded is not answered"),
    UNRECORDED("PC-5004", "set storage.audit-on-full to deny, or to block, and restart the server");

    private final String id;
    private final String fix;

    Ailment(String id, String fix) {
        this.id = id;
        this.fix = fix;
    }

    /** As in {@code PC-2103}. */
    public String id() {
        return id;
    }

    /** What to do about it. */
    public String fix() {
        return fix;
    }
}
