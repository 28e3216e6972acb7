# shellcheck shell=bash
# Sourced by ../numbers: what a server does all day.

number_start() {
    local begun answered=""
    WARM_UP=15s site start 2 20000 10
    begun=$(date +%s%3N)
    begin start
    question >"$REPORTS/question.xml"
    while ! curl -sf "$(health start)/readyz" >/dev/null 2>&1; do
        kill -0 "$STARTED" 2>/dev/null || { tail -n 20 "$WORK/site-start/server.log" >&2; exit 1; }
        if [ -z "$answered" ] && asked start; then answered=$(($(date +%s%3N) - begun)); fi
        sleep 0.02
    done
    figure start.ready "$(($(date +%s%3N) - begun))" ms "<=20000"
    figure start.first-answer "${answered:?no answer before it was ready}" ms "<=3000"
    # The generator is as cold in the one run as in the other.
    bench start-first start --closed --warmup 0s --for 5s
    warm start-warm-up start
    bench start-later start --closed --warmup 0s --for 5s
    figure start.first-5s-rate "$(calc "100 * $(of start-first rate) / $(of start-later rate)")" "% of warm"
    figure start.first-5s-p99 "$(calc "$(of start-first p99) / $(of start-later p99)")" "times warm"
}

# One question about somebody, with an id of its own.
question() {
    sed -e "s/{{ID}}/_start/g" -e "s/{{NOW}}/$(date -u +%FT%TZ)/g" "$WORLD/known.xml"
}

# asked SITE: whether it answers a question.
asked() {
    curl -sf --max-time 5 --cacert "$WORLD/ca.pem" --cert "$WORLD/pep/cert.pem" --key "$WORLD/pep/key.pem" \
        -H 'Content-Type: text/xml' --data-binary "@$REPORTS/question.xml" "$(url "$1")" 2>/dev/null | grep -q Permit
}

number_attributes() {
    site small 2 20000 10
    serve small
    warm attributes small --control echo --control-for "$(lasts 15s)"
    figure attributes.of-echo "$(of attributes of-echo)" "% of echo" ">=70"
    figure attributes.cpu "$(of attributes cpu)" us "<=60"
    figure attributes.echo-cpu "$(of attributes echo-cpu)" us
    figure attributes.rate "$(of attributes rate)" /s
}

number_grown() {
    grown_site
    site small 2 20000 10
    serve small
    warm grown-small small --users 2000
    end small
    serve grown
    warm grown grown --users 2000 --hot 0 --vo "$(vos 50)"
    figure grown.leases "$(leases grown)" "" ">=100000"
    figure grown.cpu "$(of grown cpu)" us
    figure grown.of-small "$(calc "$(of grown cpu) / $(of grown-small cpu)")" "times small" "<=1.1"
}

