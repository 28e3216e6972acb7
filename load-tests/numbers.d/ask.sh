# shellcheck shell=bash
# Sourced by ../numbers: asking, and writing down what came of it.

VALID=yes

# lasts TIME: how long a run is, and how short if one only tries the script; in seconds.
lasts() {
    if [ -n "${SHORT:-}" ]; then echo 3s; else echo "$1"; fi
}

# bench REPORT SITE OPTION...: one measurement of a server.
bench() {
    local report=$REPORTS/$1 site=$2 code=0
    shift 2
    mkdir -p "$report"
    "${LOAD_ON[@]}" bin/portcullis-load bench run --target "$(url "$site")" --world "$WORLD" --server-pid "$(pid "$site")" \
        --report "$report" "$@" >"$report/run.txt" 2>&1 || code=$?
    case "$code" in
        0 | 4) ;;
        5) VALID=no ;;
        *) tail -n 20 "$report/run.txt" >&2; return "$code" ;;
    esac
}

# warm REPORT SITE OPTION...: asked as fast as it answers, after a while of the same.
warm() {
    local report=$1 site=$2
    shift 2
    bench "$report" "$site" --closed --warmup "$(lasts 15s)" --for "$(lasts 15s)" "$@"
}

# steady REPORT SITE OPTION...: the same after a minute of more, as compilers take long where a server has one processor.
steady() {
    local report=$1 site=$2
    shift 2
    bench "$report-warm-up" "$site" --closed --connections 32 --warmup 0s --for "$(lasts 60s)" "$@"
    warm "$report-ceiling" "$site" "$@"
}

# of REPORT WHAT: a number of a report, see of.py.
of() { python3 load-tests/numbers.d/of.py "$REPORTS/$1" "$2"; }

# calc EXPRESSION
calc() { awk "BEGIN { printf \"%.3f\", $1 }"; }

median() { printf '%s\n' "$@" | sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# figure NAME VALUE UNIT [BAR]: writes it down; a bar as in <=100.
figure() {
    local verdict="" bar=${4:-}
    if [ "$VALID" = no ]; then
        verdict=INVALID
    elif [ -n "$bar" ]; then
        verdict=$(awk "BEGIN { print (($2) + 0 $bar) ? \"ok\" : \"MISS\" }")
    fi
    printf '%s,%s,%s,%s,%s\n' "$1" "$(calc "$2" | sed 's/\.\{0,1\}0*$//')" "$3" "$bar" "$verdict" | tee -a "$FIGURES"
}

# drill NAME SITE OPTION...: one exercise, each number in it a figure.
drill() {
    local name=$1 site=$2 report=$REPORTS/$1 code=0
    shift 2
    mkdir -p "$report"
    "${LOAD_ON[@]}" bin/portcullis-load drill "$name" --url "$(url "$site")" --cert "$WORLD/pep/cert.pem" \
        --key "$WORLD/pep/key.pem" --ca-file "$WORLD/ca.pem" --body "$WORLD/known.xml" --phase "$(lasts "${PHASE:-10s}")" \
        --output json "$@" >"$report/findings.json" 2>"$report/errors.txt" || code=$?
    case "$code" in
        0 | 4) ;;
        *) tail -n 20 "$report/errors.txt" >&2; return "$code" ;;
    esac
    findings "$name" "$report/findings.json"
}

# findings NAME FILE: the figures of a drill. One whose generator was late by more than 10 ms says nothing.
findings() {
    local name value unit bar
    VALID=$(python3 - "$2" <<'PY'
import json, sys
lag = [f["value"] for line in open(sys.argv[1]) for f in json.loads(line)["figures"] if f["name"] == "lag"]
print("no" if max(lag, default=0) > 10 else "yes")
PY
    )
    while IFS=$'\t' read -r name value unit bar; do
        figure "$1.$name" "$value" "${unit#-}" "$bar"
    done < <(python3 - "$2" <<'PY'
import json, sys
for line in open(sys.argv[1]):
    finding = json.loads(line)
    for f in finding["figures"]:
        print(f["name"], f["value"], f["unit"] or "-", f["bar"], sep="\t")
    if not finding["passed"] and not finding["figures"]:
        print(f"# {finding['text']}", file=sys.stderr)
        print("missed", 1, "-", "==0", sep="\t")
PY
    )
}

# stop JOB: ends what goes on beside a run.
stop() {
    kill "$1"
    wait "$1" 2>/dev/null || true
}
