#!/bin/sh
# Measures linkage beside its peers and prints one line of JSON for each run.
#
#   benches/linkage/run.sh [OUT] [--dblp-acm DIR] [--large]
#
# OUT (default: a temporary folder) takes the generated sets, the virtual environment and results.jsonl.
# DIR holds DBLP2.csv, ACM.csv and DBLP-ACM_perfectMapping.csv of the Leipzig benchmark (not part of this repository).
# --large also runs the sets of 100,000 by 100,000 records, with the peers (about an hour, 4 GB).
# FEBRL4 comes with the package recordlinkage. CPU seconds are user and system together; wall time is not reported.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out="" dblp="" large=""
while [ $# -gt 0 ]; do
    case "$1" in
        --dblp-acm) dblp=$(cd "$2" && pwd); shift ;;
        --large) large=yes ;;
        *) out=$1 ;;
    esac
    shift
done
out=${out:-$(mktemp -d)}
mkdir -p "$out"
out=$(cd "$out" && pwd)
seed=2026

command -v python3 >/dev/null || { echo "run.sh: python3 is missing (apt-get install python3 python3-venv)" >&2; exit 1; }
[ -x "$out/venv/bin/python" ] || python3 -m venv "$out/venv"
"$out/venv/bin/pip" install -q 'splink==5.0.0' 'recordlinkage==0.16' 'scipy>=1.11'
(cd "$here" && cargo build --release --quiet)
bin=${CARGO_TARGET_DIR:-$here/target}/release
python=$out/venv/bin/python

note() { tee -a "$out/results.jsonl"; }
ours() { set_name=$1; shift; printf '{"tool":"hefu","set":"%s","result":%s}\n' "$set_name" "$("$bin/measure" "$@")" | note; }
peer() { "$python" "$here/peers.py" "$@" | note; }
columns="number:id,title:title,title_en:title_english,pis:people,orgs:organisations,start:date,months:months,budget:money"

synthetic() {
    size=$1 at=$out/synthetic-$1
    "$bin/generate" "$size" "$seed" "$at"
    ours "synthetic-$size" "$at/left.csv" "$at/right.csv" "$at/truth.csv" number "$columns"
    mkdir -p "$at/normalised"
    for side in left right; do "$bin/normalise" "$at/$side.csv" "$at/normalised/$side.csv"; done
    peer splink synthetic "$at/left.csv" "$at/right.csv" "$at/truth.csv"
    peer splink normalised "$at/normalised/left.csv" "$at/normalised/right.csv" "$at/truth.csv"
}

febrl=$out/febrl4
mkdir -p "$febrl"
"$python" - "$febrl" <<'PYTHON'
import csv, os, sys
import recordlinkage.datasets as datasets
at = os.path.join(os.path.dirname(datasets.__file__), "febrl")
for name, to in (("dataset4a.csv", "left.csv"), ("dataset4b.csv", "right.csv")):
    with open(os.path.join(at, name)) as source, open(os.path.join(sys.argv[1], to), "w", newline="") as target:
        rows = [[cell.strip() for cell in row] for row in csv.reader(source)]
        csv.writer(target).writerows(rows)
    if to == "left.csv":
        with open(os.path.join(sys.argv[1], "truth.csv"), "w", newline="") as target:
            csv.writer(target).writerows([["left", "right"]] + [[row[0], row[0].replace("-org", "-dup-0")] for row in rows[1:]])
PYTHON
ours febrl4 "$febrl/left.csv" "$febrl/right.csv" "$febrl/truth.csv" rec_id \
    "rec_id:id,given_name:text,surname:text,street_number:identifier,address_1:text,address_2:text,suburb:text,postcode:identifier,state:category,date_of_birth:date"
peer splink febrl4 "$febrl/left.csv" "$febrl/right.csv" "$febrl/truth.csv"
peer recordlinkage febrl4 "$febrl/left.csv" "$febrl/right.csv" "$febrl/truth.csv"

if [ -n "$dblp" ]; then
    # The mapping comes with or without a header line.
    { echo "idDBLP,idACM"; tr -d '"\r' < "$dblp/DBLP-ACM_perfectMapping.csv" | grep -v '^idDBLP'; } > "$out/dblp-acm-truth.csv"
    ours dblp-acm "$dblp/DBLP2.csv" "$dblp/ACM.csv" "$out/dblp-acm-truth.csv" id "id:id,title:title,authors:people,venue:organisations,year:year"
    peer splink dblp-acm "$dblp/DBLP2.csv" "$dblp/ACM.csv" "$out/dblp-acm-truth.csv"
    peer recordlinkage dblp-acm "$dblp/DBLP2.csv" "$dblp/ACM.csv" "$out/dblp-acm-truth.csv"
else
    echo "run.sh: DBLP-ACM NOT RUN (give --dblp-acm DIR)" >&2
fi

synthetic 1000
synthetic 10000
if [ -n "$large" ]; then synthetic 100000; else echo "run.sh: 100,000 x 100,000 NOT RUN (give --large)" >&2; fi
echo "results in $out/results.jsonl"
