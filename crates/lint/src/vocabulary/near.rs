//! Finds the keys of a table that are one edit from a word, by walking only what can still match.
//!
//! An edit is an insertion, a deletion, a substitution or a transposition of neighbours (OSA distance 1).
//! A distance of two is left to callers, who compare with few candidates and evidence.

use fst::raw::{Fst, Node, Output};

/// A key near a word.
#[derive(Clone, Debug)]
pub struct Near<T> {
    /// The key: a word in lower case, or a squashed name.
    pub text: String,
    /// What the table says about it.
    pub value: T,
}

/// Calls its second argument with each letter that is taken for the first.
pub(super) type Replacing<'a> = dyn Fn(u8, &mut dyn FnMut(u8)) + 'a;

/// Which letters may be put in.
#[derive(Clone, Copy)]
pub(super) enum Letters<'a> {
    /// Any letter that leads on.
    All,
    /// In place of each letter those that are taken for it; and these between letters.
    Like { replacing: &'a Replacing<'a>, inserted: &'a [u8] },
}

/// Calls `found` with each key at distance exactly one, and its value.
pub(super) fn walk<D: AsRef<[u8]>>(
    table: &Fst<D>,
    word: &[u8],
    letters: Letters<'_>,
    found: &mut impl FnMut(Vec<u8>, u64),
) {
    let mut node = table.root();
    let mut output = Output::zero();
    for at in 0..=word.len() {
        let mut walk = Walk { table, found, prefix: &word[..at] };
        let rest = &word[at..];
        walk.delete(&node, output, rest);
        walk.transpose(&node, output, rest);
        match letters {
            Letters::All => walk.replace_or_insert(&node, output, rest),
            Letters::Like { replacing, inserted } => {
                if let [letter, after @ ..] = rest {
                    replacing(*letter, &mut |other| walk.step_and_finish(&node, output, other, after));
                    for other in inserted.iter().filter(|other| *other != letter) {
                        walk.step_and_finish(&node, output, *other, rest);
                    }
                }
            }
        }
        let Some((next, sum)) = rest.first().and_then(|letter| step(table, &node, output, *letter)) else {
            return;
        };
        (node, output) = (next, sum);
    }
}

struct Walk<'a, D, F> {
    table: &'a Fst<D>,
    found: &'a mut F,
    /// The letters that were matched unchanged.
    prefix: &'a [u8],
}

impl<D: AsRef<[u8]>, F: FnMut(Vec<u8>, u64)> Walk<'_, D, F> {
    /// Leaves the next letter out; of a doubled letter only the last, lest a key be found twice.
    fn delete(&mut self, node: &Node<'_>, output: Output, rest: &[u8]) {
        if let [letter, after @ ..] = rest
            && after.first() != Some(letter)
        {
            self.finish(node, output, &[], after);
        }
    }

    fn transpose(&mut self, node: &Node<'_>, output: Output, rest: &[u8]) {
        if let [first, second, after @ ..] = rest
            && first != second
            && let Some((next, sum)) = step(self.table, node, output, *second)
            && let Some((next, sum)) = step(self.table, &next, sum, *first)
        {
            self.finish(&next, sum, &[*second, *first], after);
        }
    }

    fn replace_or_insert(&mut self, node: &Node<'_>, output: Output, rest: &[u8]) {
        for transition in node.transitions() {
            if rest.first() == Some(&transition.inp) {
                continue;
            }
            let next = self.table.node(transition.addr);
            let sum = output.cat(transition.out);
            if let [_, after @ ..] = rest {
                self.finish(&next, sum, &[transition.inp], after);
            }
            self.finish(&next, sum, &[transition.inp], rest);
        }
    }

    fn step_and_finish(&mut self, node: &Node<'_>, output: Output, letter: u8, after: &[u8]) {
        if let Some((next, sum)) = step(self.table, node, output, letter) {
            self.finish(&next, sum, &[letter], after);
        }
    }

    /// Matches the remaining letters exactly.
    fn finish(&mut self, node: &Node<'_>, output: Output, edited: &[u8], after: &[u8]) {
        let mut last = None;
        let mut sum = output;
        for letter in after {
            let from = last.as_ref().unwrap_or(node);
            let Some((next, total)) = step(self.table, from, sum, *letter) else { return };
            (last, sum) = (Some(next), total);
        }
        let end = last.as_ref().unwrap_or(node);
        if end.is_final() {
            let key = [self.prefix, edited, after].concat();
            (self.found)(key, sum.cat(end.final_output()).value());
        }
    }
}

fn step<'f, D: AsRef<[u8]>>(
    table: &'f Fst<D>,
    node: &Node<'_>,
    output: Output,
    letter: u8,
) -> Option<(Node<'f>, Output)> {
    let transition = node.transition(node.find_input(letter)?);
    Some((table.node(transition.addr), output.cat(transition.out)))
}
