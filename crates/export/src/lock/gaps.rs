//! The numbers of the gaps of an enumeration, kept for good.
//!
//! Anki knows the card of a gap by its number: a number that went to another member would take the reviews along.

/// The gaps of one enumeration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Gaps {
    /// The highest number that was ever given.
    pub(super) highest: u32,
    /// Number and hash of each member, in order.
    pub(super) members: Vec<(u32, u64)>,
}

impl Gaps {
    /// Numbers members in order.
    pub(super) fn first(members: impl Iterator<Item = u64>) -> Self {
        let members: Vec<(u32, u64)> = (1..).zip(members).collect();
        Self { highest: members.len() as u32, members }
    }

    /// Numbers members as they were: the same member keeps its number, and so does an edited one where nothing came or
    /// went; any other gets a number that none had.
    pub(super) fn after(&self, old: &Self) -> Self {
        let mut free: Vec<Option<(u32, u64)>> = old.members.iter().copied().map(Some).collect();
        let mut numbers = vec![None; self.members.len()];
        for (number, (_, hash)) in numbers.iter_mut().zip(&self.members) {
            let slot = free.iter_mut().find(|slot| slot.is_some_and(|(_, known)| known == *hash));
            *number = slot.and_then(Option::take).map(|(known, _)| known);
        }
        if old.members.len() == self.members.len() {
            for (number, slot) in numbers.iter_mut().zip(&mut free).filter(|(number, _)| number.is_none()) {
                *number = slot.take().map(|(known, _)| known);
            }
        }
        let mut highest = old.highest;
        let members = numbers.into_iter().zip(&self.members).map(|(number, (_, hash))| {
            let number = number.unwrap_or_else(|| {
                highest += 1;
                highest
            });
            (number, *hash)
        });
        let members = members.collect();
        Self { highest, members }
    }

    /// Writes them as `3 1:HASH 3:HASH`, the highest number first.
    pub(super) fn to_text(&self) -> String {
        let members = self.members.iter().map(|(number, hash)| format!(" {number}:{hash:016x}"));
        format!("{}{}", self.highest, members.collect::<String>())
    }

    /// Reads what [`Gaps::to_text`] wrote.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let highest = words.next()?.parse().ok()?;
        let member = |word: &str| {
            let (number, hash) = word.split_once(':')?;
            Some((
                number.parse().ok().filter(|number| *number <= highest)?,
                u64::from_str_radix(hash, 16).ok()?,
            ))
        };
        Some(Self { highest, members: words.map(member).collect::<Option<_>>()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &[(u32, u64)], highest: u32, new: &[u64], expected: &[u32]) {
        let old = Gaps { highest, members: old.to_vec() };
        let found = Gaps::first(new.iter().copied()).after(&old);
        let numbers: Vec<u32> = found.members.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, expected);
        assert_eq!(Gaps::parse(&found.to_text()), Some(found));
    }

    #[test]
    fn numbers_are_kept() {
        let old = [(1, 10), (2, 20), (3, 30)];
        check(&old, 3, &[10, 20, 30], &[1, 2, 3]);
        check(&old, 3, &[30, 10, 20], &[3, 1, 2]);
        check(&old, 3, &[10, 99, 30], &[1, 2, 3]);
        check(&old, 3, &[10, 15, 20, 30], &[1, 4, 2, 3]);
        check(&old, 3, &[10, 30], &[1, 3]);
        check(&[(1, 10), (3, 30)], 3, &[10, 20, 30], &[1, 4, 3]);
        check(&[(1, 10), (2, 10)], 2, &[10, 10], &[1, 2]);
    }
}
