//! One office: its configuration, guide, rights, keys and store, opened together.

use std::path::Path;
use std::sync::Arc;

use hefu_dossier::document::WorkerCommand;
use hefu_dossier::vocabulary::GuideWords;
use hefu_guide::Guide;
use hefu_guide::model::{Direction, Settings};
use hefu_store::{Db, Writer};
use hefu_words::Message;
use jiff::Zoned;

use crate::acts::{Doing, record};
use crate::config::OfficeConfig;
use crate::documents::{Shelf, Upload};
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::happened::Happened;
use crate::identity::{Keys, Randomness};
use crate::passwords::{Hasher, Refused};
use crate::person::{OfficeRole, Viewer};
use crate::printing::Press;
use crate::rights::{Action, Class, Question, Relation, Rights, Thing};
use crate::tables::MIGRATIONS;
use crate::tokens::{Scopes, cover};
use crate::views::Standing;

/// An office that is open. Cheap to clone: all clones are the same office.
#[derive(Clone, Debug)]
pub struct Office {
    inner: Arc<Inner>,
}

struct Inner {
    config: OfficeConfig,
    guide: Guide,
    guide_words: Arc<GuideWords>,
    settings: Settings,
    rights: Rights,
    keys: Keys,
    db: Db,
    writer: Writer,
    random: Arc<dyn Randomness>,
    shelf: Shelf,
    hasher: Hasher,
    refused_passwords: Refused,
    press: Arc<Press>,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Office").field("config", &self.config).finish_non_exhaustive()
    }
}

impl Office {
    /// Opens an office, making its data folder, keys and tables where there are none yet. A journal that has begun is not
    /// gone on with under new keys.
    ///
    /// # Errors
    /// When the guide does not compile or has no such side, the store cannot be opened, it belongs to another guide, or its
    /// keys are missing.
    pub async fn open(config: OfficeConfig, random: Arc<dyn Randomness>, now: &Zoned) -> Result<Self, OfficeError> {
        let (guide, digest) = load_guide(&config.guide)?;
        if guide.side(&config.side).is_none() {
            let known: Vec<_> = guide.sides.iter().map(|side| side.id.as_str()).collect();
            let fault = format!("the guide `{}` has no side `{}`; it has {}", guide.id, config.side, known.join(", "));
            return Err(OfficeError::Stored(fault));
        }
        let guide_words = Arc::new(GuideWords::new(&guide));
        make_folder(&config.data)
            .map_err(|error| OfficeError::Stored(format!("{}: {error}", config.data.display())))?;
        let db = Db::open(&config.database_url()).await?;
        db.migrate(MIGRATIONS).await?;
        let begun = db.read().await?.maybe_row("SELECT side FROM office", &[]).await?.is_some();
        let keys = if begun {
            Keys::read(&config.data, &config.origin)?
        } else {
            Keys::open(&config.data, &config.origin, random.as_ref())?
        };
        let salts = random.clone();
        let writer = Writer::start(db.clone(), move || salts.bytes().ok());
        let settings =
            guide.settings_with(&Default::default()).map_err(|error| OfficeError::Stored(error.to_string()))?;
        let rights = Rights::embedded().map_err(|error| OfficeError::Stored(error.to_string()))?;
        let shelf = Shelf::open(&config)?;
        let refused_passwords =
            config.sign_in.refused_passwords.as_deref().map_or_else(|| Ok(Refused::default()), Refused::read)?;
        let hasher = Hasher::default();
        let press = Arc::new(Press::new());
        let inner = Inner {
            config,
            guide,
            guide_words,
            settings,
            rights,
            keys,
            db,
            writer,
            random,
            shelf,
            hasher,
            refused_passwords,
            press,
        };
        let office = Self { inner: Arc::new(inner) };
        office.begin(digest, now).await?;
        Ok(office)
    }

