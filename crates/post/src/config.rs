//! The mail server an office sends by: the table `[mail]` of `office.toml`.

use std::path::{Path, PathBuf};

use serde::Deserialize;

/// How the connection to the mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// TLS from the first byte (RFC 8314 §3.3; port 465).
    Tls,
    /// TLS after STARTTLS, and no letter without it (RFC 3207; port 587).
    Starttls,
    /// None: for a server on this machine alone (port 25).
    None,
}

impl Security {
    const fn port(self) -> u16 {
        match self {
            Self::Tls => 465,
            Self::Starttls => 587,
            Self::None => 25,
        }
    }
}

/// The mail server and the name letters go out under.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailConfig {
    /// Sender: `grants@example.org` or `範例署 <grants@example.org>`.
    pub from: String,
    /// The mail server's name or address.
    pub server: String,
    /// Its port. Without it, the usual one of `security`.
    #[serde(default)]
    pub port: Option<u16>,
    /// How the connection is protected.
    pub security: Security,
    /// Name to sign in with, if the server wants one.
    #[serde(default)]
    pub user: Option<String>,
    /// File with the password and nothing else, readable by the office alone.
    #[serde(default)]
    pub password_file: Option<PathBuf>,
    /// File with the certificate (PEM) of an authority of one's own that vouches for the server, besides the system's.
    #[serde(default)]
    pub authority_file: Option<PathBuf>,
}

impl MailConfig {
    /// The same with its files taken from this folder.
    #[must_use]
    pub fn within(mut self, folder: &Path) -> Self {
        for file in [&mut self.password_file, &mut self.authority_file].into_iter().flatten() {
            *file = folder.join(&*file);
        }
        self
    }

    /// The port in force.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or_else(|| self.security.port())
    }

    /// Whether the server is this machine.
    pub(crate) fn is_here(&self) -> bool {
        let address: Option<std::net::IpAddr> = self.server.parse().ok();
        self.server == "localhost" || address.is_some_and(|address| address.is_loopback())
    }
}
