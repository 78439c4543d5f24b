//! Random numbers that are the same on every machine and in every release.

/// SplitMix64 (Steele, Lea and Flood, 2014).
#[derive(Clone, Debug)]
pub struct Rng(u64);

/// What a stream of numbers is drawn for: each thing has its own, so that adding a draw to one
/// leaves all others as they were, and any of them can be drawn again out of order.
#[derive(Clone, Copy, Debug)]
pub enum Stream {
    /// Which flaws an article bears.
    ArticleFlaws,
    /// The kind of a source, and its flaw.
    SourceKind,
    /// Status and dates of an article.
    Standing,
    /// What an article says.
    Article,
    /// What a source says.
    Source,
    /// What a shared cause says.
    Cause,
    /// What a bio says.
    Person,
    /// What a glossary entry says.
    Term,
    /// Where a redirect leads.
    Redirect,
}

impl Rng {
    /// The numbers for the `nth` thing of a kind.
    pub fn new(seed: u64, stream: Stream, nth: usize) -> Rng {
        let mut rng = Rng(seed ^ (stream as u64).rotate_right(8) ^ (nth as u64).rotate_right(32));
        // Neighbouring seeds give unlike streams only once the state itself has been mixed.
        rng.0 = rng.next();
        rng
    }

    /// A number from 0 up to, but without, `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        let product = u128::from(self.next()) * (limit as u128);
        (product >> 64) as usize
    }

    /// True with the probability `share`, from 0 to 1.
    pub fn chance(&mut self, share: f64) -> bool {
        // 53 bits are what a float holds exactly.
        ((self.next() >> 11) as f64) < share * (1u64 << 53) as f64
    }

    /// One of the items, which must not be none.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
