//! Numbers for tests that try many cases: the same in every run, so that what fails can be run again.

/// Numbers without order that are the same in every run (xorshift).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A number from 0 on that is smaller than `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    /// One of a list.
    pub(crate) fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.index(list.len())]
    }

    /// A place in a list of a length.
    pub(crate) fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).expect("lists are short")
    }
}
