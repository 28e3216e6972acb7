# shellcheck shell=bash
# Sourced by ../numbers: the world, sites, and their servers.

WORK=${NUMBERS:-target/numbers}
case "$WORK" in /*) ;; *) WORK=$PWD/$WORK ;; esac
WORLD=$WORK/world
REPORTS=$WORK/reports
FIGURES=$WORK/figures.csv
FIRST_PORT=18600
FIRST_HEALTH_PORT=19600

prepare() {
    need_java
    need curl curl
    need python3 python3
    need taskset util-linux
    if [ ! -d pdp-server/target/lib ] || [ ! -d load-tests/target/lib ]; then
        echo "not built yet, run ./mvnw -Pfast package" >&2
        exit 1
    fi
    ulimit -n "$(ulimit -Hn)"
    mkdir -p "$REPORTS"
    echo "name,figure,unit,bar,verdict" >"$FIGURES"
    bin/portcullis-load pki --dir "$WORLD" --profile crowd --users 200 --vo atlas,cms,mayhem >&2
    trap end_all EXIT
}

# vos N: the names of so many VOs, with commas.
vos() {
    local names=atlas,cms n
    for ((n = 3; n <= $1; n++)); do names+=,vo$n; done
    [ "$1" -gt 1 ] || names=atlas
    echo "$names"
}

# site NAME VOS ACCOUNTS BANS: makes a site with so many VOs, pool accounts of each, and bans. Variables that it heeds:
# PORT_OFFSET, WARM_UP, CHAIN_ENTRIES, CHAIN_TEXTS, AUDIT, AUDIT_SYNC.
site() {
    local at=$WORK/site-$1 offset=${PORT_OFFSET:-0} names
    names=$(vos "$2" | tr , ' ')
    rm -rf "$at"
    mkdir -p "$at/etc" "$at/var"
    cp -r policies/src/main/packs/mupj "$at/etc/policy"
    supported "$names" >>"$at/etc/policy/data/vos.yaml"
    people "$at/etc" "$names" "$3"
    seq -f 'dn:/C=XX/O=Grid/CN=Banned Person %07.0f' "$4" >"$at/etc/bans.txt"
    callers >"$at/etc/peps.yaml"
    configuration "$((FIRST_PORT + offset))" "$((FIRST_HEALTH_PORT + offset))" >"$at/etc/portcullis.yaml"
}

# The VOs that the pack does not know yet.
supported() {
    local vo
    for vo in $1; do
        case "$vo" in atlas | cms) ;; *) printf '  %s:\n    supported: true\n' "$vo" ;; esac
    done
}

# people DIR VOS ACCOUNTS: maps, groups and pool accounts; the name of a pool must not end with a digit.
people() {
    local vo
    for vo in $2; do
        printf '"/%s/*" .%s_\n"/%s" .%s_\n' "$vo" "$vo" "$vo" "$vo" >>"$1/accounts.map"
        printf '"/%s/*" %s\n"/%s" %s\n' "$vo" "$vo" "$vo" "$vo" >>"$1/groups.map"
    done
    echo "$2" | awk -v accounts="$3" -v directory="$1" '{
        for (i = 1; i <= NF; i++) {
            printf "%s:x:%d:\n", $i, 2999 + i > (directory "/group")
            for (n = 1; n <= accounts; n++)
                printf "%s_%06d:x:%d:%d:pool:/home/%s_%06d:/bin/sh\n", $i, n, 40000 + ++users, 2999 + i, $i, n > (directory "/passwd")
        }
    }'
}

callers() {
    cat <<'PEPS'
peps:
  - dn: /C=XX/O=Grid/CN=pep1.example.org
    resources: [wn, ce, se, rb, other, unspecified]
    hosts: ["*"]
    assert-bare: true
  - dn: /C=XX/O=Grid/CN=localhost
    resources: [wn, ce, se, rb, other, unspecified]
    hosts: ["*"]
    assert-bare: true
PEPS
}

# configuration PORT HEALTH_PORT
configuration() {
    cat <<CONFIG
server:
  listen: 127.0.0.1:$1
  issuer: https://localhost/portcullis
  idle: 30m
  warm-up: ${WARM_UP:-never}
  notice: never
tls:
  host-cert: $WORLD/server/hostcert.pem
  host-key: $WORLD/server/hostkey.pem
  trust-dir: $WORLD/certificates
  vomsdir: $WORLD/vomsdir
chain-cache:
  entries: ${CHAIN_ENTRIES:-20000}
  age: 60s
  texts: ${CHAIN_TEXTS:-1024}
health:
  listen: 127.0.0.1:$2
policy:
  pack: policy
  bans: bans.txt
  peps: peps.yaml
mapping:
  accounts: accounts.map
  groups: groups.map
  passwd: passwd
  group: group
storage:
  leases: ../var/leases.db
  bans: ../var/bans.db
  members: ../var/members.db
  audit: ${AUDIT:-../var/audit.jsonl}
  audit-sync: ${AUDIT_SYNC:-true}
  audit-key: ../var/audit.key
  pid-file: ../var/portcullis.pid
CONFIG
}

# Server and generator on different processors, and together again.
SERVER_ON=()
LOAD_ON=()
apart() {
    if [ "$(nproc)" -lt 2 ]; then
        echo "one processor is not enough to pin server and generator to different ones" >&2
        exit 1
    fi
    SERVER_ON=(taskset -c 0)
    LOAD_ON=(taskset -c "1-$(($(nproc) - 1))")
}

# listens SITE PART: what `listen` says there, as in 127.0.0.1:18600.
listens() {
    sed -n "/^$2:/,/listen/s/^  listen: //p" "$WORK/site-$1/etc/portcullis.yaml"
}

url() { echo "https://localhost:$(listens "$1" server | sed 's/.*://')/"; }

health() { echo "http://$(listens "$1" health)"; }

pid() { cat "$WORK/site-$1/var/portcullis.pid"; }

# begin SITE [JAVA_OPTION...]: starts its server.
begin() {
    local at=$WORK/site-$1
    shift
    # A signal that was ignored here (nohup) is one that the server knows, for reloads.
    PORTCULLIS_JAVA_OPTIONS="$*" "${SERVER_ON[@]}" env --default-signal=HUP bin/portcullis server --config "$at/etc/portcullis.yaml" \
        >"$at/server.log" 2>&1 &
    STARTED=$!
}

# serve SITE [JAVA_OPTION...]: the same, and waits until it is ready.
serve() {
    begin "$@"
    until_ready "$1"
}

until_ready() {
    local tries
    for ((tries = 0; tries < 1200; tries++)); do
        if curl -sf "$(health "$1")/readyz" >/dev/null 2>&1; then return; fi
        kill -0 "$STARTED" 2>/dev/null || break
        sleep 0.05
    done
    echo "the server of site $1 did not start:" >&2
    tail -n 20 "$WORK/site-$1/server.log" >&2
    kill "$STARTED" 2>/dev/null || true
    exit 1
}

# end SITE: ends its server, if that is what the number in its file belongs to.
end() {
    local server tries
    server=$(pid "$1" 2>/dev/null) || return 0
    grep -qs "$WORK/site-$1/etc" "/proc/$server/cmdline" || return 0
    kill -TERM "$server" 2>/dev/null || return 0
    for ((tries = 0; tries < 600; tries++)); do
        kill -0 "$server" 2>/dev/null || return 0
        sleep 0.05
    done
    echo "the server with process id $server did not end" >&2
    exit 1
}

end_all() {
    local file
    for file in "$WORK"/site-*/var/portcullis.pid; do
        file=${file#"$WORK/site-"}
        end "${file%%/*}"
    done
}

# restart SITE: as a command of its own, for the drill of the herd, whose generator has its own processors.
restart() {
    SERVER_ON=(taskset -c 0)
    end "$1"
    serve "$1"
}
