//! A built office that is served, and what is done to it while nobody serves it.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use hefu_office::{Office, OfficeConfig, SystemRandomness};

/// Starts the office and waits until it says where it is. Gives that address.
pub fn serve(config: &Path) -> (Child, String) {
    let mut office = Command::new(env!("CARGO_BIN_EXE_hefu"))
        .args(["--lang", "en", "serve", "--config", config.to_str().expect("a path")])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("hefu runs");
    let mut line = String::new();
    BufReader::new(office.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
    let address = line.split_whitespace().find(|word| word.starts_with("http://"));
    let address = address.unwrap_or_else(|| panic!("{line}")).trim_end_matches('.').to_owned();
    (office, address)
}

/// The present instant.
#[expect(
    clippy::disallowed_methods,
    reason = "the office that is served reads the clock, and what it does must be due"
)]
pub fn now() -> jiff::Zoned {
    jiff::Zoned::now()
}

/// Does something to the office while nobody serves it.
pub fn inside<T>(config: &Path, doing: impl AsyncFnOnce(Office) -> T) -> T {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let config = OfficeConfig::read(config).expect("a configuration");
        let office = Office::open(config, Arc::new(SystemRandomness), &now()).await.expect("an office");
        let done = doing(office.clone()).await;
        office.writer().close().await;
        office.db().close().await;
        done
    })
}
