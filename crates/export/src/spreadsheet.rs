//! Cards as a table for spreadsheets: CSV as RFC 4180 has it, with a header row and plain text.
//! Anki gets another file, which says how it is to be read.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use crate::{Card, ExportError};

/// The header row.
const COLUMNS: [&str; 9] = ["front", "back", "context", "deck", "tags", "kind", "file", "line", "guid"];

/// Writes one row a card, in the order given.
///
/// # Errors
/// Failing writes.
pub fn write_csv(cards: &[Card], out: impl Write) -> Result<(), ExportError> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    writer.write_record(COLUMNS).map_err(io::Error::from)?;
    for card in cards {
        let (context, tags, line) = (card.context_line(), card.tags.join(" "), card.source.line.to_string());
        let back = card.back_text();
        let row = [
            &*card.front_text,
            &back,
            &context,
            &card.deck,
            &tags,
            card.kind,
            &card.file,
            &line,
            card.guid.as_str(),
        ];
        writer.write_record(row.map(neutral).iter().map(|cell| cell.as_bytes())).map_err(io::Error::from)?;
    }
    writer.flush()?;
    Ok(())
}

/// Keeps a spreadsheet from taking text for a formula: an apostrophe in front makes it text
/// (<https://owasp.org/www-community/attacks/CSV_Injection>).
fn neutral(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text() {
        for (cell, safe) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2", "'-2"),
            ("＝1", "'＝1"),
            ("a=1", "a=1"),
            ("", ""),
            ("列", "列"),
        ] {
            assert_eq!(neutral(cell), safe);
        }
    }
}
