//! Bags (RFC 8493): a folder whose `data/` holds the payload and whose manifests name every file with its SHA-256.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Read as _, Write};
use std::path::{Path, PathBuf};

use hefu_store::FileDigest;
use sha2::{Digest as _, Sha256};

const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
const MANIFEST: &str = "manifest-sha256.txt";
const TAGS: &str = "tagmanifest-sha256.txt";

/// Why a bag cannot be written or trusted.
#[derive(Debug, thiserror::Error)]
pub enum BagError {
    /// A file cannot be written or read.
    #[error("{path}: {reason}")]
    File {
        /// Which.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// It is there already.
    #[error("{0} is there already and is left as it is")]
    There(String),
    /// It is no bag, or not a whole one.
    #[error("{path}: {reason}")]
    Broken {
        /// Which file of it.
        path: String,
        /// What is wrong.
        reason: String,
    },
}

fn fault(path: &Path, error: &std::io::Error) -> BagError {
    BagError::File { path: path.display().to_string(), reason: error.to_string() }
}

/// A bag that is being filled, under a name of its own until it is whole.
pub(super) struct Packing {
    to: PathBuf,
    partial: PathBuf,
    payload: BTreeMap<String, (FileDigest, u64)>,
}

impl Packing {
    pub(super) fn new(to: &Path) -> Result<Self, BagError> {
        let mut partial = to.as_os_str().to_owned();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        for path in [to, &partial] {
            if path.exists() {
                return Err(BagError::There(path.display().to_string()));
            }
        }
        let data = partial.join("data");
        fs::create_dir_all(&data).map_err(|error| fault(&data, &error))?;
        Ok(Self { to: to.to_owned(), partial, payload: BTreeMap::new() })
    }

    /// Where a file of the payload is to stand; its folder is made.
    pub(super) fn place(&self, name: &str) -> Result<PathBuf, BagError> {
        let path = self.partial.join("data").join(name);
        let folder = path.parent().unwrap_or(&self.partial);
        fs::create_dir_all(folder).map_err(|error| fault(folder, &error))?;
        Ok(path)
    }

    /// Names a file that was put in its place.
    pub(super) fn name(&mut self, name: &str, digest: FileDigest, length: u64) {
        self.payload.insert(name.to_owned(), (digest, length));
    }

    /// Takes a file out again.
    pub(super) fn drop_file(&mut self, name: &str) -> Result<(), BagError> {
        self.payload.remove(name);
        let path = self.partial.join("data").join(name);
        fs::remove_file(&path).map_err(|error| fault(&path, &error))
    }

    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), BagError> {
        let mut out = self.begin(name)?;
        out.write_all(bytes).map_err(|error| fault(Path::new(name), &error))?;
        self.end(name, out)
    }

    /// A file that is written in pieces and then [`end`](Self::end)ed.
    pub(super) fn begin(&self, name: &str) -> Result<Hashed, BagError> {
        let path = self.place(name)?;
        let file = File::create_new(&path).map_err(|error| fault(&path, &error))?;
        Ok(Hashed { out: BufWriter::new(file), hash: Sha256::new(), length: 0 })
    }

    pub(super) fn end(&mut self, name: &str, file: Hashed) -> Result<(), BagError> {
        let Hashed { out, hash, length } = file;
        let synced = out.into_inner().map_err(|error| error.into_error()).and_then(|file| file.sync_all());
        synced.map_err(|error| fault(Path::new(name), &error))?;
        self.name(name, FileDigest(hash.finalize().into()), length);
        Ok(())
    }

    /// Writes the manifests and gives the bag its name. `info` is what `bag-info.txt` says, `tags` are further files beside
    /// `data/`.
    pub(super) fn close(self, info: &[(&str, String)], tags: &[(&str, String)]) -> Result<(), BagError> {
        let (count, bytes) = (self.payload.len(), self.payload.values().map(|(_, length)| length).sum::<u64>());
        let mut said: String = info.iter().map(|(label, value)| format!("{label}: {value}\n")).collect();
        said.push_str(&format!("Payload-Oxum: {bytes}.{count}\n"));
        let manifest = self.payload.iter().map(|(name, (digest, _))| format!("{digest}  data/{name}\n")).collect();
        let mut files = vec![("bagit.txt", DECLARATION.to_owned()), ("bag-info.txt", said), (MANIFEST, manifest)];
        files.extend(tags.iter().cloned());
        let sums = files.iter().map(|(name, text)| format!("{}  {name}\n", FileDigest::of(text.as_bytes()))).collect();
        files.push((TAGS, sums));
        for (name, text) in files {
            let path = self.partial.join(name);
            let written = File::create_new(&path).and_then(|mut file| {
                file.write_all(text.as_bytes())?;
                file.sync_all()
            });
            written.map_err(|error| fault(&path, &error))?;
        }
        for folder in folders(&self.partial)? {
            sync(&folder)?;
        }
        fs::rename(&self.partial, &self.to).map_err(|error| fault(&self.to, &error))?;
        sync(above(&self.to))
    }
}

/// The folder a path stands in.
pub(super) fn above(path: &Path) -> &Path {
    path.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Has a folder's entries outlive a power cut.
pub(super) fn sync(folder: &Path) -> Result<(), BagError> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| fault(folder, &error))
}

