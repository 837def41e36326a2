# What this machine must have, sourced by ./hefu, ./test and .ci/run. Missing Debian packages are installed where that needs
# no password; otherwise they are named with the command that installs them, and the script stops.

say() { printf 'hefu: %s\n' "$*" >&2; }
stop() { say "$@"; exit 1; }

missing_packages=()

# need_package WHY PACKAGES COMMAND…: PACKAGES are missing unless COMMAND succeeds.
need_package() {
  local why=$1 packages=$2
  shift 2
  "$@" >/dev/null 2>&1 && return
  say "missing: $packages ($why)"
  # shellcheck disable=SC2206 # several package names in one word
  missing_packages+=($packages)
}

install_missing() {
  [ ${#missing_packages[@]} -eq 0 ] && return
  local install="apt-get install -y --no-install-recommends ${missing_packages[*]}" as=()
  if ! command -v apt-get >/dev/null; then
    stop "this is not Debian: install what corresponds to ${missing_packages[*]}, then run this again"
  fi
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
      as=(sudo -n)
    else
      stop "run this first:  sudo apt-get update && sudo $install"
    fi
  fi
  say "installing ${missing_packages[*]}"
  local log
  log=$(mktemp)
  # shellcheck disable=SC2086 # one word per argument
  if ! { "${as[@]}" apt-get update && "${as[@]}" env DEBIAN_FRONTEND=noninteractive $install; } </dev/null >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    rm -f "$log"
    stop "the packages could not be installed; run  $install  and see what it says"
  fi
  rm -f "$log"
  missing_packages=()
  hash -r
}

# have_font FILE: whether a font file of that name is where printing looks for it.
have_font() { find /usr/share/fonts /usr/local/share/fonts -name "$1" -print -quit 2>/dev/null | grep -q .; }

# at_least WANTED FOUND: whether version FOUND is WANTED or newer.
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

need_rust() {
  if ! command -v cargo >/dev/null && [ -x "${CARGO_HOME:-$HOME/.cargo}/bin/cargo" ]; then
    PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
  fi
  local wanted found
  wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$root/Cargo.toml")
  command -v cargo >/dev/null && command -v rustc >/dev/null ||
    stop "Rust $wanted or newer is missing: install it with rustup (see rustup.rs), open a new terminal, then run this again"
  found=$(cd "$root" && rustc --version 2>/dev/null | cut -d ' ' -f 2)
  [ -n "$found" ] || stop "rustc does not run; repair it with:  rustup default stable"
  at_least "$wanted" "${found%%-*}" || stop "Rust $found is too old, $wanted is needed:  rustup update stable"
}

need_to_run() {
  need_rust
  need_package "links programs" "gcc libc6-dev" command -v cc
  need_package "lets cargo fetch the crates in Cargo.lock" ca-certificates test -s /etc/ssl/certs/ca-certificates.crt
  if ! have_font NotoSansCJK-Regular.ttc || ! have_font NotoSerifCJK-Bold.ttc; then
    need_package "Chinese type for PDF and for reading it" fonts-noto-cjk false
  fi
  have_font DejaVuSans.ttf || need_package "signs of the sciences in PDF" fonts-dejavu-core false
}

need_to_test() {
  need_package "reads the PDF tables back" poppler-utils command -v pdftotext
  need_package "reads Chinese PDF text back" poppler-data test -d /usr/share/poppler/cMap
}

need_postgresql() {
  need_package "the store's tests on PostgreSQL" postgresql sh -c 'ls /usr/lib/postgresql/*/bin/initdb'
  need_package "makes certificates for PostgreSQL under TLS" openssl command -v openssl
}

need_browser() {
  need_package "runs the browser tests" nodejs command -v node
  need_package "fetches the browser tests' packages" npm command -v npm
  need_package "the browser of the browser tests" chromium test -x /usr/bin/chromium
}

need_mail_server() {
  need_python
  need_package "makes certificates for the mail server of the tests" openssl command -v openssl
}

need_python() {
  need_package "runs the servers that tests talk to" "python3 python3-venv" python3 -c 'import ensurepip, venv'
}

need_power_cuts() {
  [ "$(id -u)" -eq 0 ] || need_package "mounts the file system of the tests of power cuts" fuse3 command -v fusermount3
}

# make_python NAME: leaves the Python that has what tests/NAME/requirements.txt names at $made_python, in a folder named after
# what it holds.
make_python() {
  local wanted=$root/tests/$1/requirements.txt cache=${XDG_CACHE_HOME:-$HOME/.cache}/hefu home
  home=$cache/$1-$(sha256sum "$wanted" | cut -c 1-12)
  made_python=$home/bin/python
  [ -e "$home/ready" ] && return
  mkdir -p "$cache"
  local log
  log=$(mktemp)
  if ! (
    flock 9
    [ -e "$home/ready" ] && exit
    rm -rf "$home" && python3 -m venv "$home" &&
      "$made_python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$wanted" &&
      touch "$home/ready"
  ) 9>"$cache/$1.lock" >"$log" 2>&1 </dev/null; then
    tail -n 15 "$log" >&2
    rm -f "$log"
    stop "what the tests need could not be installed (pip install -r tests/$1/requirements.txt)"
  fi
  rm -f "$log"
}

# One target folder for ./hefu, ./test and .ci/run, so that nothing is built twice.
target=${CARGO_TARGET_DIR:-${CARGO_BUILD_TARGET_DIR:-$root/target}}
case $target in /*) ;; *) target=$PWD/$target ;; esac
export CARGO_TARGET_DIR=$target

# build_hefu: leaves the program at $hefu. Quiet when there is nothing to do; on a terminal cargo shows how far it is.
build_hefu() {
  hefu=$target/debug/hefu
  local quiet=--quiet
  if [ ! -x "$hefu" ]; then
    say "first build: some minutes, depending on the machine (later starts take no time)"
    [ -t 2 ] && quiet=
  elif [ -t 2 ] && [ -n "$(find "$root/crates" "$root/guides" "$root/Cargo.lock" -newer "$hefu" -type f -print -quit)" ]; then
    quiet=
  fi
  # shellcheck disable=SC2086 # empty means no argument
  (cd "$root" && cargo build $quiet --locked --bin hefu </dev/null) || stop "the build failed; the message above says why"
}
