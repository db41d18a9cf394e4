//! Names whose spacing is part of their spelling: `CloudHSM`, `Secrets Manager`, `Route 53`.

use std::collections::BTreeMap;

use super::entries::Entries;

/// A documentation corpus must use a run of words this often, in two services, for it to be a name.
const LEAST_RUN: u32 = 20;
/// … and a joined name this often.
const LEAST_JOINED: u32 = 8;
/// The official name of a service.
const SERVICE: u64 = 1;
/// The title of a brand.
const BRAND: u64 = 2;
/// A name that documentation uses.
const DOCUMENTED: u64 = 4;
/// A name that our own list holds as one that is written in one way alone.
const SETTLED: u64 = 8;

#[derive(Default)]
struct Forms {
    services: Vec<String>,
    brands: Vec<String>,
    settled: Option<String>,
    documented: BTreeMap<String, (u32, usize)>,
}

/// Written forms by their squashed form (lower-case letters and digits alone).
#[derive(Default)]
pub(super) struct Phrases {
    forms: BTreeMap<String, Forms>,
}

/// One settled name.
pub(super) struct Phrase {
    pub(super) squashed: String,
    pub(super) written: String,
    /// The source bits and, from bit 4, the logarithm of the count in documentation.
    pub(super) value: u64,
}

impl Phrases {
    /// Adds an official full name.
    pub(super) fn service(&mut self, name: &str) {
        let name = name.split(" (").next().unwrap_or(name).trim();
        if has_parts(name) {
            self.of(name).services.push(name.to_owned());
        }
    }

    /// Adds a brand's title.
    pub(super) fn brand(&mut self, title: &str) {
        let plain = title.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-'));
        if plain && has_parts(title) {
            self.of(title).brands.push(title.to_owned());
        }
    }

    /// Adds a name that is written in one way alone.
    pub(super) fn settled(&mut self, name: &str) {
        self.of(name).settled = Some(name.to_owned());
    }

    /// Adds a form that documentation uses.
    pub(super) fn documented(&mut self, form: &str, count: u32, services: usize) {
        self.of(form).documented.insert(form.to_owned(), (count, services));
    }

    fn of(&mut self, form: &str) -> &mut Forms {
        self.forms.entry(squash(form)).or_default()
    }

    /// The names on whose form the sources agree, in byte order of the squashed form.
    pub(super) fn settle(self, entries: &Entries) -> Vec<Phrase> {
        self.forms
            .into_iter()
            .filter(|(squashed, _)| squashed.len() >= 4 && !entries.is_english(squashed))
            .filter_map(|(squashed, forms)| {
                let (written, value) = forms.settled()?;
                Some(Phrase { squashed, written, value })
            })
            .collect()
    }
}

impl Forms {
    fn settled(&self) -> Option<(String, u64)> {
        let all: u32 = self.documented.values().map(|(count, _)| count).sum();
        let most = self.documented.iter().max_by_key(|(_, (count, _))| *count);
        let mut kind = 0;
        kind |= if self.services.is_empty() { 0 } else { SERVICE };
        kind |= if self.brands.is_empty() { 0 } else { BRAND };
        if let Some(form) = &self.settled {
            return Some((form.clone(), kind | BRAND | SETTLED));
        }
        if let Some((form, (count, services))) = most
            && (kind != 0 || is_name(form, *count, *services))
            && *count >= LEAST_JOINED
        {
            let agreed = count * 8 >= all * 7;
            let value = kind | DOCUMENTED | u64::from(count.ilog2()) << 4;
            return (agreed && has_parts(form)).then(|| (form.clone(), value));
        }
        let form = self.services.first().or(self.brands.first())?;
        Some((form.clone(), kind))
    }
}

/// Whether a run of words of documentation is a name rather than the start of a sentence or a guide's title.
fn is_name(form: &str, count: u32, services: usize) -> bool {
    let words: Vec<&str> = form.split(' ').collect();
    if let [word] = words[..] {
        return has_parts(word) && word.starts_with(|first: char| first.is_ascii_uppercase());
    }
    let vendor = matches!(words[0], "AWS" | "Amazon");
    let title = words
        .iter()
        .any(|word| matches!(*word, "Guide" | "Reference" | "Web" | "API" | "CLI" | "User" | "Developer"));
    count >= LEAST_RUN && services >= 2 && !vendor && !title
}

/// Whether a form has a space, a hyphen or a capital inside: something that a writer may get wrong.
fn has_parts(form: &str) -> bool {
    let bytes = form.as_bytes();
    let hump = bytes.windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    hump || form.contains([' ', '-'])
}

fn squash(form: &str) -> String {
    form.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}
