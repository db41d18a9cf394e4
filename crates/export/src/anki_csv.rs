//! Anki's own dialect of CSV: header lines that begin with `#`, then rows with a guid and a deck.
//! Spreadsheets get another format, because these header lines mean nothing to them.
//!
//! Every rule here was tried with Anki's engine; the format's page is
//! <https://docs.ankiweb.net/importing/text-files.html>.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use csv::{QuoteStyle, Terminator, WriterBuilder};

use crate::{CLOZE_NOTE_TYPE, Card, CardType, ExportError, OWN_NOTE_TYPE};

/// The note type for gaps that every Anki has; its name is translated, so that it may be missing.
const ANKIS_CLOZE: &str = "Cloze";

/// How the rows are to be read by Anki.
#[derive(Clone, Debug)]
pub struct AnkiCsvOptions {
    /// The note type's name; `Notesmith` gets its own fields, any other one `Front` and `Back`.
    pub note_type: String,
    /// Where tags are written.
    pub tags: Tags,
}

impl Default for AnkiCsvOptions {
    fn default() -> Self {
        Self { note_type: "Basic".to_owned(), tags: Tags::Common }
    }
}

/// Where tags are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tags {
    /// One tag for the whole file, which Anki adds to those that the user gave.
    #[default]
    Common,
    /// A column of each card's own tags, which replaces those that the user gave.
    Column,
}

/// Writes the cards so that Anki imports each as one note and updates it on the next import.
///
/// Rows are sorted by deck, the outer one first: Anki would otherwise make a second deck `AWS+`
/// when `AWS` comes after `AWS::DVA`.
///
/// # Errors
/// Two cards with one guid, which Anki would turn into twins, and failing writes.
pub fn write_anki_csv(
    cards: &[Card],
    options: &AnkiCsvOptions,
    mut out: impl Write,
) -> Result<(), ExportError> {
    refuse_twins(cards)?;
    let own = options.note_type == OWN_NOTE_TYPE;
    let has_gaps = cards.iter().any(|card| card.card_type == CardType::Cloze);
    let mut columns = vec!["guid", "deck"];
    if has_gaps {
        columns.push("notetype");
    }
    columns.extend(if own { &crate::FIELDS[..] } else { &["Front", "Back"] });
    if options.tags == Tags::Column {
        columns.push("tags");
    }
    let common = cards.first().map_or(&[][..], Card::common_tags);
    header(options, &columns, common, &mut out)?;
    let note_type = one_line(&options.note_type);
    let mut sorted: Vec<&Card> = cards.iter().collect();
    sorted.sort_by(|left, right| left.deck.cmp(&right.deck));
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::Any(b'\n'))
        .from_writer(out);
    for card in sorted {
        writer.write_field(card.guid.as_str()).map_err(io::Error::from)?;
        writer.write_field(&*card.deck).map_err(io::Error::from)?;
        if has_gaps {
            let name = match card.card_type {
                CardType::Cloze if own => CLOZE_NOTE_TYPE,
                CardType::Cloze => ANKIS_CLOZE,
                _ => &note_type,
            };
            writer.write_field(name).map_err(io::Error::from)?;
        }
        if own {
            for field in crate::fields(card) {
                writer.write_field(&*field).map_err(io::Error::from)?;
            }
        } else {
            let fields = crate::fields(card);
            writer.write_field(&*front_with_context(card, &fields[1])).map_err(io::Error::from)?;
            writer.write_field(&*fields[2]).map_err(io::Error::from)?;
        }
        if options.tags == Tags::Column {
            writer.write_field(card.tags.join(" ")).map_err(io::Error::from)?;
        }
        writer.write_record(None::<&[u8]>).map_err(io::Error::from)?;
    }
    writer.flush()?;
    Ok(())
}

/// The header lines, in the order in which Anki wants them.
fn header(
    options: &AnkiCsvOptions,
    columns: &[&str],
    common: &[String],
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "#separator:Comma")?;
    writeln!(out, "#html:true")?;
    // Sticky in Anki's profile, so that leaving it out would mean "as last time".
    writeln!(out, "#if matches:update current")?;
    if columns.contains(&"notetype") {
        writeln!(out, "#notetype column:3")?;
    } else {
        writeln!(out, "#notetype:{}", one_line(&options.note_type))?;
    }
    writeln!(out, "#deck column:2")?;
    writeln!(out, "#guid column:1")?;
    match options.tags {
        Tags::Common => writeln!(out, "#tags:{}", [&["notesmith".to_owned()], common].concat().join(" "))?,
        Tags::Column => writeln!(out, "#tags column:{}", columns.len())?,
    }
    writeln!(out, "#columns:{}", columns.join(","))
}

/// A line break in a name would begin a header line of its own.
fn one_line(name: &str) -> String {
    name.chars().filter(|letter| !letter.is_control()).collect()
}

/// A note type of two fields has no field for the context, and many terms are nothing without it.
fn front_with_context<'a>(card: &Card, front: &'a str) -> Cow<'a, str> {
    if card.context.is_empty() {
        return Cow::Borrowed(front);
    }
    let context = crate::markup::escape(&card.context_line());
    format!("<div class=\"notesmith-context\"><small>{context}</small></div><div>{front}</div>").into()
}

/// Refuses cards that share a guid: Anki would import both and never again tell them apart.
///
/// # Errors
/// The first two cards, in the order given, that share one.
pub fn refuse_twins<'a>(cards: impl IntoIterator<Item = &'a Card>) -> Result<(), ExportError> {
    let mut seen: BTreeMap<&str, &Card> = BTreeMap::new();
    for card in cards {
        if let Some(first) = seen.insert(card.guid.as_str(), card) {
            return Err(ExportError::Twins {
                guid: card.guid.to_string(),
                first: format!("{}:{}", first.source.path, first.source.line),
                second: format!("{}:{}", card.source.path, card.source.line),
            });
        }
    }
    Ok(())
}
