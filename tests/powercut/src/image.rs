//! What is found on the disk after a cut.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use crate::node::{Entries, Ino, Node, ROOT, Tree};

/// One reading of what a cut leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Image {
    /// The program is killed and the system lives: all that was written is there.
    Killed,
    /// A journalling file system (ext4, data=ordered): what was synced, and the names of synced files.
    Ordered,
    /// The same, and of what was not synced each sector of 512 bytes has reached the disk or not, as chance has it.
    Torn(u8),
    /// By the letter of the standard: what was synced, under names whose folder was synced.
    Strict,
}

/// All of them.
pub const IMAGES: [Image; 6] =
    [Image::Killed, Image::Ordered, Image::Torn(1), Image::Torn(2), Image::Torn(3), Image::Strict];

const SECTOR: usize = 512;

/// Numbers that look random and are the same in every run (Lehmer's generator).
struct Chance(u64);

impl Chance {
    fn coin(&mut self) -> bool {
        self.0 = self.0 * 48_271 % 0x7fff_ffff;
        (self.0 >> 7) & 1 == 1
    }
}

impl Image {
    fn names(self, node: &Node) -> Option<&Entries> {
        match (node, self) {
            (Node::Folder { live, .. }, Self::Killed) => Some(live),
            (Node::Folder { journalled, .. }, Self::Ordered | Self::Torn(_)) => Some(journalled),
            (Node::Folder { strict, .. }, Self::Strict) => Some(strict),
            (Node::File { .. }, _) => None,
        }
    }

    fn bytes(self, live: &[u8], synced: &[u8], seed: u64) -> Vec<u8> {
        match self {
            Self::Killed => live.to_vec(),
            Self::Ordered | Self::Strict => synced.to_vec(),
            Self::Torn(which) => {
                let mut chance = Chance(seed * 7 + u64::from(which) + 1);
                let mut found = synced.to_vec();
                for (place, sector) in live.chunks(SECTOR).enumerate() {
                    let from = place * SECTOR;
                    let old = synced.get(from..(from + sector.len()).min(synced.len())).unwrap_or_default();
                    if old == sector || !chance.coin() {
                        continue;
                    }
                    if found.len() < from + sector.len() {
                        found.resize(from + sector.len(), 0);
                    }
                    if let Some(there) = found.get_mut(from..from + sector.len()) {
                        there.copy_from_slice(sector);
                    }
                }
                if live.len() < synced.len() && chance.coin() {
                    found.truncate(live.len());
                }
                found
            }
        }
    }

    /// Writes it out below `to`.
    pub(crate) fn write(self, tree: &Tree, to: &Path) -> io::Result<()> {
        self.folder(tree, ROOT, to)
    }

    fn folder(self, tree: &Tree, ino: Ino, to: &Path) -> io::Result<()> {
        fs::create_dir_all(to)?;
        let names = tree.nodes.get(&ino).and_then(|node| self.names(node));
        for (name, entry) in names.into_iter().flatten() {
            let path = to.join(name);
            match tree.nodes.get(entry) {
                Some(Node::File { live, synced }) => fs::write(&path, self.bytes(live, synced, *entry))?,
                Some(Node::Folder { .. }) => self.folder(tree, *entry, &path)?,
                None => {}
            }
            let mode = tree.modes.get(entry).copied().unwrap_or(0o644);
            fs::set_permissions(&path, fs::Permissions::from_mode(mode.into()))?;
        }
        Ok(())
    }
}
