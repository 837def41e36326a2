//! A PostgreSQL cluster that a test program starts and that ends with it, however it ends; rooms that keep tables include
//! this file.
#![allow(dead_code, reason = "each room uses what it needs")]

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;

/// A PostgreSQL cluster. A shell keeps it and holds the other end of our pipe: when this program ends, however it does,
/// the pipe closes, and the shell stops the server and removes its folder.
pub struct Cluster {
    folder: PathBuf,
    _shell: (Child, ChildStdin),
}

const SHELL: &str = r#"
trap '' INT TERM HUP
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if ! [ -x "$bin/initdb" ]; then echo "PostgreSQL is missing: apt-get install postgresql"; exit 1; fi
folder=$(mktemp -d -t hefu-postgres-XXXXXX) || exit 1
as=
if [ "$(id -u)" -eq 0 ]; then
  user=postgres
  id "$user" >/dev/null 2>&1 || user=nobody
  chown "$user" "$folder"
  as="setpriv --reuid=$user --regid=$(id -g "$user") --clear-groups"
fi
cd "$folder" || exit 1
# With names: a certificate authority of its own, a certificate for these names, and no connection in the clear.
certificates() {
  cd "$folder/tls" || return 1
  ec="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
  printf 'subjectAltName=%s\n' "$1" >names
  openssl req -x509 $ec -days 2 -subj /CN=authority -keyout ca.key -out ca.pem &&
    openssl req $ec -subj /CN=server -keyout server.key -out server.csr &&
    openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out server.pem &&
    chmod 600 server.key && { [ -z "$as" ] || chown -R "$user" .; } && cd "$folder" &&
    printf 'local all all trust\nhostssl all all all trust\n' >"$folder/data/pg_hba.conf"
}
tls=
[ -z "$2" ] || { mkdir "$folder/tls"; tls="-c ssl=on -c ssl_cert_file=$folder/tls/server.pem -c ssl_key_file=$folder/tls/server.key"; }
if ! {
  $as "$bin/initdb" -D "$folder/data" -U hefu -A trust -E UTF8 --lc-collate=C --lc-ctype=C --no-sync &&
  { [ -z "$2" ] || certificates "$2"; } &&
  $as "$bin/pg_ctl" -D "$folder/data" -w -t 60 -l "$folder/log" start \
    -o "-k $folder -c listen_addresses= -c max_connections=200 -c shared_buffers=32MB $tls $1"
} >"$folder/start" 2>&1 </dev/null; then
  echo "PostgreSQL does not start: $(cat "$folder/start" "$folder/log" 2>/dev/null | tr '\n' ' ')"
  rm -rf "$folder"
  exit 1
fi
echo "ready $folder"
cat >/dev/null
$as "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1
rm -rf "$folder"
"#;

impl Cluster {
    /// The one that all tests of this program share.
    pub fn of_this_program() -> &'static Self {
        static CLUSTER: OnceLock<Cluster> = OnceLock::new();
        CLUSTER.get_or_init(|| Self::start(""))
    }

    /// Starts a cluster with further options of the server.
    pub fn start(options: &str) -> Self {
        Self::started(options, "")
    }

    /// Starts a cluster that listens on this port of 127.0.0.1 and takes nothing in the clear. Its certificate is good for these
    /// names (as openssl writes them in `subjectAltName`); the authority that signed it is in [`Cluster::authority`].
    pub fn with_tls(port: u16, names: &str) -> Self {
        Self::started(&format!("-c listen_addresses=127.0.0.1 -c port={port}"), names)
    }

    /// The certificate of the authority of a cluster with TLS.
    pub fn authority(&self) -> PathBuf {
        self.folder.join("tls/ca.pem")
    }

    fn started(options: &str, names: &str) -> Self {
        let mut shell = Command::new("sh")
            .args(["-c", SHELL, "sh", options, names])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell");
        let mut line = String::new();
        let said = shell.stdout.take().expect("its output");
        BufReader::new(said).read_line(&mut line).expect("a line");
        let Some(folder) = line.trim().strip_prefix("ready ") else { panic!("{}", line.trim()) };
        let stdin = shell.stdin.take().expect("its input");
        Self { folder: folder.into(), _shell: (shell, stdin) }
    }

    /// The address of one of its databases.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://hefu@localhost/{database}?host={}", self.folder.display())
    }

    /// Runs a statement in the database every cluster has.
    pub fn sql(&self, sql: &str) {
        let found = Command::new("sh").args(["-c", "ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1"]).output();
        let bin = String::from_utf8(found.expect("a shell").stdout).expect("a path");
        let done = Command::new(PathBuf::from(bin.trim()).join("psql"))
            .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", &self.url("postgres"), "-c", sql])
            .output()
            .expect("psql runs");
        assert!(done.status.success(), "{sql}: {}", String::from_utf8_lossy(&done.stderr));
    }
}
