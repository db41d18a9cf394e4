//! Names whose spacing is part of their spelling.

use super::line::line;

/// A name as its owner writes it, with what stands behind it.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    value: u64,
    text: &'static str,
}

impl Name {
    pub(super) fn new(value: u64, texts: &'static str) -> Self {
        let place = (value & 0x00FF_FFFF) as usize;
        Self { value: value >> 24, text: line(texts, place) }
    }

    /// The written form: `CloudHSM`, `Secrets Manager`.
    pub fn text(self) -> &'static str {
        self.text
    }

    /// Whether it is the official name of a service.
    pub fn is_service(self) -> bool {
        self.value & 1 == 1
    }

    /// Whether it is the title of a brand.
    pub fn is_brand(self) -> bool {
        self.value >> 1 & 1 == 1
    }

    /// Whether it is written in one way alone: its words are never joined, or its one word is never split.
    pub fn is_settled(self) -> bool {
        self.value >> 3 & 1 == 1
    }

    /// The logarithm (base 2) of its count in the documentation of services, `None` where it is not used there.
    pub fn documentation_rank(self) -> Option<u32> {
        (self.value >> 2 & 1 == 1).then_some((self.value >> 4) as u32)
    }
}
