# shellcheck shell=bash
# Sourced by ../numbers: what becomes of one question where there is more and more of everything, and the benchmarks of JMH.

# All curves at one rate (RATE=1000), so that both processor time and p99 can be held against each other.
number_growth() {
    apart
    by_bans
    by_leases
    by_vos
    by_connections
    by_policies
}

# point CURVE N SITE OPTION...: one point of a curve.
point() {
    local curve=$1 n=$2 site=$3
    shift 3
    VALID=yes
    bench "growth-$curve-$n" "$site" --rate "${RATE:-1000}" --connections 8 --warmup "$(lasts 15s)" --for "$(lasts 15s)" "$@"
    figure "growth.$curve.$n.cpu" "$(of "growth-$curve-$n" cpu)" us
    figure "growth.$curve.$n.p99" "$(of "growth-$curve-$n" p99)" ms
}

by_bans() {
    local n
    for n in 10 1000 100000 1000000; do
        site bans 2 20000 "$n"
        serve bans
        point bans "$n" bans
        end bans
    done
}

# Leases of people who are not asked about are written by SQL, as asking for a million takes too long.
by_leases() {
    local n
    site leases 2 20000 10
    for n in 1000 100000 1000000; do
        serve leases
        [ "$n" -gt 1000 ] || bench growth-leases leases --closed --warmup 0s --for "$(lasts 10s)" --users 1000 --vo atlas
        end leases
        more_leases leases "$n"
        serve leases
        point leases "$n" leases --users 1000 --vo atlas
        end leases
    done
}

# more_leases SITE N: fills its store up to so many.
more_leases() {
    python3 - "$WORK/site-$1/var/leases.db" "$2" <<'PY'
import sqlite3, sys

store = sqlite3.connect(sys.argv[1])
columns = [row[1] for row in store.execute("PRAGMA table_info(lease)")]
row = dict(zip(columns, store.execute("SELECT * FROM lease LIMIT 1").fetchone()))
held = store.execute("SELECT count(*) FROM lease").fetchone()[0]
people = ({**row, "dn": f"/C=XX/O=Grid/CN=Somebody Else {n}", "account": f"other{n}", "pool": "other"}
          for n in range(held, int(sys.argv[2])))
with store:
    store.executemany(f"INSERT INTO lease VALUES ({','.join('?' * len(columns))})",
                      ([person[column] for column in columns] for person in people))
PY
}

by_vos() {
    local n
    for n in 1 50 500; do
        site vos "$n" 1000 10
        serve vos
        point vos "$n" vos --users "$((1000 / n))" --vo "$(vos "$n")"
        end vos
    done
}

by_connections() {
    local n
    site small 2 20000 10
    serve small
    for n in 1 8 128 2000; do
        point connections "$n" small --connections "$n"
    done
    end small
}

# Policies of the site's own, each about one group; a pack has 5,000 rules at most.
by_policies() {
    local n
    VALID=yes
    jmh "$REPORTS/policies.json" "PolicyGrowthBenchmark -f 1 -wi 3 -i 5 -w $(lasts_jmh) -r $(lasts_jmh)"
    python3 - "$REPORTS/policies.json" >"$REPORTS/policies.txt" <<'PY'
import json, sys
for run in json.load(open(sys.argv[1])):
    print(run["params"]["policies"], run["primaryMetric"]["score"] / 1000)
PY
    while read -r n cpu; do
        figure "growth.policies.$n.decision" "$cpu" us
    done <"$REPORTS/policies.txt"
}

# jmh FILE OPTIONS: runs benchmarks of pdp-server and writes what they found.
jmh() {
    # Tests that were compiled without the benchmarks' generator are compiled again.
    [ -f pdp-server/target/test-classes/META-INF/BenchmarkList ] || rm -rf pdp-server/target/test-classes
    mvn -B -q -Pfast,bench -pl pdp-server -am test -Dbench="$2 -rf json -rff $1" >"$1.txt" 2>&1 ||
        { tail -n 20 "$1.txt" >&2; return 1; }
}

lasts_jmh() { if [ -n "${SHORT:-}" ]; then echo 100ms; else echo 1; fi; }

# What single parts take, held against what is kept in the tree. JMH_BASELINE=new keeps what was measured instead.
number_jmh() {
    local kept=pdp-server/src/test/benchmarks/baseline.json found=$REPORTS/jmh.json code=0
    jmh "$found" "(Decision|Codec|Chain|Lease|Mapping)Benchmark\\.(decision|ban.*|hot.*|first.*|remembered.*|known|account)$ \
-p bans=10,1000000 -p capture=globus-c-default -p keys=RSA_2048 -p store=sqlite \
-f 2 -wi 3 -i 5 -w $(lasts_jmh) -r $(lasts_jmh)"
    if [ "${JMH_BASELINE:-}" = new ]; then
        mkdir -p "$(dirname "$kept")"
        baseline "$found" >"$kept"
    fi
    bin/portcullis-load bench compare-jmh "$kept" "$found" --worse 30 >"$found.compared" 2>&1 || code=$?
    cat "$found.compared" >&2
    [ "$code" -eq 0 ] || [ "$code" -eq 4 ]
    figure jmh.slower "$(grep -cE 'FAIL|not measured' "$found.compared" || true)" "benchmarks by 30 %" "==0"
}

# baseline FILE: what JMH found, without what says nothing on another day.
baseline() {
    python3 - "$1" <<'PY'
import json, sys

runs = json.load(open(sys.argv[1]))
for run in runs:
    for noise in ("jvm", "jvmArgs", "secondaryMetrics"):
        run.pop(noise, None)
    run["primaryMetric"].pop("scorePercentiles", None)
print(json.dumps(runs, indent=1))
PY
}
