//! Files and folders: as they are, and as they would be found again.

use std::collections::BTreeMap;
use std::ffi::OsString;

/// Number of a file or folder.
pub(crate) type Ino = u64;

/// The root.
pub(crate) const ROOT: Ino = 1;

/// Names in a folder.
pub(crate) type Entries = BTreeMap<OsString, Ino>;

#[derive(Clone, Debug)]
pub(crate) enum Node {
    File {
        live: Vec<u8>,
        /// The bytes as of the last sync.
        synced: Vec<u8>,
    },
    Folder {
        live: Entries,
        /// The names that are found again on a journalling file system: those of a synced folder, and of files synced under
        /// their name.
        journalled: Entries,
        /// The names that are found again by the letter of the standard: those of a synced folder alone.
        strict: Entries,
    },
}

/// All files and folders, and their modes.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    pub nodes: BTreeMap<Ino, Node>,
    pub modes: BTreeMap<Ino, u16>,
    next: Ino,
}

impl Tree {
    pub(crate) fn new() -> Self {
        let mut tree = Self { nodes: BTreeMap::new(), modes: BTreeMap::new(), next: ROOT };
        tree.make(true, 0o755);
        tree
    }

    pub(crate) fn make(&mut self, folder: bool, mode: u32) -> Ino {
        let ino = self.next;
        self.next += 1;
        let node = if folder {
            Node::Folder { live: Entries::new(), journalled: Entries::new(), strict: Entries::new() }
        } else {
            Node::File { live: Vec::new(), synced: Vec::new() }
        };
        self.nodes.insert(ino, node);
        self.modes.insert(ino, u16::try_from(mode & 0o7777).unwrap_or(0o644));
        ino
    }

    pub(crate) fn entries(&mut self, folder: Ino) -> Option<&mut Entries> {
        match self.nodes.get_mut(&folder) {
            Some(Node::Folder { live, .. }) => Some(live),
            _ => None,
        }
    }

    pub(crate) fn bytes(&mut self, file: Ino) -> Option<&mut Vec<u8>> {
        match self.nodes.get_mut(&file) {
            Some(Node::File { live, .. }) => Some(live),
            _ => None,
        }
    }

    /// A folder is synced: its names are found again, and a journalling file system also finds the folder itself.
    pub(crate) fn sync_folder(&mut self, folder: Ino) {
        if let Some(Node::Folder { live, journalled, strict }) = self.nodes.get_mut(&folder) {
            strict.clone_from(live);
            journalled.clone_from(live);
        }
        self.journal_names_of(folder);
    }

    /// A file is synced: its bytes are found again, and on a journalling file system under the name it has now.
    pub(crate) fn sync_file(&mut self, file: Ino) {
        if let Some(Node::File { live, synced }) = self.nodes.get_mut(&file) {
            synced.clone_from(live);
        }
        self.journal_names_of(file);
    }

    fn journal_names_of(&mut self, ino: Ino) {
        let mut above = None;
        for (folder, node) in &mut self.nodes {
            if let Node::Folder { live, journalled, .. } = node {
                journalled.retain(|name, entry| *entry != ino || live.get(name) == Some(&ino));
                for (name, _) in live.iter().filter(|(_, entry)| **entry == ino) {
                    journalled.insert(name.clone(), ino);
                    above = Some(*folder);
                }
            }
        }
        if let Some(folder) = above.filter(|folder| *folder != ino) {
            self.journal_names_of(folder);
        }
    }
}