# A site with a million bans, 50 VOs, and a lease for each of 2,000 users of each VO, who are asked about once.
# What it has stored is kept for the next time; a server misses its bans where it finds leases alone.
grown_site() {
    local kept=$WORK/grown users=2000
    [ -z "${SHORT:-}" ] || { kept=$WORK/grown-short users=40; }
    site grown 50 3000 1000000
    [ -d "$kept" ] || keep_grown "$kept" "$users"
    cp "$kept"/*.db "$WORK/site-grown/var/"
}

# keep_grown DIRECTORY USERS
keep_grown() {
    local tries
    serve grown
    for tries in 1 2 3 4; do
        # The hundredth that is hot is never asked about.
        bench "grown-leases-$tries" grown --closed --connections 32 --warmup 0s --for "$(lasts 40s)" --hot 0 \
            --users "$(($2 + $2 / 50 + 2))" --vo "$(vos 50)"
        [ "$(leases grown)" -lt "$(($2 * 50))" ] || break
    done
    end grown
    mkdir "$1"
    cp "$WORK"/site-grown/var/*.db "$1"
}

# leases SITE: how many there are.
leases() {
    python3 -c 'import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM lease").fetchone()[0])' \
        "$WORK/site-$1/var/leases.db"
}

number_chains() {
    site seen 2 20000 10
    serve seen
    warm chains-seen seen --send chains --users 200 --vo atlas,cms
    figure chains.seen "$(of chains-seen cpu)" us "<=100"
    end seen
    forgetful first
    serve first
    warm chains-first first --send chains --users 200 --vo atlas,cms
    figure chains.first "$(of chains-first cpu)" us "<=2000"
}

# forgetful SITE: a site for which every chain is a new one.
forgetful() {
    CHAIN_ENTRIES=0 CHAIN_TEXTS=0 site "$1" 2 20000 10
}

number_connections() {
    site small 2 20000 10
    serve small
    warm connections-new small --mode new-connection
    figure connections.new "$(of connections-new cpu)" us "<=900"
    figure connections.new-rate "$(of connections-new rate)" /s
    warm connections-resumed small --mode resumed
    figure connections.resumed "$(of connections-resumed cpu)" us
}

number_p99() {
    apart
    site small 2 20000 10
    serve small
    at_70_percent p99-attributes small
    figure p99.attributes "$(of p99-attributes p99)" ms "<=10"
    end small
    forgetful first
    serve first
    VALID=yes
    at_70_percent p99-first-chains first --send chains --users 200 --vo atlas,cms
    figure p99.first-chains "$(of p99-first-chains p99)" ms "<=50"
}

# at_70_percent REPORT SITE OPTION...: at 70 % of the ceiling, which is found first.
at_70_percent() {
    local report=$1 site=$2
    shift 2
    steady "$report" "$site" "$@"
    bench "$report" "$site" --rate "$(calc "0.7 * $(of "$report-ceiling" rate)")" --connections 16 \
        --warmup "$(lasts 5s)" --for "$(lasts 20s)" "$@"
}

number_swap() {
    local rate swapping before
    apart
    site small 2 20000 10
    serve small
    steady swap small
    rate=$(calc "0.5 * $(of swap-ceiling rate)")
    bench swap-before small --rate "$rate" --connections 16 --warmup "$(lasts 5s)" --for "$(lasts 20s)"
    before=$(epoch small)
    swap_again_and_again small &
    swapping=$!
    bench swap-during small --rate "$rate" --connections 16 --warmup "$(lasts 5s)" --for "$(lasts 20s)"
    stop "$swapping"
    figure swap.packs "$(($(epoch small) - before))" "" ">=1"
    figure swap.p99-before "$(of swap-before p99)" ms
    figure swap.p99 "$(calc "$(of swap-during p99) / $(of swap-before p99)")" "times before" "<=2"
    figure swap.errors "$(of swap-during errors)" "" "<=0"
}

# The number of the policy that is in force.
epoch() { curl -sf "$(health "$1")/metrics" | sed -n 's/^portcullis_policy_epoch[^ ]* \([0-9]*\).*/\1/p'; }

# Another pack every two seconds.
swap_again_and_again() {
    local n=0
    while sleep 2; do
        printf '  swapped%d:\n    supported: true\n' "$((n += 1))" >>"$WORK/site-$1/etc/policy/data/vos.yaml"
        kill -HUP "$(pid "$1")"
    done
}

# The log cannot be turned off; on the disk and synced, on the disk, and in memory are held against each other.
number_audit() {
    local turn kind memory
    memory=$(mktemp -d /dev/shm/portcullis-numbers.XXXXXX)
    PORT_OFFSET=0 AUDIT_SYNC=true site audit-synced 2 20000 10
    PORT_OFFSET=1 AUDIT_SYNC=false site audit-unsynced 2 20000 10
    PORT_OFFSET=2 AUDIT_SYNC=false AUDIT=$memory/audit.jsonl site audit-memory 2 20000 10
    for kind in synced unsynced memory; do
        serve "audit-$kind"
        warm "audit-$kind-0" "audit-$kind"
    done
    for turn in 1 2 3; do
        for kind in synced unsynced memory; do
            bench "audit-$kind-$turn" "audit-$kind" --closed --warmup "$(lasts 4s)" --for "$(lasts 10s)"
        done
    done
    end_all
    rm -rf "$memory"
    for kind in synced unsynced; do
        figure "audit.$kind" "$(calc "100 * $(rates "$kind") / $(rates memory)")" "% of a log in memory" ">=90"
    done
    figure audit.memory "$(rates memory)" /s
}

# rates KIND: the median of its runs.
rates() { median "$(of "audit-$1-1" rate)" "$(of "audit-$1-2" rate)" "$(of "audit-$1-3" rate)"; }

number_memory() {
    local watching
    grown_site
    serve grown -Xmx512m
    watch_heap grown "$REPORTS/heap.txt" &
    watching=$!
    bench memory-attributes grown --closed --connections 32 --warmup 0s --for "$(lasts 25s)" --users 2000 --hot 0 --vo "$(vos 50)"
    bench memory-chains grown --closed --warmup 0s --for "$(lasts 15s)" --send chains --users 200 --vo atlas,cms
    bench memory-connections grown --mode new-connection --closed --warmup 0s --for "$(lasts 15s)"
    stop "$watching"
    figure memory.peak "$(sort -g "$REPORTS/heap.txt" | tail -n 1)" MiB "<=512"
    figure memory.live "$(live_heap grown)" MiB
    figure memory.gc "$(of memory-attributes gc)" "% of processor time"
    figure memory.errors "$(calc "$(of memory-attributes errors) + $(of memory-chains errors) + $(of memory-connections errors)")" "" "<=0"
}

# watch_heap SITE FILE: what is in use of its heap, in MiB, again and again.
watch_heap() {
    local server
    server=$(pid "$1")
    : >"$2"
    while heap "$server" >>"$2"; do sleep 0.5; done
}

heap() {
    jcmd "$1" GC.heap_info | awk '/heap|generation/ && match($0, /used [0-9]+K/) { sum += substr($0, RSTART + 5) } END { print sum / 1024 }'
}

# live_heap SITE: all objects of its heap that are in use, counted while it stands still, in MiB.
live_heap() {
    jcmd "$(pid "$1")" GC.class_histogram | awk '$1 == "Total" { print $3 / 1048576 }'
}

number_wn() {
    local port
    bin/portcullis-load pki --dir "$WORK/quickstart/pki" --profile quickstart >&2
    site wn 2 2000 10
    sed -i "s|$WORLD|$WORK/quickstart/pki|" "$WORK/site-wn/etc/portcullis.yaml"
    serve wn
    port=$(listens wn server | sed 's/.*://')
    python3 load-tests/numbers.d/process.py "$([ -n "${SHORT:-}" ] && echo 3 || echo 20)" bin/portcullis-wn decide \
        --servers "localhost:$port" --ca-dir "$WORK/quickstart/pki/certificates" --host wn1.example.org \
        --cert "$WORK/quickstart/pki/pep/cert.pem" --key "$WORK/quickstart/pki/pep/key.pem" \
        --payload-proxy "$WORK/quickstart/pki/users/alice/proxy.pem" >"$REPORTS/wn.txt"
    figure wn.p50 "$(sed -n 1p "$REPORTS/wn.txt")" ms "<=250"
    figure wn.memory "$(sed -n 2p "$REPORTS/wn.txt")" MB "<=60"
}
