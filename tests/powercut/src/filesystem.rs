//! The file system, mounted by FUSE, and its cuts.

use std::ffi::OsStr;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use fuser::{
    BackgroundSession, BsdFileFlags, Config, Errno, FileAttr, FileHandle, FileType, Filesystem, FopenFlags, Generation,
    INodeNo, LockOwner, MountOption, OpenFlags, RenameFlags, ReplyAttr, ReplyCreate, ReplyData, ReplyDirectory,
    ReplyEmpty, ReplyEntry, ReplyWrite, Request, TimeOrNow, WriteFlags,
};

use crate::image::Image;
use crate::node::{Ino, Node, Tree};

/// How long the kernel may keep what it was told.
const TTL: Duration = Duration::from_secs(1);

/// The disk: what was written to it, and the cuts made. Cheap to clone: all clones are the same disk.
#[derive(Clone)]
pub struct Disk {
    state: Arc<Mutex<State>>,
}

struct State {
    tree: Tree,
    /// Writes, syncs and changes of names so far.
    operations: u64,
    /// Before which operation the next cut is made.
    cut_at: Option<u64>,
    cuts: Vec<Cut>,
    witness: Arc<dyn Fn() -> usize + Send + Sync>,
}

#[derive(Clone)]
struct Cut {
    tree: Tree,
    told: usize,
}

/// A disk that is mounted; it goes when this value does.
pub struct Mounted {
    session: Option<BackgroundSession>,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // Once it is gone nothing more is written to the disk; where it will not go, its user still holds a file open.
        if let Some(Err(error)) = self.session.take().map(BackgroundSession::umount_and_join) {
            eprintln!("unmounting: {error}");
        }
    }
}

impl Default for Disk {
    fn default() -> Self {
        Self::new(|| 0)
    }
}

impl Disk {
    /// An empty disk. `witness` says at a cut how many acknowledgements were heard so far.
    pub fn new(witness: impl Fn() -> usize + Send + Sync + 'static) -> Self {
        let witness: Arc<dyn Fn() -> usize + Send + Sync> = Arc::new(witness);
        let state = State { tree: Tree::new(), operations: 0, cut_at: None, cuts: Vec::new(), witness };
        Self { state: Arc::new(Mutex::new(state)) }
    }

    /// Mounts it at a folder that is there.
    ///
    /// # Errors
    /// When this machine has no FUSE or this user may not mount.
    pub fn mount(&self, at: &Path) -> std::io::Result<Mounted> {
        let mut config = Config::default();
        config.mount_options = vec![MountOption::FSName("powercut".to_owned()), MountOption::RW];
        Ok(Mounted { session: Some(fuser::spawn_mount(self.clone(), at, &config)?) })
    }

    /// Has a cut made before the operation after so many more.
    pub fn cut_after(&self, operations: u64) {
        let mut state = self.lock();
        state.cut_at = Some(state.operations + operations);
    }

    /// Makes a cut now.
    pub fn cut(&self) {
        self.lock().cut();
    }

    /// How many cuts were made.
    pub fn cuts(&self) -> usize {
        self.lock().cuts.len()
    }

    /// Operations so far: writes, syncs, changes of names.
    pub fn operations(&self) -> u64 {
        self.lock().operations
    }

    /// Writes out what is found after a cut. Gives how many acknowledgements had been heard before it.
    ///
    /// # Errors
    /// When there was no such cut or the picture cannot be written.
    pub fn write(&self, cut: usize, image: Image, to: &Path) -> std::io::Result<usize> {
        let cut = self.lock().cuts.get(cut).cloned();
        let cut = cut.ok_or_else(|| std::io::Error::other("no such cut"))?;
        image.write(&cut.tree, to)?;
        Ok(cut.told)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// For an operation that changes something: makes the cut that is due before it.
    fn change(&self) -> MutexGuard<'_, State> {
        let mut state = self.lock();
        state.operations += 1;
        if state.cut_at.is_some_and(|at| at < state.operations) {
            state.cut_at = None;
            state.cut();
        }
        state
    }
}

impl State {
    fn cut(&mut self) {
        // First what was heard: what is told between the two may be on the disk or not.
        let told = (self.witness)();
        self.cuts.push(Cut { tree: self.tree.clone(), told });
    }

