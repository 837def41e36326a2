//! `hefu serve`: one office's portal.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;
use hefu_office::{Office, OfficeConfig, Randomness as _, Smtp, SystemRandomness};
use hefu_web::courier::Courier;
use hefu_web::shell::{self, DemoClock, Limits, Link, Security, Shell};
use hefu_words::{Lang, Message};
use jiff::tz::TimeZone;
use tokio::net::TcpListener;

use crate::listening;
use crate::say::Say;

/// Arguments of `hefu serve`.
#[derive(Args)]
pub struct Serve {
    /// The office's settings.
    #[arg(long, default_value = "office.toml")]
    config: PathBuf,
}

impl Serve {
    /// Opens the office and serves it until it is told to end; requests under way are answered first.
    ///
    /// # Errors
    /// When the settings are wrong, the office cannot be opened or the address is taken.
    pub fn run(self, say: &Say) -> anyhow::Result<ExitCode> {
        tracing_subscriber::fmt().with_writer(std::io::stderr).init();
        let mut config = OfficeConfig::read(&self.config)?;
        runtime()?.block_on(async {
            let listener = TcpListener::bind(&config.listen)
                .await
                .with_context(|| format!("listen = \"{}\" cannot be used", config.listen))?;
            let at = listener.local_addr()?;
            // Letters lead to where it listens, also where the port is the system's choice.
            config.listen = at.to_string();
            let smtp = config.mail.as_ref().map(Smtp::new).transpose()?;
            let office = Office::open(config, Arc::new(SystemRandomness), &crate::clock::now()).await?;
            let office = office.reading_with(super::round::worker()?);
            let base: shell::Clock = Arc::new(|| crate::clock::now().timestamp());
            let demo = office.config().demo.then(|| DemoClock::new(base.clone()));
            let clock = demo.as_ref().map_or(base, DemoClock::clock);
            let (end, ending) = tokio::sync::watch::channel(false);
            let courier = tokio::spawn(Courier::new(office.clone())?.work(clock.clone(), ending));
            let background = office.background(clock.clone(), smtp).start();
            let closing = office.clone();
            let router = router(office, clock, demo.as_ref())?;
            say.message(&Message::new("cli-serving").with("url", format!("http://{at}")));
            listening::serve(listener, router, ended()).await;
            end.send_replace(true);
            courier.await?;
            background.stop().await;
            closing.writer().close().await;
            closing.db().close().await;
            Ok(ExitCode::SUCCESS)
        })
    }
}

/// The runtime that serves.
///
/// # Errors
/// When the system has no threads to give.
pub fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// Comes when this program is told to end.
pub async fn ended() {
    use tokio::signal::unix::{SignalKind, signal};
    // Without a handler for signals the process simply ends when it gets one.
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! { _ = tokio::signal::ctrl_c() => {}, _ = terminate.recv() => {} }
        }
        Err(_) => drop(tokio::signal::ctrl_c().await),
    }
}

/// The portal of an office that tells the time by `clock`, or by the clock of a demonstration.
///
/// # Errors
/// When the system has no randomness, or the zone is unknown.
pub fn router(office: Office, clock: shell::Clock, demo: Option<&Arc<DemoClock>>) -> anyhow::Result<axum::Router> {
    let config = office.config();
    let languages = config.langs();
    let guide = office.guide();
    let about = shell::Office {
        authority: config.authority.clone(),
        authority_lang: languages.first().copied().unwrap_or_default(),
        zone: TimeZone::get(&config.zone)?,
        languages,
        guide: Link::new(format!("{} {}", guide.header.year, guide.header.family), "/guide"),
        guide_lang: Lang::ZhHans,
        help: None,
        sign_in: "/sign-in".to_owned(),
        sign_out: "/sign-out".to_owned(),
        demo: config.demo,
        demo_clock: demo.map(|_| hefu_web::portal::DEMO_CLOCK.to_owned()),
    };
    let https = config.public.as_deref().is_some_and(|origin| origin.starts_with("https://"));
    let security = Security { https, origin: config.public.clone(), limits: limits(config) };
    let mark: String = SystemRandomness.name()?.chars().take(4).collect();
    let mut shell = Shell::new(about, security, clock, &mark.to_uppercase());
    if let Some(clock) = demo {
        shell = shell.with_demo_clock(clock);
    }
    Ok(hefu_web::portal(office, shell))
}

/// What the portal bears: uploads as large as the office takes, with room for the form around them.
fn limits(config: &OfficeConfig) -> Limits {
    let limits = Limits::default();
    let document = usize::try_from(config.documents.bytes).unwrap_or(usize::MAX).saturating_add(1 << 20);
    Limits { upload: limits.upload.max(document), ..limits }
}

/// Serves the gallery of the parts that pages are made of, and says where.
///
/// # Errors
/// When there is no free port.
pub fn gallery(say: &Say) -> anyhow::Result<ExitCode> {
    runtime()?.block_on(async {
        let (listener, at) = listen_here().await?;
        say.line(&format!("http://{at}"));
        listening::serve(listener, hefu_web::gallery::gallery(), ended()).await;
        Ok(ExitCode::SUCCESS)
    })
}

/// Serves an office of a demonstration in the background until this program ends, and carries its parcels.
///
/// # Errors
/// When it cannot be served at all.
pub fn serve_here(office: Office, demo: &Arc<DemoClock>, listener: TcpListener) -> anyhow::Result<()> {
    let clock = demo.clock();
    let (end, ending) = tokio::sync::watch::channel(false);
    let courier = Courier::new(office.clone())?;
    let background = office.background(clock.clone(), None).start();
    let router = router(office, clock.clone(), Some(demo))?;
    tokio::spawn(async move {
        // Held so that both go on as long as the portal does.
        let _held = (end, background);
        tokio::join!(courier.work(clock, ending), listening::serve(listener, router, std::future::pending()))
    });
    Ok(())
}

/// A listener on a free port of this machine alone.
///
/// # Errors
/// When there is none.
pub async fn listen_here() -> anyhow::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let at = listener.local_addr()?;
    Ok((listener, at))
}
