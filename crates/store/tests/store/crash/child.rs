//! Does acts on an SQLite office until it is killed, and says on its output which of them were acknowledged.
//!
//! Arguments: the folder; how many acts each of the four callers does at most; then the number each caller goes on
//! from. A caller that does not know whether its last act was stored does it again, as an applicant's browser would.

use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use hefu_ledger::event::Event;
use hefu_store::{Act, Db, FileFolder, Migration, StoreError, StoredFile, Writer};

const MIGRATIONS: &[Migration] = &[Migration {
    number: 1,
    name: "done",
    sql: "CREATE TABLE done (
            caller {{bigint}} NOT NULL, number {{bigint}} NOT NULL, position {{bigint}} NOT NULL, file TEXT NOT NULL,
            PRIMARY KEY (caller, number)
          ) {{strict}}",
}];

async fn once(act: &mut Act<'_>, caller: i64, number: i64, file: StoredFile) -> Result<i64, StoreError> {
    let key = [caller.into(), number.into()];
    let known = act.tx().maybe_row("SELECT position FROM done WHERE caller = $1 AND number = $2", &key).await?;
    if let Some(row) = known {
        return row.int("position");
    }
    let event = Event {
        kind: "done".to_owned(),
        at: "2020-09-01T12:00:00+08:00[Asia/Shanghai]".to_owned(),
        actor: caller.to_string(),
        subject: number.to_string(),
        body: serde_json::Value::Null,
    };
    let position = act.journal(&event).await?;
    act.keep_file(&file).await?;
    let values = [caller.into(), number.into(), position.into(), file.digest.to_string().into()];
    act.tx().execute("INSERT INTO done (caller, number, position, file) VALUES ($1, $2, $3, $4)", &values).await?;
    Ok(position)
}

async fn run(folder: &str, most: i64, from: Vec<i64>) -> Result<(), StoreError> {
    let folder = Path::new(folder);
    let db = Db::open(&format!("sqlite://{}", folder.join("office.sqlite").display())).await?;
    db.migrate(MIGRATIONS).await?;
    let blobs = FileFolder::open(&folder.join("files"))?;
    blobs.clear_leftovers()?;
    let salts = AtomicU64::new(0);
    let writer = Writer::start(db, move || {
        let mut salt = [0; 32];
        salt[..8].copy_from_slice(&salts.fetch_add(1, Ordering::Relaxed).to_be_bytes());
        Some(salt)
    });
    let mut callers = tokio::task::JoinSet::new();
    for (caller, from) in (0..).zip(from) {
        let (writer, blobs) = (writer.clone(), blobs.clone());
        callers.spawn(async move {
            for number in from..from + most {
                let file = blobs.put(format!("{caller} {number}").into_bytes()).await?;
                let doing: Result<i64, StoreError> =
                    writer.run(move |act| Box::pin(async move { once(act, caller, number, file).await })).await;
                let position = doing?;
                let mut out = std::io::stdout().lock();
                // The reader may have gone: then nobody was told.
                let _ = writeln!(out, "{caller} {number} {position}").and_then(|()| out.flush());
            }
            Ok::<_, StoreError>(())
        });
    }
    for ended in callers.join_all().await {
        ended?;
    }
    writer.close().await;
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let folder = words.next().ok_or("a folder is missing")?;
    let most = words.next().ok_or("a number is missing")?.parse()?;
    let from = words.map(|word| word.parse()).collect::<Result<Vec<_>, _>>()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    Ok(runtime.block_on(run(&folder, most, from))?)
}