    fn attributes(&self, ino: Ino, request: &Request) -> Option<FileAttr> {
        let (kind, size) = match self.tree.nodes.get(&ino)? {
            Node::File { live, .. } => (FileType::RegularFile, live.len() as u64),
            Node::Folder { .. } => (FileType::Directory, 0),
        };
        Some(FileAttr {
            ino: INodeNo(ino),
            size,
            blocks: size.div_ceil(512),
            atime: UNIX_EPOCH,
            mtime: UNIX_EPOCH,
            ctime: UNIX_EPOCH,
            crtime: UNIX_EPOCH,
            kind,
            perm: self.tree.modes.get(&ino).copied().unwrap_or(0o644),
            nlink: 1,
            uid: request.uid(),
            gid: request.gid(),
            rdev: 0,
            blksize: 4096,
            flags: 0,
        })
    }

    fn child(&mut self, parent: INodeNo, name: &OsStr) -> Option<Ino> {
        self.tree.entries(parent.0)?.get(name).copied()
    }

    fn make(&mut self, parent: INodeNo, name: &OsStr, folder: bool, mode: u32) -> Result<Ino, Errno> {
        if self.child(parent, name).is_some() {
            return Err(Errno::EEXIST);
        }
        let ino = self.tree.make(folder, mode);
        self.tree.entries(parent.0).ok_or(Errno::ENOTDIR)?.insert(name.to_owned(), ino);
        Ok(ino)
    }

    fn remove(&mut self, parent: INodeNo, name: &OsStr) -> Result<(), Errno> {
        let ino = self.child(parent, name).ok_or(Errno::ENOENT)?;
        if self.tree.entries(ino).is_some_and(|inside| !inside.is_empty()) {
            return Err(Errno::ENOTEMPTY);
        }
        self.tree.entries(parent.0).ok_or(Errno::ENOTDIR)?.remove(name);
        Ok(())
    }
}

