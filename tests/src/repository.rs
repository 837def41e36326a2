//! The repository's files, in a clone or in an export without git.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder that holds the workspace, as cargo says when a test runs: a build cache may be shared by clones.
///
/// # Panics
/// Outside cargo.
#[must_use]
pub fn root() -> PathBuf {
    let tests = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo says where the sources are"));
    tests.parent().unwrap_or(&tests).to_owned()
}

/// All files of the repository, as paths relative to [`root`] with `/`, sorted: those git tracks, or in an export without
/// git all but build products.
///
/// # Panics
/// When the folder cannot be read.
#[must_use]
pub fn files() -> Vec<String> {
    let root = root();
    let mut files = tracked(&root).unwrap_or_else(|| walked(&root));
    files.retain(|file| root.join(file).is_file());
    files.sort();
    files
}

/// The text of a file of [`files`], or nothing for one that is not text.
#[must_use]
pub fn text(file: &str) -> Option<String> {
    std::fs::read(root().join(file)).ok().and_then(|bytes| String::from_utf8(bytes).ok())
}

fn tracked(root: &Path) -> Option<Vec<String>> {
    if !root.join(".git").exists() {
        return None;
    }
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(root).output().ok()?;
    let names = listed.status.success().then(|| String::from_utf8(listed.stdout).ok())??;
    Some(names.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect())
}

fn walked(root: &Path) -> Vec<String> {
    let products = ["target", "node_modules", ".git", "out"];
    let (mut files, mut folders) = (Vec::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder can be read").flatten() {
            let path = entry.path();
            if path.is_dir() {
                if !products.iter().any(|name| path.ends_with(name)) {
                    folders.push(path);
                }
            } else if let Ok(relative) = path.strip_prefix(root) {
                files.push(relative.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::{root, tracked, walked};

    #[test]
    fn an_export_without_git_lists_what_a_clone_lists() {
        let walked = walked(&root());
        for file in tracked(&root()).unwrap_or_default() {
            assert!(walked.contains(&file) || !root().join(&file).is_file(), "{file} is tracked and not walked");
        }
        assert!(walked.contains(&"Cargo.toml".to_owned()));
        assert!(walked.iter().all(|file| !file.contains("node_modules/")));
    }
}
