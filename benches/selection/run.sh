#!/bin/sh
# Measures the joint decision beside HiGHS on the same candidates and prints one line of JSON for each run.
#
#   benches/selection/run.sh [OUT]
#
# OUT (default: a temporary folder) takes the candidates, the virtual environment and results.jsonl. CPU seconds are user
# and system together; reading the file is left out on both sides.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$(mktemp -d)}
mkdir -p "$out"
out=$(cd "$out" && pwd)
command -v python3 >/dev/null || { echo "run.sh: python3 is missing (apt-get install python3 python3-venv)" >&2; exit 1; }
[ -x "$out/venv/bin/python" ] || python3 -m venv "$out/venv"
"$out/venv/bin/pip" install -q highspy numpy
(cd "$here" && cargo build --release --quiet)
bin=${CARGO_TARGET_DIR:-$here/target}/release
note() { tee -a "$out/results.jsonl"; }
"$bin/generate" 2 80 7 "$out/guide.csv"
"$bin/generate" 200 1920 7 "$out/large.csv"
"$bin/measure" decide "$out/guide.csv" | note
"$bin/measure" explain "$out/guide.csv" | note
"$bin/measure" decide "$out/large.csv" | note
for what in reduced plain; do "$out/venv/bin/python" "$here/peer.py" "$what" "$out/large.csv" | note; done
echo "results in $out/results.jsonl"