    /// Journals the opening once; later checks that the store is this guide's.
    async fn begin(&self, digest: String, now: &Zoned) -> Result<(), OfficeError> {
        let (config, guide) = (self.config(), self.guide());
        let happened = Happened::OfficeOpened {
            side: config.side.clone(),
            authority: config.authority.clone(),
            guide: guide.id.clone(),
            version: guide.version.clone(),
            digest,
        };
        let doing = Doing { viewer: Viewer { name: "hefu".to_owned(), ..Viewer::visitor() }, now: now.clone() };
        let wanted = (config.side.clone(), guide.id.clone());
        self.writer()
            .run(move |act: &mut hefu_store::Act<'_>| {
                Box::pin(async move {
                    match act.tx().maybe_row("SELECT side, guide FROM office", &[]).await? {
                        None => record(act, &doing, &happened).await.map(|_| ()),
                        Some(row) if (row.text("side")?, row.text("guide")?) == wanted => Ok(()),
                        Some(row) => Err(OfficeError::Stored(format!(
                            "this store belongs to side `{}` and guide `{}`",
                            row.text("side")?,
                            row.text("guide")?
                        ))),
                    }
                })
            })
            .await
    }

    /// Its settings.
    pub fn config(&self) -> &OfficeConfig {
        &self.inner.config
    }

    /// The guide of the call.
    pub fn guide(&self) -> &Guide {
        &self.inner.guide
    }

    /// The words of its guide, by what they name.
    pub fn guide_words(&self) -> &Arc<GuideWords> {
        &self.inner.guide_words
    }

    /// Rulings in force.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// Its keys.
    pub fn keys(&self) -> &Keys {
        &self.inner.keys
    }

    /// Its tables, to read from.
    pub fn db(&self) -> &Db {
        &self.inner.db
    }

    /// The one writer.
    pub fn writer(&self) -> &Writer {
        &self.inner.writer
    }

    /// Its randomness.
    pub fn random(&self) -> &dyn Randomness {
        self.inner.random.as_ref()
    }

    /// The same office, whose documents are read by this program in child processes. Without one it takes no documents.
    #[must_use]
    pub fn reading_with(self, command: WorkerCommand) -> Self {
        self.inner.shelf.read_with(command);
        self
    }

    /// Begins to take a file in. Ask first whether the viewer may attach one
    /// ([`may_attach`](crate::acts::may_attach)).
    ///
    /// # Errors
    /// When the disk fails.
    pub fn begin_upload(&self) -> Result<Upload, OfficeError> {
        Upload::begin(&self.config().data, self.config().documents.bytes)
    }

    /// Its files.
    pub(crate) fn shelf(&self) -> &Shelf {
        &self.inner.shelf
    }

    /// What prints.
    pub(crate) fn press(&self) -> &Arc<Press> {
        &self.inner.press
    }

    /// Hashes passwords.
    pub fn hasher(&self) -> &Hasher {
        &self.inner.hasher
    }

    /// Passwords it refuses beside the built-in ones.
    pub fn refused_passwords(&self) -> &Refused {
        &self.inner.refused_passwords
    }

    /// The policies in force.
    pub fn rights(&self) -> &Rights {
        &self.inner.rights
    }

    /// The direction of this number, where this office's side takes part in it.
    ///
    /// # Errors
    /// A refusal that says that the guide sets up no such direction (ruling R-5 for 澳门).
    pub fn direction(&self, number: &str) -> Result<&Direction, Refusal> {
        let known = self.guide().direction(number).filter(|direction| {
            let pairing = self.guide().pairing(&direction.pairing);
            pairing.is_some_and(|pairing| pairing.sides.contains(&self.config().side))
        });
        known.ok_or_else(|| {
            let undirected = self.guide().pairing(number).filter(|pairing| pairing.sides.contains(&self.config().side));
            if let Some(pairing) = undirected {
                let message = Message::new("office-no-direction-for-pairing").with("clause", pairing.clause.as_str());
                return Refusal::invalid("direction", message).under(&pairing.clause);
            }
            Refusal::invalid("direction", Message::new("office-no-such-direction").with("found", number))
        })
    }

    /// The directions this office takes applications for.
    pub fn directions(&self) -> impl Iterator<Item = &Direction> {
        self.guide().directions.iter().filter(|direction| self.direction(&direction.number).is_ok())
    }

    /// The clause that names the agreement between the authorities on which a direction rests: the direction's own, else that
    /// of its pairing.
    pub fn basis_clause(&self, direction: &str) -> Option<String> {
        let direction = self.guide().direction(direction)?;
        let of_pairing = || self.guide().pairing(&direction.pairing).map(|pairing| pairing.clause.clone());
        direction.basis_clause.clone().or_else(of_pairing)
    }

    /// What the viewer is to the office: signed in or not, and the roles held.
    pub fn relations_here(viewer: &Viewer) -> Vec<Relation> {
        let role = |role: &OfficeRole| match role {
            OfficeRole::FormCheckOfficer => Relation::FormCheckOfficer,
            OfficeRole::ProgrammeOfficer => Relation::ProgrammeOfficer,
            OfficeRole::Administrator => Relation::Administrator,
            OfficeRole::Auditor => Relation::Auditor,
        };
        let own = if viewer.account.is_some() { Relation::SignedIn } else { Relation::Visitor };
        std::iter::once(own).chain(viewer.roles.iter().map(role)).collect()
    }

    /// The one question: whether the policies allow it and, where a program acts, its token was made for it.
    pub(crate) fn answer(&self, scopes: Option<&Scopes>, question: Question) -> bool {
        cover(scopes, question.action, question.thing) && self.rights().may(question).yes()
    }

    /// Whether what the viewer is to the whole office lets them do this to this class of a thing's fields.
    pub(crate) fn may_somehow(
        &self,
        viewer: &Viewer,
        action: Action,
        (thing, class): (Thing, Class),
        open: bool,
    ) -> bool {
        let ask = |relation| Question { relation, action, thing, class, open };
        Self::relations_here(viewer).into_iter().any(|relation| self.answer(viewer.scopes.as_ref(), ask(relation)))
    }

    /// Whether the viewer may do this to a thing of the whole office. A visitor is asked to sign in.
    ///
    /// # Errors
    /// A refusal.
    pub fn may_here(&self, viewer: &Viewer, action: Action, thing: Thing) -> Result<(), Refusal> {
        if self.may_somehow(viewer, action, (thing, Class::Content), false) {
            return Ok(());
        }
        let key = if viewer.account.is_none() {
            "office-sign-in-first".to_owned()
        } else {
            format!("office-may-not-{}", action.word())
        };
        Err(Refusal::new(RefusalKind::NotAllowed, Message::new(key)))
    }

    /// Whether the viewer may see a thing of the whole office. For somebody signed in, what may not be seen is not there.
    ///
    /// # Errors
    /// A refusal.
    pub(crate) fn may_see_here(&self, viewer: &Viewer, thing: Thing) -> Result<(), Refusal> {
        let not_there = |refusal| if viewer.account.is_some() { Refusal::not_found() } else { refusal };
        self.may_here(viewer, Action::See, thing).map_err(not_there)
    }

    /// Whether the viewer of this standing may do this. What may not even be seen is not there.
    ///
    /// # Errors
    /// A refusal.
    pub fn require(&self, standing: &Standing, action: Action, class: Class) -> Result<(), Refusal> {
        if self.may(standing, action, class) {
            return Ok(());
        }
        if !self.may(standing, Action::See, Class::Exchanged) {
            return Err(Refusal::not_found());
        }
        Err(crate::acts::stands_against(action, standing.open))
    }

    /// Whether the viewer of this standing may do this to this class of fields.
    pub fn may(&self, standing: &Standing, action: Action, class: Class) -> bool {
        let ask = |relation| Question { relation, action, thing: standing.thing, class, open: standing.open };
        standing.relations.iter().any(|relation| self.answer(standing.scopes.as_ref(), ask(*relation)))
    }
}

/// Makes a folder where there is none, so that it outlives a power cut.
fn make_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::File::open(above)?.sync_all()
}

/// The guide that `office.toml` names, compiled, and the SHA-256 of its text.
///
/// # Errors
/// When it cannot be read or does not compile.
pub fn load_guide(wanted: &str) -> Result<(Guide, String), OfficeError> {
    use sha2::{Digest as _, Sha256};
    let fault = |reason: String| OfficeError::Stored(format!("guide `{wanted}`: {reason}"));
    let digest = |text: &str| Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    if let (Some(guide), Some(text)) = (hefu_guide::builtin(wanted), hefu_guide::builtin_text(wanted)) {
        return Ok((guide, digest(text)));
    }
    let text = std::fs::read_to_string(Path::new(wanted)).map_err(|error| fault(error.to_string()))?;
    let guide = hefu_guide::compile(wanted, &text, None).map_err(|error| fault(format!("{error:?}")))?;
    Ok((guide, digest(&text)))
}
