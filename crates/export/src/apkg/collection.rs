//! The collection of a package: a database of `SQLite`, made in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use rusqlite::serialize::Data;
use rusqlite::{Connection, params};
use sha1::{Digest as _, Sha1};

use super::dated::Dated;
use super::note_type::{CLOZE_NOTE_TYPE_ID, Gaps, NOTE_TYPE_ID, deck_options, decks, note_types, settings};
use crate::{Card, ExportError};

/// The tables of schema 11.
const SCHEMA: &str = "
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
  ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL,
  models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
  usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL,
  flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL,
  ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL, left integer NOT NULL,
  odue integer NOT NULL, odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,
  ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL, type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);";

/// The indices of schema 11, made when all rows are there: that is faster, and the pages are full.
const INDICES: &str = "
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);";

/// The day that the collection begins, in seconds since 1970: any will do, but always the same.
const CREATED: i64 = 1_600_000_000;

/// Where ids begin: ids are times in milliseconds to Anki, which shows them as the day of creation.
const FIRST_ID: i64 = 1_500_000_000_000;

/// Ids are spread over this many milliseconds, almost nine years.
const ID_SPAN: u64 = 1 << 38;

/// Writes the bytes of the collection's file.
///
/// The file grows in one piece of memory and is never copied: `SQLite` takes at most 1 GiB for it.
pub(super) fn write_collection(cards: &[Dated<'_>], mut out: impl Write) -> Result<(), ExportError> {
    let mut connection = one_piece()?;
    connection.execute_batch("BEGIN")?;
    let deck_ids = deck_ids(cards);
    insert_settings(&connection, cards, &deck_ids)?;
    insert_cards(&connection, cards, &deck_ids)?;
    connection.execute_batch(INDICES)?;
    connection.execute_batch("COMMIT")?;
    out.write_all(&connection.serialize("main")?)?;
    Ok(())
}

/// Gives an empty database whose file is one piece of memory.
fn one_piece() -> rusqlite::Result<Connection> {
    let mut empty = Connection::open_in_memory()?;
    empty.execute_batch("PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8';")?;
    empty.execute_batch(SCHEMA)?;
    let mut connection = Connection::open_in_memory()?;
    if let Data::Owned(bytes) = empty.serialize("main")? {
        connection.deserialize("main", bytes, false)?;
    }
    // Nothing is rolled back, and nothing goes to a temporary file.
    connection
        .execute_batch("PRAGMA journal_mode = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000;")?;
    Ok(connection)
}

fn insert_settings(
    connection: &Connection,
    cards: &[Dated<'_>],
    deck_ids: &BTreeMap<&str, i64>,
) -> rusqlite::Result<()> {
    let changed = cards.iter().map(seconds).max().unwrap_or(CREATED);
    let has_gaps = cards.iter().any(|dated| dated.card.enumeration.is_some());
    let gaps = if has_gaps { Gaps::Some } else { Gaps::None };
    let named = deck_ids.iter().map(|(name, id)| (*id, *name));
    connection.execute(
        "INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, '{}')",
        params![
            CREATED,
            changed * 1000,
            CREATED * 1000,
            settings().to_string(),
            note_types(gaps).to_string(),
            decks(named).to_string(),
            deck_options().to_string(),
        ],
    )?;
    Ok(())
}

fn insert_cards(
    connection: &Connection,
    cards: &[Dated<'_>],
    deck_ids: &BTreeMap<&str, i64>,
) -> rusqlite::Result<()> {
    let mut note = connection.prepare("INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')")?;
    let mut card = connection
        .prepare("INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')")?;
    let mut used = BTreeSet::new();
    let mut rows: Vec<(i64, i64, &Dated<'_>)> = (1_i64..)
        .zip(cards)
        .map(|(position, dated)| (free_id(&mut used, &dated.card.key.to_string()), position, dated))
        .collect();
    // Rows in the order of their ids go to the end of the table, which stays dense.
    rows.sort_unstable_by_key(|(id, ..)| *id);
    for (id, position, dated) in rows {
        let Card { key, guid, front_text, tags, deck, .. } = dated.card;
        let fields = crate::fields(dated.card);
        let modified = seconds(dated);
        let first = if dated.tagged { &tags[0] } else { "notesmith" };
        let tags = [&[first.to_owned()], dated.card.common_tags()].concat().join(" ");
        note.execute(params![
            id,
            guid.as_str(),
            note_type_id(dated.card),
            modified,
            format!(" {tags} "),
            fields.join("\u{1f}"),
            front_text,
            checksum(&fields[0]),
        ])?;
        let deck = deck_ids.get(&**deck).copied().unwrap_or(1);
        let Some(enumeration) = &dated.card.enumeration else {
            card.execute(params![id, id, deck, 0, modified, position])?;
            continue;
        };
        for member in &enumeration.members {
            let id_of_gap = free_id(&mut used, &format!("{key}:{}", member.number));
            card.execute(params![id_of_gap, id, deck, member.number - 1, modified, position])?;
        }
    }
    Ok(())
}

fn note_type_id(card: &Card) -> i64 {
    if card.enumeration.is_some() { CLOZE_NOTE_TYPE_ID } else { NOTE_TYPE_ID }
}

/// Gives the time of a card's last change; a lock may hold any number, and Anki multiplies it.
fn seconds(card: &Dated<'_>) -> i64 {
    card.modified.min(1 << 40).cast_signed()
}

/// Gives each deck its id.
fn deck_ids<'a>(cards: &[Dated<'a>]) -> BTreeMap<&'a str, i64> {
    let names: BTreeSet<&str> = cards.iter().map(|card| &*card.card.deck).collect();
    let mut used = BTreeSet::new();
    names.into_iter().map(|name| (name, free_id(&mut used, name))).collect()
}

/// Gives an id made of a name's hash, or the next free one.
fn free_id(used: &mut BTreeSet<i64>, name: &str) -> i64 {
    let digest = Sha1::digest(name.as_bytes());
    let first = digest[..8].try_into().expect("eight of the digest's 20 bytes");
    let mut id = FIRST_ID + (u64::from_be_bytes(first) % ID_SPAN).cast_signed();
    while !used.insert(id) {
        id += 1;
    }
    id
}

/// Gives Anki's checksum of a first field without HTML: the first 32 bits of its SHA-1.
fn checksum(field: &str) -> u32 {
    let digest = Sha1::digest(field.as_bytes());
    u32::from_be_bytes(digest[..4].try_into().expect("four of the digest's 20 bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_those_of_anki() {
        // From a package that Anki wrote for a note with this first field.
        assert_eq!(checksum("f"), 1_242_175_777);
    }

    #[test]
    fn ids_never_repeat() {
        let mut used = BTreeSet::new();
        let first = free_id(&mut used, "a");
        assert_eq!(free_id(&mut used, "a"), first + 1);
    }
}