/// A folder and all below it.
fn folders(root: &Path) -> Result<Vec<PathBuf>, BagError> {
    let mut all = vec![root.to_owned()];
    let mut next = 0;
    while let Some(folder) = all.get(next).cloned() {
        next += 1;
        for entry in fs::read_dir(&folder).map_err(|error| fault(&folder, &error))? {
            let path = entry.map_err(|error| fault(&folder, &error))?.path();
            if path.is_dir() {
                all.push(path);
            }
        }
    }
    Ok(all)
}

/// A file of a bag that is being written and hashed.
pub(super) struct Hashed {
    out: BufWriter<File>,
    hash: Sha256,
    length: u64,
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let count = self.out.write(bytes)?;
        self.hash.update(bytes.get(..count).unwrap_or_default());
        self.length += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

/// A bag that was read from end to end: each file of it is as its manifests say, and there is no other.
#[derive(Debug)]
pub struct Bag {
    root: PathBuf,
    /// The names of the payload, without `data/`, and the digest of each.
    pub payload: BTreeMap<String, FileDigest>,
}

impl Bag {
    /// Reads and checks all of a bag.
    ///
    /// # Errors
    /// What is wrong with it first.
    pub fn open(root: &Path) -> Result<Self, BagError> {
        let broken = |name: &str, reason: &str| BagError::Broken {
            path: root.join(name).display().to_string(),
            reason: reason.to_owned(),
        };
        let declared = fs::read_to_string(root.join("bagit.txt")).unwrap_or_default();
        if declared.replace("\r\n", "\n") != DECLARATION {
            return Err(broken("bagit.txt", "this is no bag that hefu backup has written"));
        }
        let tags = read_manifest(root, TAGS)?;
        for needed in [MANIFEST, "bagit.txt"] {
            if !tags.contains_key(needed) {
                return Err(broken(TAGS, &format!("it does not name {needed}")));
            }
        }
        let mut payload = BTreeMap::new();
        for (name, digest) in read_manifest(root, MANIFEST)? {
            let inner =
                name.strip_prefix("data/").ok_or_else(|| broken(MANIFEST, "it names a file outside of data/"))?;
            payload.insert(inner.to_owned(), digest);
        }
        let named = payload.iter().map(|(name, digest)| (format!("data/{name}"), *digest));
        for (name, digest) in tags.into_iter().chain(named) {
            match digest_of(&root.join(&name)) {
                Ok(found) if found == digest => {}
                Ok(_) => return Err(broken(&name, "it was changed after the archive was made")),
                Err(error) => return Err(broken(&name, &error.to_string())),
            }
        }
        for folder in folders(&root.join("data"))? {
            for entry in fs::read_dir(&folder).map_err(|error| fault(&folder, &error))? {
                let path = entry.map_err(|error| fault(&folder, &error))?.path();
                let name = path.strip_prefix(root.join("data")).unwrap_or(&path).display().to_string();
                if !path.is_dir() && !payload.contains_key(&name) {
                    return Err(broken(&format!("data/{name}"), "the archive's manifest does not name it"));
                }
            }
        }
        Ok(Self { root: root.to_owned(), payload })
    }

    /// Where a file of the payload stands.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join("data").join(name)
    }

    /// A file of the payload.
    ///
    /// # Errors
    /// When it is not there.
    pub fn read(&self, name: &str) -> Result<Vec<u8>, BagError> {
        let path = self.path(name);
        fs::read(&path).map_err(|error| fault(&path, &error))
    }

    /// A file beside `data/`.
    ///
    /// # Errors
    /// When it is not there or no text.
    pub fn tag(&self, name: &str) -> Result<String, BagError> {
        let path = self.root.join(name);
        fs::read_to_string(&path).map_err(|error| fault(&path, &error))
    }
}

fn read_manifest(root: &Path, name: &str) -> Result<BTreeMap<String, FileDigest>, BagError> {
    let path = root.join(name);
    let text = fs::read_to_string(&path).map_err(|error| fault(&path, &error))?;
    let mut named = BTreeMap::new();
    for (number, line) in (1..).zip(text.lines()) {
        let broken = || BagError::Broken {
            path: path.display().to_string(),
            reason: format!("line {number} is no digest with the name of a file"),
        };
        let (digest, file) = line.split_once(char::is_whitespace).ok_or_else(broken)?;
        let file = file.trim_start().trim_start_matches("./");
        let climbs = Path::new(file).components().any(|part| !matches!(part, std::path::Component::Normal(_)));
        if file.is_empty() || climbs {
            return Err(broken());
        }
        named.insert(file.to_owned(), digest.to_lowercase().parse().map_err(|_| broken())?);
    }
    Ok(named)
}

fn digest_of(path: &Path) -> std::io::Result<FileDigest> {
    let (mut file, mut hash, mut buffer) = (File::open(path)?, Sha256::new(), vec![0; 64 << 10]);
    loop {
        let count = file.read(&mut buffer)?;
        let Some(piece) = buffer.get(..count).filter(|piece| !piece.is_empty()) else { break };
        hash.update(piece);
    }
    Ok(FileDigest(hash.finalize().into()))
}
