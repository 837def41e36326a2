//! One mail server, spoken to by SMTP (RFC 5321).

use std::path::Path;
use std::time::Duration;

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{Error, PoolConfig};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};

use crate::config::{MailConfig, Security};
use crate::message::{Address, Outgoing};

/// Longest wait for one answer of the server.
const PATIENCE: Duration = Duration::from_secs(60);

/// Why `[mail]` cannot be used, with what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("[mail] {0}")]
pub struct MailError(String);

/// Why the server did not take a letter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotCarried {
    /// Perhaps later: it cannot be reached, is busy, or does not let this office in. In the server's words, where it said
    /// any.
    #[error("{0}")]
    NotNow(String),
    /// Never: it refuses this letter or its recipient. In the server's words.
    #[error("{0}")]
    Refused(String),
}

/// A mail server with everything needed to hand letters to it. Cheap to clone.
#[derive(Clone)]
pub struct Smtp {
    from: Address,
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Smtp").field("from", &self.from.to_string()).finish_non_exhaustive()
    }
}

impl Smtp {
    /// Reads the files a configuration names. Connects when the first letter goes.
    ///
    /// # Errors
    /// When the sender is no address, a file cannot be read, or letters would cross a network unprotected.
    pub fn new(config: &MailConfig) -> Result<Self, MailError> {
        let from = Address::read(&config.from).map_err(|error| MailError(format!("from: {error}")))?;
        let tls = match config.security {
            Security::None if !config.is_here() => {
                let remedy = "write security = \"starttls\" or \"tls\"";
                let server = &config.server;
                return Err(MailError(format!(
                    "security = \"none\" sends letters readable by anybody on the way to {server}; {remedy}"
                )));
            }
            Security::None => Tls::None,
            Security::Starttls => Tls::Required(parameters(config)?),
            Security::Tls => Tls::Wrapper(parameters(config)?),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(config.server.as_str())
            .port(config.port())
            .tls(tls)
            .hello_name(ClientId::Domain(from.domain().to_owned()))
            .timeout(Some(PATIENCE))
            .pool_config(PoolConfig::new().max_size(2));
        match (&config.user, &config.password_file) {
            (Some(user), Some(file)) => {
                let password = String::from_utf8(read("password_file", file)?)
                    .map_err(|_| MailError(format!("password_file: {} is no text", file.display())))?;
                let password = password.trim_end_matches(['\r', '\n']).to_owned();
                builder = builder.credentials(Credentials::new(user.clone(), password));
            }
            (None, None) => {}
            _ => return Err(MailError("names one of user and password_file; write both or neither".to_owned())),
        }
        Ok(Self { from, transport: builder.build() })
    }

    /// The sender.
    pub fn from(&self) -> &Address {
        &self.from
    }

    /// Connects and signs in as for a letter, and hands over none.
    ///
    /// # Errors
    /// Why that cannot be done, in the server's or the system's words.
    pub async fn reach(&self) -> Result<(), String> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err("the server does not answer as a mail server does".to_owned()),
            Err(error) => match judged(&error) {
                NotCarried::NotNow(said) | NotCarried::Refused(said) => Err(said),
            },
        }
    }

    /// Hands a letter to the server. Once this has given `Ok`, the server answers for it. Where the connection breaks
    /// before its answer nobody knows whether it took the letter; it is then handed over again, under the same
    /// `Message-ID`.
    ///
    /// # Errors
    /// Why the server did not take it.
    pub async fn carry(&self, letter: &Outgoing) -> Result<(), NotCarried> {
        let message = letter.message(&self.from).map_err(NotCarried::Refused)?;
        self.transport.send(message).await.map(|_| ()).map_err(|error| judged(&error))
    }
}

/// Replies that speak of this office's signing in and not of the letter (RFC 4954 §6).
const NOT_LET_IN: [u16; 4] = [530, 534, 535, 538];

fn judged(error: &Error) -> NotCarried {
    let code = error.status().map(u16::from);
    let mut said = error.to_string();
    // The words of the system stand in the sources.
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        let words = inner.to_string();
        if !said.contains(&words) {
            said = format!("{said}: {words}");
        }
        source = inner.source();
    }
    if error.is_permanent() && !code.is_some_and(|code| NOT_LET_IN.contains(&code)) {
        NotCarried::Refused(said)
    } else {
        NotCarried::NotNow(said)
    }
}

fn read(name: &str, file: &Path) -> Result<Vec<u8>, MailError> {
    std::fs::read(file).map_err(|error| MailError(format!("{name}: {}: {error}", file.display())))
}

fn parameters(config: &MailConfig) -> Result<TlsParameters, MailError> {
    let fault = |name: &str, error: Error| MailError(format!("{name}: {error}"));
    let mut builder = TlsParameters::builder(config.server.clone());
    if let Some(file) = &config.authority_file {
        let pem = read("authority_file", file)?;
        let certificate = Certificate::from_pem(&pem).map_err(|error| fault("authority_file", error))?;
        builder = builder.add_root_certificate(certificate);
    }
    builder.build_rustls().map_err(|error| fault("server", error))
}
