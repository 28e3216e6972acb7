"""Prints one number of a report: of.py DIRECTORY WHAT."""
import json
import statistics
import sys
from pathlib import Path

run = json.loads((Path(sys.argv[1]) / "summary.json").read_text())
report, use = run["run"]["report"], run["use"]
seconds = [s for s in run["timeline"] if not s["warmUp"] and s["seconds"] > 0.5]


def third(which):
    """Median p99 of the seconds in the first (0) or last (2) third of the run."""
    size = len(seconds) // 3
    part = seconds[:size] if which == 0 else seconds[-size:]
    return statistics.median(s["times"]["p99"] for s in part)


def control():
    return run["extras"]["control"][0]


NUMBERS = {
    "rate": lambda: report["done"] / run["conditions"]["measuredSeconds"],
    "cpu": lambda: use["serverCpuSeconds"] * 1e6 / max(1, report["done"]),
    "cpus": lambda: use["serverCpuSeconds"] / run["conditions"]["measuredSeconds"],
    "gc": lambda: 100 * use["serverGcSeconds"] / max(1e-9, use["serverCpuSeconds"]),
    "p99": lambda: report["response"]["p99"],
    "errors": lambda: sum(report["errors"].values()),
    "of-echo": lambda: 100 * control()["server"]["perSecond"] / control()["control"]["perSecond"],
    "echo-cpu": lambda: control()["control"]["cpuMicros"],
    "valid": lambda: not run["verdicts"]["invalid"],
    "first-third": lambda: third(0),
    "last-third": lambda: third(2),
}

print(f"{NUMBERS[sys.argv[2]]():.3f}")
