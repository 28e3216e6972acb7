# shellcheck shell=bash
# Sourced by ../numbers: too much at once, and for too long.

number_overload() {
    apart
    site small 2 20000 10
    serve small
    steady overload small
    VALID=yes
    drill overload small
}

number_noisy() {
    apart
    site small 2 20000 10
    serve small
    steady noisy small
    VALID=yes
    drill noisy small --noisy-cert "$WORLD/server/hostcert.pem" --noisy-key "$WORLD/server/hostkey.pem"
}

# Ten thousand people of whom nobody has an account yet, and time enough to find out.
number_herd() {
    apart
    WARM_UP=15s site herd 2 20000 10
    serve herd
    steady herd herd
    PHASE=${PHASE:-20s} drill herd herd --strangers "$WORLD/stranger.xml" --restart "load-tests/numbers restart herd"
}

number_idle() {
    apart
    site idle 2 20000 10
    serve idle
    steady idle idle
    VALID=yes
    drill idle idle --server-pid "$(pid idle)" --connections "$([ -n "${SHORT:-}" ] && echo 200 || echo 10000)"
}

number_soak() {
    local seconds samples=$REPORTS/soak.csv rate asking
    seconds=$(seconds "${SOAK:-30m}")
    apart
    site small 2 20000 10
    # A heap that is all there from the start: what grows beside it is a leak.
    serve small -Xms512m -Xmx512m -XX:+AlwaysPreTouch
    steady soak small
    rate=$(calc "0.7 * $(of soak-ceiling rate)")
    bench soak small --rate "$rate" --connections 16 --warmup "$(lasts 30s)" --for "${seconds}s" &
    asking=$!
    sample small "$seconds" >"$samples" || true
    wait "$asking"
    VALID=yes
    figure soak.heap "$(slope "$samples" 2)" MiB/h "<=1"
    figure soak.rss "$(slope "$samples" 3)" MiB/h "<=2"
    figure soak.fds "$(slope "$samples" 4)" /h "<=1"
    figure soak.threads "$(slope "$samples" 5)" /h "<=1"
    # A generator that was late says nothing of times, but memory is what it is.
    [ "$(of soak valid)" = 1.000 ] || VALID=no
    figure soak.p99-drift "$(calc "100 * ($(of soak last-third) / $(of soak first-third) - 1)")" % "<=10"
    figure soak.errors "$(of soak errors)" "" "<=0"
}

# seconds TIME: as in 30m, 90s.
seconds() {
    case "$1" in
        *h) echo "$((${1%h} * 3600))" ;;
        *m) echo "$((${1%m} * 60))" ;;
        *) echo "${1%s}" ;;
    esac
}

# sample SITE SECONDS: 24 times: hours, live heap and RSS in MiB, descriptors, threads.
sample() {
    local server begun n
    server=$(pid "$1")
    begun=$(date +%s%3N)
    for ((n = 1; n <= 24; n++)); do
        sleep "$(calc "$2 / 24 * 0.97")"
        echo "$(calc "($(date +%s%3N) - $begun) / 3600000.0"),$(live_heap "$1"),$(status "$server" VmRSS / 1024),$(
            find "/proc/$server/fd" -mindepth 1 | wc -l),$(status "$server" Threads)"
    done
}

# status PID KEY [FACTOR]: a number of /proc/PID/status.
status() {
    local pid=$1 key=$2
    shift 2
    calc "$(awk -v key="$key:" '$1 == key { print $2 }' "/proc/$pid/status") $*"
}

# slope FILE COLUMN: how fast it grows each hour after the first third: the median of the slopes between every two looks, so that one
# look at a busy moment does not tilt it.
slope() {
    awk -F, -v column="$2" 'NR > 8 { for (i = 1; i <= n; i++) print ($column - y[i]) / ($1 - x[i]); x[++n] = $1; y[n] = $column }' "$1" |
        sort -g | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}
