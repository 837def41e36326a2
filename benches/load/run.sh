#!/usr/bin/env bash
# Measures an office under load: run.sh OUT [APPLICATIONS]
#
# Builds the product and the generator with optimisation, fills an office with APPLICATIONS (2400) applications through its
# pages, serves it, and writes a line of JSON for each row of docs/performance-load.md to OUT/results.jsonl.
# HEFU names a program that is built already.
#
# A peer is measured in the same run where PEER_URL names it (a HotCRP served on this machine with as many submitted papers),
# PEER_ACTORS a folder with pages.jsonl (cookie, pid), officers.jsonl (cookie) and submissions.jsonl (cookie, post, email) of
# people who are signed in, and PEER_PIDS the processes that serve it (the masters of nginx and php-fpm, and the database).
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
root=$here/../..
out=${1:?usage: run.sh OUT [APPLICATIONS]}
applications=${2:-2400}
drafts=2800
target=${CARGO_TARGET_DIR:-$root/target}
mkdir -p "$out"
(cd "$here" && CARGO_TARGET_DIR=$target/load cargo build --quiet --release)
rush=$target/load/release/rush
if [ -z "${HEFU:-}" ]; then
  (cd "$root" && cargo build --quiet --release --locked --bin hefu)
  HEFU=$target/release/hefu
fi
[ -f "$here/journeys/paper.pdf" ] || python3 "$here/paper.py" "$here/journeys/paper.pdf"
[ -f "$out/office/submissions.jsonl" ] || python3 "$here/seed.py" "$HEFU" "$out/office" --applications "$applications" --drafts "$drafts" >/dev/null
"$HEFU" --lang en serve --config "$out/office/office.toml" >"$out/served" 2>"$out/served.log" &
office=$!
trap 'kill $office; wait $office || true' EXIT
until url=$(grep -o 'http://[0-9.:]*' "$out/served"); do sleep 0.2; done

row() { # row NAME JOURNEY ACTORS RATE SECONDS MORE…: one line of results, with the load of the machine
  local name=$1 journey=$2 actors=$3 rate=$4 seconds=$5 load
  shift 5
  load=$(cut -d ' ' -f 1 /proc/loadavg)
  local found
  found=$("$rush" --journey "$here/journeys/$journey.toml" --actors "$actors" --rate "$rate" --seconds "$seconds" "$@")
  printf '{"row":"%s","machine_load":%s,%s\n' "$name" "$load" "${found#\{}" | tee -a "$out/results.jsonl"
}
hefu() { row "$@" --url "$url" --pid "$office"; }
peer() {
  [ -n "${PEER_URL:-}" ] || return 0
  local pids=()
  for pid in $PEER_PIDS; do pids+=(--pid "$pid"); done
  row "$@" --url "$PEER_URL" "${pids[@]}"
}

hefu "page" hefu-page "$out/office/pages.jsonl" "${PAGE_RATE:-100}" 15
peer "peer page" hotcrp-page "${PEER_ACTORS:-}/pages.jsonl" 50 15
hefu "list" hefu-list "$out/office/officers.jsonl" 50 15
peer "peer list" hotcrp-list "${PEER_ACTORS:-}/officers.jsonl" 3 15
# Each draft is handed in once: the runs below take one part of them after the other.
hefu "submission, 20 a second" hefu-submission "$out/office/submissions.jsonl" 20 "${SECONDS_AT_20:-30}" --acknowledged "$out/acknowledged-1.jsonl"
peer "peer submission, 20 a second" hotcrp-submission "${PEER_ACTORS:-}/submissions.jsonl" 20 "${SECONDS_AT_20:-30}"
hefu "submission, 40 a second" hefu-submission "$out/office/submissions.jsonl" 40 10 --skip 750 --acknowledged "$out/acknowledged-2.jsonl"
hefu "submission, 400 a second" hefu-submission "$out/office/submissions.jsonl" 400 3.5 --skip 1200 --acknowledged "$out/acknowledged-3.jsonl"
python3 "$here/check.py" "$HEFU" "$out/office" "$url" "$out"/acknowledged-*.jsonl
