//! The tree of phrases, laid out in few pieces so that a walk stays in the processor's cache.
//!
//! Knows nodes, edges and what tells that a node need not be visited; nothing of words.

/// All nodes; the first is the root.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    nodes: Vec<Node>,
    /// By node, sorted by atom. One atom may lead to several nodes.
    next: Vec<(u32, u32)>,
    gaps: Vec<(u8, u32)>,
    ends: Vec<u32>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Node {
    gates: Gates,
    /// Where its own `next`, `gaps` and `ends` stand.
    next: (u32, u32),
    gaps: (u32, u32),
    ends: (u32, u32),
}

/// What tells that a node need not be looked at.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Gates {
    /// The marks of the atoms that lead on, and [`ANY`] where a phrase ends here.
    pub next: Marks,
    /// The marks of the atoms that lead on after a gap.
    pub far: Marks,
}

impl Nodes {
    pub fn add(&mut self, next: &[(u32, u32)], gaps: &[(u8, u32)], ends: &[u32]) {
        let always = if ends.is_empty() { 0 } else { ANY };
        self.nodes.push(Node {
            gates: Gates { next: marks(next.iter().map(|&(atom, _)| atom)) | always, far: 0 },
            next: put(&mut self.next, next),
            gaps: put(&mut self.gaps, gaps),
            ends: put(&mut self.ends, ends),
        });
    }

    /// Works out what leads on after gaps.
    pub fn open_gaps(&mut self) {
        for node in (0..self.nodes.len()).rev() {
            // A gap's end was added after its beginning.
            let far = |&(_, to): &(u8, u32)| self.gates(to).next | self.gates(to).far;
            let far = self.gaps(node as u32).iter().map(far).fold(0, |all, one| all | one);
            self.nodes[node].gates.far = far;
        }
    }

    pub fn gates(&self, node: u32) -> Gates {
        self.nodes[node as usize].gates
    }

    pub fn ends(&self, node: u32) -> &[u32] {
        let (from, to) = self.nodes[node as usize].ends;
        &self.ends[from as usize..to as usize]
    }

    pub fn gaps(&self, node: u32) -> &[(u8, u32)] {
        let (from, to) = self.nodes[node as usize].gaps;
        &self.gaps[from as usize..to as usize]
    }

    /// The edges from `node` that `atom` opens.
    pub fn led_to(&self, node: u32, atom: u32) -> &[(u32, u32)] {
        let (from, to) = self.nodes[node as usize].next;
        let next = &self.next[from as usize..to as usize];
        let first = next.partition_point(|&(other, _)| other < atom);
        let same = next[first..].iter().take_while(|&&(other, _)| other == atom).count();
        &next[first..first + same]
    }
}

/// Puts `more` at the end of `all`, and tells where.
fn put<T: Copy>(all: &mut Vec<T>, more: &[T]) -> (u32, u32) {
    let from = all.len() as u32;
    all.extend_from_slice(more);
    (from, all.len() as u32)
}

/// One bit for each atom, spread so that few share one.
pub(super) type Marks = u128;

/// A bit that no atom has.
pub(super) const ANY: Marks = 1 << 127;

pub(super) fn marks(atoms: impl Iterator<Item = u32>) -> Marks {
    // Atoms have the bits 0 to 126.
    atoms.fold(0, |marks, atom| marks | 1 << ((u64::from(atom.wrapping_mul(0x9e37_79b9)) * 127) >> 32))
}

/// What stands from a word on, as marks; each has [`ANY`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Ahead {
    /// The word itself.
    pub next: Marks,
    /// The word and all after it up to a mark that no gap crosses.
    pub far: Marks,
}

impl Gates {
    pub fn open(self, ahead: Ahead) -> bool {
        self.next & ahead.next != 0 || self.far & ahead.far != 0
    }
}
