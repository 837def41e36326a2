//! What is found after a power cut: nothing that an office acknowledged is missing, and nothing is there twice. What must lose
//! is shown to lose, or this could not fail.

mod controls;
mod office;

use std::path::Path;

use hefu_powercut::{Disk, Mounted};

/// Mounts a disk, or ends the test with what is missing on this machine.
fn mount(disk: &Disk, at: &Path) -> Mounted {
    disk.mount(at).unwrap_or_else(|error| {
        panic!(
            "a file system must be mounted here and cannot be ({error}): this needs /dev/fuse and either root or fusermount3 \
             (Debian: fuse3). To leave these tests out: ./test --without=powercut"
        )
    })
}
