#!/bin/sh
# Measures affinity on the gold standard for reviewer assignment and prints one line of JSON for each algorithm.
#
#   benches/affinity/run.sh DATA [OUT]
#
# DATA is a checkout of the repository goldstandard-reviewer-paper-match (Stelmakh, Wieting, Xi, Neubig, Shah: "A Gold
# Standard Dataset for the Reviewer Assignment Problem"), which is not part of this one: data/evaluations.csv,
# evaluation_datasets/d_20_1 to d_20_10 and, if there, predictions/ (the algorithms of that paper, scored as shipped).
# OUT (default: a temporary folder) takes the virtual environment, the predictions and results.jsonl.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 1 ] && [ -r "$1/data/evaluations.csv" ] || { echo "run.sh: DATA/data/evaluations.csv is missing; usage: run.sh DATA [OUT]" >&2; exit 1; }
data=$(cd "$1" && pwd)
out=${2:-$(mktemp -d)}
mkdir -p "$out/predictions"
out=$(cd "$out" && pwd)
best=3

command -v python3 >/dev/null || { echo "run.sh: python3 is missing (apt-get install python3 python3-venv)" >&2; exit 1; }
[ -x "$out/venv/bin/python" ] || python3 -m venv "$out/venv"
"$out/venv/bin/pip" install -q scikit-learn==1.7.2
(cd "$here" && cargo build --release --quiet)
bin=${CARGO_TARGET_DIR:-$here/target}/release
predictions=$out/predictions

sets=""
for set in "$data"/evaluation_datasets/d_20_*; do
    [ -r "$set/submissions.json" ] || continue
    name=$(basename "$set")
    sets="$sets $name"
    "$bin/predict" "$set" "$best" "$predictions/hefu_${name}_ta.json"
    "$out/venv/bin/python" "$here/baseline.py" "$set" "$predictions/sklearn-joined_${name}_ta.json" "$predictions/sklearn-works_${name}_ta.json"
done
[ -n "$sets" ] || { echo "run.sh: no set in $data/evaluation_datasets" >&2; exit 1; }

algorithms="$predictions:hefu $predictions:sklearn-joined $predictions:sklearn-works"
for published in tpms elmo acl specter specter_mfr; do
    complete=yes
    for set in $sets; do [ -r "$data/predictions/${published}_${set}_ta.json" ] || complete=""; done
    if [ -n "$complete" ]; then
        algorithms="$algorithms $data/predictions:$published"
    else
        echo "run.sh: $published NOT SCORED (its predictions are not complete in DATA)" >&2
    fi
done
# shellcheck disable=SC2086 # one word each; neither folder may have a space in its name
SETS=$sets "$out/venv/bin/python" "$here/score.py" "$data/data/evaluations.csv" $algorithms | tee "$out/results.jsonl"
echo "results in $out/results.jsonl"