fn place(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

fn ended(done: Result<(), Errno>, reply: ReplyEmpty) {
    match done {
        Ok(()) => reply.ok(),
        Err(error) => reply.error(error),
    }
}

impl Filesystem for Disk {
    fn lookup(&self, request: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEntry) {
        let mut state = self.lock();
        match state.child(parent, name).and_then(|ino| state.attributes(ino, request)) {
            Some(attributes) => reply.entry(&TTL, &attributes, Generation(0)),
            None => reply.error(Errno::ENOENT),
        }
    }

    fn getattr(&self, request: &Request, ino: INodeNo, _: Option<FileHandle>, reply: ReplyAttr) {
        match self.lock().attributes(ino.0, request) {
            Some(attributes) => reply.attr(&TTL, &attributes),
            None => reply.error(Errno::ENOENT),
        }
    }

    fn setattr(
        &self,
        request: &Request,
        ino: INodeNo,
        mode: Option<u32>,
        _: Option<u32>,
        _: Option<u32>,
        size: Option<u64>,
        _: Option<TimeOrNow>,
        _: Option<TimeOrNow>,
        _: Option<SystemTime>,
        _: Option<FileHandle>,
        _: Option<SystemTime>,
        _: Option<SystemTime>,
        _: Option<SystemTime>,
        _: Option<BsdFileFlags>,
        reply: ReplyAttr,
    ) {
        let mut state = self.change();
        if let Some(bits) = mode.and_then(|mode| u16::try_from(mode & 0o7777).ok()) {
            state.tree.modes.insert(ino.0, bits);
        }
        if let (Some(size), Some(bytes)) = (size, state.tree.bytes(ino.0)) {
            bytes.resize(place(size), 0);
        }
        match state.attributes(ino.0, request) {
            Some(attributes) => reply.attr(&TTL, &attributes),
            None => reply.error(Errno::ENOENT),
        }
    }

    fn mkdir(&self, request: &Request, parent: INodeNo, name: &OsStr, mode: u32, _: u32, reply: ReplyEntry) {
        let mut state = self.change();
        match state.make(parent, name, true, mode).map(|ino| state.attributes(ino, request)) {
            Ok(Some(attributes)) => reply.entry(&TTL, &attributes, Generation(0)),
            Ok(None) => reply.error(Errno::ENOENT),
            Err(error) => reply.error(error),
        }
    }

    fn create(&self, request: &Request, parent: INodeNo, name: &OsStr, mode: u32, _: u32, _: i32, reply: ReplyCreate) {
        let mut state = self.change();
        match state.make(parent, name, false, mode).map(|ino| state.attributes(ino, request)) {
            Ok(Some(attributes)) => {
                reply.created(&TTL, &attributes, Generation(0), FileHandle(0), FopenFlags::empty());
            }
            Ok(None) => reply.error(Errno::ENOENT),
            Err(error) => reply.error(error),
        }
    }

    fn unlink(&self, _: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEmpty) {
        ended(self.change().remove(parent, name), reply);
    }

    fn rmdir(&self, _: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEmpty) {
        ended(self.change().remove(parent, name), reply);
    }

    fn rename(
        &self,
        _: &Request,
        parent: INodeNo,
        name: &OsStr,
        newparent: INodeNo,
        newname: &OsStr,
        flags: RenameFlags,
        reply: ReplyEmpty,
    ) {
        let mut state = self.change();
        if !flags.is_empty() {
            return reply.error(Errno::EINVAL);
        }
        let moved = (|| {
            let ino = state.child(parent, name).ok_or(Errno::ENOENT)?;
            state.tree.entries(newparent.0).ok_or(Errno::ENOTDIR)?.insert(newname.to_owned(), ino);
            if (parent, name) != (newparent, newname) {
                state.tree.entries(parent.0).ok_or(Errno::ENOTDIR)?.remove(name);
            }
            Ok(())
        })();
        ended(moved, reply);
    }

    fn read(
        &self,
        _: &Request,
        ino: INodeNo,
        _: FileHandle,
        offset: u64,
        size: u32,
        _: OpenFlags,
        _: Option<LockOwner>,
        reply: ReplyData,
    ) {
        let mut state = self.lock();
        let Some(bytes) = state.tree.bytes(ino.0) else { return reply.error(Errno::ENOENT) };
        let from = place(offset).min(bytes.len());
        let to = from.saturating_add(place(size.into())).min(bytes.len());
        reply.data(bytes.get(from..to).unwrap_or_default());
    }

    fn write(
        &self,
        _: &Request,
        ino: INodeNo,
        _: FileHandle,
        offset: u64,
        data: &[u8],
        _: WriteFlags,
        _: OpenFlags,
        _: Option<LockOwner>,
        reply: ReplyWrite,
    ) {
        let mut state = self.change();
        let Some(bytes) = state.tree.bytes(ino.0) else { return reply.error(Errno::ENOENT) };
        let (from, to) = (place(offset), place(offset).saturating_add(data.len()));
        if bytes.len() < to {
            bytes.resize(to, 0);
        }
        if let Some(there) = bytes.get_mut(from..to) {
            there.copy_from_slice(data);
        }
        reply.written(u32::try_from(data.len()).unwrap_or(u32::MAX));
    }

    fn flush(&self, _: &Request, _: INodeNo, _: FileHandle, _: LockOwner, reply: ReplyEmpty) {
        reply.ok();
    }

    fn fsync(&self, _: &Request, ino: INodeNo, _: FileHandle, _: bool, reply: ReplyEmpty) {
        self.change().tree.sync_file(ino.0);
        reply.ok();
    }

    fn fsyncdir(&self, _: &Request, ino: INodeNo, _: FileHandle, _: bool, reply: ReplyEmpty) {
        self.change().tree.sync_folder(ino.0);
        reply.ok();
    }

    fn readdir(&self, _: &Request, ino: INodeNo, _: FileHandle, offset: u64, mut reply: ReplyDirectory) {
        let mut state = self.lock();
        let Some(entries) = state.tree.entries(ino.0).map(|entries| entries.clone()) else {
            return reply.error(Errno::ENOTDIR);
        };
        for (next, (name, entry)) in (1..).zip(&entries).skip(place(offset)) {
            let kind = match state.tree.nodes.get(entry) {
                Some(Node::Folder { .. }) => FileType::Directory,
                _ => FileType::RegularFile,
            };
            if reply.add(INodeNo(*entry), next, kind, name) {
                break;
            }
        }
        reply.ok();
    }
}
