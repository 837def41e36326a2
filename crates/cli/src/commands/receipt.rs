//! `hefu receipt`: check a receipt with nothing but the text and a key.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Subcommand;
use hefu_ledger::key::VerifierKey;
use hefu_ledger::receipt;
use hefu_words::Message;

use crate::say::Say;

/// Commands on receipts.
#[derive(Subcommand)]
pub enum Receipt {
    /// Check that what FILE says is in the journal of the office whose key is given.
    Check {
        /// The receipt.
        file: PathBuf,
        /// The office's verifier key, as its journal page shows it (name+number+key). Several may be given.
        #[arg(long = "key", required = true, value_name = "KEY")]
        keys: Vec<VerifierKey>,
    },
}

impl Receipt {
    /// Says what the receipt proves.
    ///
    /// # Errors
    /// When the file cannot be read or the receipt proves nothing.
    pub fn run(self, say: &Say) -> anyhow::Result<ExitCode> {
        let Self::Check { file, keys } = self;
        let text = std::fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        let checked = receipt::check(&text, &keys).with_context(|| format!("{}", file.display()))?;
        let event = &checked.event;
        let message = Message::new("cli-receipt-holds")
            .with("kind", event.kind.as_str())
            .with("subject", event.subject.as_str())
            .with("at", event.at.as_str())
            .with("origin", checked.checkpoint.origin.as_str())
            .with("index", checked.index.to_string())
            .with("size", checked.checkpoint.size.to_string());
        say.message(&message);
        if let Some(title) = event.body.pointer("/content/title/own").and_then(serde_json::Value::as_str) {
            say.line(title);
        }
        if let Some(digest) = event.body.get("digest").and_then(serde_json::Value::as_str) {
            say.line(&format!("SHA-256 {digest}"));
        }
        for document in event.body.get("documents").and_then(serde_json::Value::as_array).into_iter().flatten() {
            let text = |pointer: &str| document.pointer(pointer).and_then(serde_json::Value::as_str).unwrap_or("—");
            let bytes = document.pointer("/held/bytes").and_then(serde_json::Value::as_u64);
            let size = bytes.map_or_else(|| "—".to_owned(), |bytes| format!("{bytes} B"));
            say.line(&format!("{}  {size}  SHA-256 {}", text("/name"), text("/held/digest")));
        }
        Ok(ExitCode::SUCCESS)
    }
}
