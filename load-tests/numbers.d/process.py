"""Runs a command so many times, and prints the median of how long it took (ms) and the most memory it used (MB): process.py TIMES COMMAND..."""
import resource
import statistics
import subprocess
import sys
import time

times = []
for _ in range(int(sys.argv[1])):
    begun = time.monotonic()
    done = subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    times.append(1000 * (time.monotonic() - begun))
    if done.returncode != 0:
        sys.exit(f"{sys.argv[2]} ended with {done.returncode}: {done.stderr}")
print(f"{statistics.median(times):.1f}")
print(f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e6:.1f}")
