//! Where tests keep their tables: an SQLite file in a folder of its own, or a database of its own in a PostgreSQL
//! cluster that this test program starts and that ends with it.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use hefu_ledger::event::Event;
use hefu_store::{Act, Db, Migration, StoreError, Writer};
use serde_json::json;
use tempfile::TempDir;

/// Each body becomes two tests, `sqlite` and `postgres`.
macro_rules! on_both {
    ($(async fn $name:ident($place:ident: Place) $body:block)*) => {$(
        mod $name {
            use super::*;

            async fn body($place: crate::harness::Place) $body

            #[tokio::test]
            async fn sqlite() {
                body(crate::harness::Place::sqlite().await).await;
            }

            #[tokio::test]
            async fn postgres() {
                body(crate::harness::Place::postgres().await).await;
            }
        }
    )*};
}
pub(crate) use on_both;

/// The tables of the tests.
pub const MIGRATIONS: &[Migration] = &[Migration {
    number: 1,
    name: "cells",
    sql: "CREATE TABLE cells (
            name TEXT PRIMARY KEY, number {{bigint}}, words TEXT, raw {{bytes}}, flag {{bool}}
          ) {{strict}};
          CREATE TABLE parts (part TEXT PRIMARY KEY, cell TEXT NOT NULL REFERENCES cells (name)) {{strict}};",
}];

/// Where one test keeps its tables.
pub struct Place {
    /// The database, without tables.
    pub db: Db,
    /// Its address.
    pub url: String,
    /// A folder of the test's own.
    pub folder: TempDir,
}

impl Place {
    /// In a file.
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}", folder.path().join("合符 50% ?.sqlite").display());
        Self { db: Db::open(&url).await.expect("a file"), url, folder }
    }

    /// In a database of the test's cluster.
    pub async fn postgres() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let name = format!("t{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let cluster = Cluster::of_this_program();
        cluster.sql(&format!("CREATE DATABASE {name}")).await;
        let url = cluster.url(&name);
        let folder = tempfile::tempdir().expect("a folder");
        Self { db: Db::open(&url).await.expect("a database"), url, folder }
    }

    /// With the tables of the tests and a writer whose salts count up.
    pub async fn started(&self) -> Writer {
        self.db.migrate(MIGRATIONS).await.expect("migrations");
        Writer::start(self.db.clone(), salts())
    }
}

/// Salts that count up from 1.
pub fn salts() -> impl Fn() -> Option<[u8; 32]> + Send + Sync + 'static {
    let next = AtomicU64::new(1);
    move || Some(salt(next.fetch_add(1, Ordering::Relaxed)))
}

/// The `n`-th salt.
pub fn salt(n: u64) -> [u8; 32] {
    let mut salt = [0; 32];
    salt[..8].copy_from_slice(&n.to_be_bytes());
    salt
}

/// An event about a subject.
pub fn event(subject: &str, n: i64) -> Event {
    Event {
        kind: "test.happened".to_owned(),
        at: "2020-09-01T12:00:00+08:00[Asia/Shanghai]".to_owned(),
        actor: "tester".to_owned(),
        subject: subject.to_owned(),
        body: json!({"zeta": n, "alpha": ["合", null, true]}),
    }
}

/// Puts a cell in.
pub async fn put(act: &mut Act<'_>, name: &str, number: i64) -> Result<u64, StoreError> {
    act.tx().execute("INSERT INTO cells (name, number) VALUES ($1, $2)", &[name.into(), number.into()]).await
}

/// The names of all cells, in order.
pub async fn names(db: &Db) -> Vec<String> {
    let mut tx = db.read().await.expect("reading");
    let rows = tx.rows("SELECT name FROM cells ORDER BY name", &[]).await.expect("cells");
    rows.iter().map(|row| row.text("name").expect("a name")).collect()
}

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
if ! {
  $as "$bin/initdb" -D "$folder/data" -U hefu -A trust -E UTF8 --lc-collate=C --lc-ctype=C --no-sync &&
  $as "$bin/pg_ctl" -D "$folder/data" -w -t 60 -l "$folder/log" start \
    -o "-k $folder -c listen_addresses= -c max_connections=200 -c shared_buffers=32MB $1"
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
    fn of_this_program() -> &'static Self {
        static CLUSTER: OnceLock<Cluster> = OnceLock::new();
        CLUSTER.get_or_init(|| Self::start(""))
    }

    /// Starts a cluster with further options of the server.
    pub fn start(options: &str) -> Self {
        let mut shell = Command::new("sh")
            .args(["-c", SHELL, "sh", options])
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
    pub async fn sql(&self, sql: &str) {
        let pool = sqlx::PgPool::connect(&self.url("postgres")).await.expect("the server");
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&pool).await.expect("the statement");
        pool.close().await;
    }
}
