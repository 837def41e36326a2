//! The log as a graph: which record follows from which, and where a way back to production breaks.

/// No such record.
pub(super) const NONE: u32 = u32::MAX;

/// Records with what they follow from.
pub(super) struct Log {
    times: Vec<i128>,
    origins: Vec<bool>,
    products: Vec<bool>,
    starts: Vec<usize>,
    links: Vec<u32>,
    /// Place of each record in the order of names.
    ranks: Vec<u32>,
}

/// What is broken at a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Break {
    /// A record it follows from is not there.
    Missing,
    /// It lies before a record that it follows from.
    Backwards(usize),
    /// It follows from itself in the end.
    Cycle,
    /// It follows from nothing and is no production.
    NoOrigin,
}

/// The first break on the way back from a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct First {
    /// Links passed before it.
    pub links: u32,
    /// The record at which it is.
    pub at: usize,
    /// What it is.
    pub kind: Break,
}

/// Breaks of all records.
pub(super) struct Breaks {
    here: Vec<Option<Break>>,
    /// Links to the nearest break and the record at which it is; `NONE` where no way back breaks.
    nearest: Vec<(u32, u32)>,
}

impl Log {
    pub fn with_capacity(rows: usize) -> Self {
        Self {
            times: Vec::with_capacity(rows),
            origins: Vec::with_capacity(rows),
            products: Vec::with_capacity(rows),
            starts: vec![0],
            links: Vec::with_capacity(rows),
            ranks: vec![0; rows],
        }
    }

    pub fn push(&mut self, time: i128, origin: bool, product: bool) {
        self.times.push(time);
        self.origins.push(origin);
        self.products.push(product);
    }

    /// What the next record follows from. Production follows from nothing: what is written there is not followed.
    pub fn link(&mut self, previous: impl Iterator<Item = u32>) {
        let row = self.starts.len() - 1;
        if !self.origin(row) {
            self.links.extend(previous);
        }
        self.starts.push(self.links.len());
    }

    /// The records in the order of their names.
    pub fn rank(&mut self, order: impl Iterator<Item = usize>) {
        for (rank, row) in (0u32..).zip(order) {
            if let Some(place) = self.ranks.get_mut(row) {
                *place = rank;
            }
        }
    }

    pub fn len(&self) -> usize {
        self.times.len()
    }

    pub fn origin(&self, row: usize) -> bool {
        self.origins.get(row).copied().unwrap_or(false)
    }

    pub fn product(&self, row: usize) -> bool {
        self.products.get(row).copied().unwrap_or(false)
    }

    pub fn previous(&self, row: usize) -> &[u32] {
        let end = |at: usize| self.starts.get(at).copied().unwrap_or(0);
        self.links.get(end(row)..end(row + 1)).unwrap_or_default()
    }

    fn rank_of(&self, row: u32) -> u32 {
        self.ranks.get(row as usize).copied().unwrap_or(NONE)
    }

    fn time(&self, row: usize) -> i128 {
        self.times.get(row).copied().unwrap_or(0)
    }

    /// The break at a record itself.
    fn here(&self, row: usize, in_cycle: bool) -> Option<Break> {
        let previous = self.previous(row);
        if self.origin(row) {
            None
        } else if previous.is_empty() {
            Some(Break::NoOrigin)
        } else if previous.contains(&NONE) {
            Some(Break::Missing)
        } else if in_cycle {
            Some(Break::Cycle)
        } else {
            let later = previous.iter().filter(|one| self.time(**one as usize) > self.time(row));
            later.min_by_key(|one| self.rank_of(**one)).map(|one| Break::Backwards(*one as usize))
        }
    }

    /// All breaks, and for every record the nearest on its way back: from the breaks forwards, ring by ring; of equally
    /// near ones the record that is first by name.
    pub fn breaks(&self) -> Breaks {
        let cycles = self.cycles();
        let here: Vec<Option<Break>> =
            (0..self.len()).map(|row| self.here(row, cycles.get(row).copied().unwrap_or(false))).collect();
        let (starts, followers) = self.followers();
        let mut nearest = vec![(NONE, NONE); self.len()];
        let mut ring: Vec<u32> =
            (0u32..).zip(&here).filter(|(_, broken)| broken.is_some()).map(|(row, _)| row).collect();
        for row in &ring {
            if let Some(place) = nearest.get_mut(*row as usize) {
                *place = (0, *row);
            }
        }
        let mut links = 0;
        while !ring.is_empty() {
            links += 1;
            let mut next = Vec::new();
            for row in ring {
                let at = nearest.get(row as usize).map_or(NONE, |near| near.1);
                let span = starts.get(row as usize).zip(starts.get(row as usize + 1));
                let after = span.and_then(|(from, to)| followers.get(*from..*to)).unwrap_or_default();
                for follower in after {
                    let Some(place) = nearest.get_mut(*follower as usize) else { continue };
                    if place.0 == NONE {
                        *place = (links, at);
                        next.push(*follower);
                    } else if place.0 == links && self.rank_of(at) < self.rank_of(place.1) {
                        place.1 = at;
                    }
                }
            }
            ring = next;
        }
        Breaks { here, nearest }
    }

