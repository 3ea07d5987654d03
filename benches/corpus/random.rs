//! Numbers that look random and are the same in each run.

/// A generator of numbers: Marsaglia's xorshift with 64 bits (2003, "Xorshift RNGs").
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// The numbers of one page or thing, whatever was made before it: a page is the same
    /// in a small project and in a large one.
    pub(crate) fn of(number: usize) -> Random {
        let seed = u64::try_from(number).expect("a number of pages has 64 bits") + 1;
        // An odd constant spreads neighbours (Knuth's multiplicative hashing, 2^64 by the golden ratio).
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number from 0 and below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).expect("a list has fewer than 2^64 items");
        usize::try_from(self.next() % end).expect("it is below a number of items")
    }

    /// A number from `start` and below `end`.
    pub(crate) fn between(&mut self, start: usize, end: usize) -> usize {
        start + self.below(end - start)
    }

    /// One of several.
    pub(crate) fn one_of<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }
}
