#!/bin/sh
# Measures assignment beside its peers and prints one line of JSON for each run.
#
#   benches/assignment/run.sh [OUT] [--large]
#
# OUT (default: a temporary folder) takes the instances, the virtual environment and results.jsonl.
# --large also runs 100,000 projects by 60,000 experts by 50 pairs (600 MB of memory for the peers).
# LEMON comes from the Debian package liblemon-dev, OR-Tools from PyPI. CPU seconds are those of the solve alone, peak
# memory that of the whole process with its input.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out="" large=""
while [ $# -gt 0 ]; do
    case "$1" in
        --large) large=yes ;;
        *) out=$1 ;;
    esac
    shift
done
out=${out:-$(mktemp -d)}
mkdir -p "$out"
out=$(cd "$out" && pwd)
seed=2026

[ -e /usr/include/lemon/network_simplex.h ] || { echo "run.sh: LEMON is missing (apt-get install liblemon-dev g++)" >&2; exit 1; }
[ -x /usr/bin/time ] || { echo "run.sh: /usr/bin/time is missing (apt-get install time)" >&2; exit 1; }
[ -x "$out/venv/bin/python" ] || python3 -m venv "$out/venv"
"$out/venv/bin/pip" install -q 'ortools==9.15.6755' numpy
g++ -O2 -o "$out/lemon" "$here/lemon.cpp"
(cd "$here" && cargo build --release --quiet)
bin=${CARGO_TARGET_DIR:-$here/target}/release

run() {
    tool=$1 set_name=$2
    shift 2
    /usr/bin/time -f %M -o "$out/peak" "$@" > "$out/said"
    printf '{"tool":"%s","set":"%s","peak_mb":%d,"result":%s}\n' "$tool" "$set_name" $(($(cat "$out/peak") / 1024)) "$(cat "$out/said")" |
        tee -a "$out/results.jsonl"
}

# NAME PROJECTS EXPERTS PAIRS DEMAND LEAST-LOAD MOST-LOAD [sides]
row() {
    name=$1 sides=${8:-}
    "$bin/generate-panel" "$2" "$3" "$4" "$5" "$6" "$7" 1 "$seed" "$out/$name.bin"
    run hefu "$name" "$bin/measure-panel" "$out/$name.bin" $sides
    run lemon "$name" "$out/lemon" "$out/$name.bin" $sides
    run or-tools "$name" "$out/venv/bin/python" "$here/ortools_peer.py" "$out/$name.bin" $sides
}

row 1k-dense 1000 1000 1000 5 6 10
row 20k 20000 20000 50 5 6 10
row 20k-tight 20000 20000 50 5 5 6
row 20k-short 20000 20000 50 5 4 5
row 20k-sides 20000 20000 50 5 6 10 sides
if [ -n "$large" ]; then
    row 100k-slack 100000 60000 50 3 6 10
    row 100k-contested 100000 60000 50 4 6 10
else
    echo "run.sh: 100,000 x 60,000 NOT RUN (give --large)" >&2
fi
echo "results in $out/results.jsonl"