    /// For every record those that follow from it: where they begin, and all of them.
    fn followers(&self) -> (Vec<usize>, Vec<u32>) {
        let mut starts = vec![0usize; self.len() + 1];
        let known = |one: &&u32| **one != NONE;
        for one in self.links.iter().filter(known) {
            if let Some(count) = starts.get_mut(*one as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut places = starts.clone();
        let mut followers = vec![0u32; sum];
        for (row, at) in (0u32..).zip(0..self.len()) {
            for one in self.previous(at).iter().filter(known) {
                let Some(place) = places.get_mut(*one as usize) else { continue };
                if let Some(slot) = followers.get_mut(*place) {
                    *slot = row;
                }
                *place += 1;
            }
        }
        (starts, followers)
    }

    /// Whether each record lies on a cycle: strongly connected parts by Tarjan's algorithm, without recursion.
    fn cycles(&self) -> Vec<bool> {
        let rows = self.len();
        let (mut number, mut low) = (vec![NONE; rows], vec![NONE; rows]);
        let (mut on_stack, mut cyclic) = (vec![false; rows], vec![false; rows]);
        let (mut stack, mut work, mut count) = (Vec::new(), Vec::new(), 0u32);
        for root in 0..rows {
            if number.get(root).is_some_and(|number| *number == NONE) {
                work.push((root, 0usize));
            }
            while let Some((row, at)) = work.pop() {
                if at == 0 {
                    set(&mut number, row, count);
                    set(&mut low, row, count);
                    set(&mut on_stack, row, true);
                    stack.push(row);
                    count += 1;
                } else if let Some(back) = self.previous(row).get(at - 1) {
                    // The one gone into before has come back.
                    let (to, counts) = (get(&low, *back as usize), get(&on_stack, *back as usize));
                    lower(&mut low, row, to, counts);
                }
                match self.previous(row).get(at).map(|next| *next as usize) {
                    Some(next) => {
                        work.push((row, at + 1));
                        if next < rows && get(&number, next) == NONE {
                            work.push((next, 0));
                        } else if next < rows && get(&on_stack, next) {
                            lower(&mut low, row, get(&number, next), true);
                        }
                        if next == row {
                            set(&mut cyclic, row, true);
                        }
                    }
                    None if get(&low, row) == get(&number, row) => {
                        let from = stack.iter().rposition(|one| *one == row).unwrap_or(0);
                        let part = stack.split_off(from);
                        for one in &part {
                            set(&mut on_stack, *one, false);
                            if part.len() > 1 {
                                set(&mut cyclic, *one, true);
                            }
                        }
                    }
                    None => {}
                }
            }
        }
        cyclic
    }
}

fn get<T: Copy + Default>(values: &[T], at: usize) -> T {
    values.get(at).copied().unwrap_or_default()
}

fn set<T>(values: &mut [T], at: usize, value: T) {
    if let Some(place) = values.get_mut(at) {
        *place = value;
    }
}

fn lower(low: &mut [u32], row: usize, to: u32, counts: bool) {
    if let Some(place) = low.get_mut(row).filter(|_| counts) {
        *place = (*place).min(to);
    }
}

impl Breaks {
    /// The break at a record itself.
    pub fn here(&self, row: usize) -> Option<Break> {
        self.here.get(row).copied().flatten()
    }

    /// The first break on the way back from a record.
    pub fn first(&self, row: usize) -> Option<First> {
        let (links, at) = self.nearest.get(row).copied().filter(|(links, _)| *links != NONE)?;
        let at = at as usize;
        Some(First { links, at, kind: self.here(at)? })
    }

    /// The next record on the way to the nearest break, or to production where nothing breaks.
    pub fn towards(&self, log: &Log, row: usize) -> Option<usize> {
        let (links, at) = self.nearest.get(row).copied()?;
        let previous = log.previous(row).iter().filter(|one| **one != NONE);
        let nearer = |one: &&u32| {
            links == NONE
                || self
                    .nearest
                    .get(**one as usize)
                    .is_some_and(|near| near.0.checked_add(1) == Some(links) && near.1 == at)
        };
        previous.filter(nearer).min_by_key(|one| log.rank_of(**one)).map(|one| *one as usize)
    }
}
