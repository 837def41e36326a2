//! Collects `locales/*/*.ftl` into one table, so that a new file needs no code.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let locales = Path::new(&root).join("locales");
    println!("cargo::rerun-if-changed={}", locales.display());
    let mut out = String::from("&[\n");
    for folder in sorted(&locales)? {
        if !folder.is_dir() {
            continue;
        }
        println!("cargo::rerun-if-changed={}", folder.display());
        for file in sorted(&folder)? {
            if file.extension().is_none_or(|ext| ext != "ftl") {
                continue;
            }
            let name = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let (locale, room) = (folder.file_name().unwrap_or_default().to_string_lossy().into_owned(), name(&file));
            let path = file.display().to_string();
            writeln!(out, "    ({locale:?}, {room:?}, include_str!({path:?})),").map_err(io::Error::other)?;
        }
    }
    out.push_str("]\n");
    let target = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&target).join("catalogue.rs"), out)
}

fn sorted(folder: &Path) -> io::Result<Vec<std::path::PathBuf>> {
    let mut paths =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
