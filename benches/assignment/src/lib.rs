//! The file all solvers read. Little-endian 32-bit words: number of experts, of projects, of pairs; for each expert the
//! most it takes and its side; for each project its demand and the least it needs of each of two sides; for each pair
//! project, expert, score in millionths.

use std::io::{BufReader, BufWriter, Read, Write};
use std::path::Path;

/// An instance.
#[derive(Default)]
pub struct Instance {
    /// Most load and side of each expert.
    pub experts: Vec<(u32, u32)>,
    /// Demand of each project and the least it needs of each side.
    pub projects: Vec<(u32, u32)>,
    /// Project, expert, score in millionths.
    pub pairs: Vec<(u32, u32, u32)>,
}

impl Instance {
    /// Writes the file.
    pub fn write(&self, path: &Path) -> std::io::Result<()> {
        let mut file = BufWriter::new(std::fs::File::create(path)?);
        let mut word = |value: u32| file.write_all(&value.to_le_bytes());
        for count in [self.experts.len(), self.projects.len(), self.pairs.len()] {
            word(count as u32)?;
        }
        for (a, b) in self.experts.iter().chain(&self.projects) {
            word(*a)?;
            word(*b)?;
        }
        for (project, expert, score) in &self.pairs {
            word(*project)?;
            word(*expert)?;
            word(*score)?;
        }
        file.flush()
    }
}

/// Reads the file word by word.
pub struct Words(BufReader<std::fs::File>);

impl Words {
    /// Opens it.
    pub fn open(path: &Path) -> std::io::Result<Self> {
        Ok(Self(BufReader::with_capacity(1 << 20, std::fs::File::open(path)?)))
    }

    /// The next word.
    pub fn next(&mut self) -> std::io::Result<u32> {
        let mut bytes = [0; 4];
        self.0.read_exact(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }
}
