use notesmith_diagnostic::{Edit, Span};
use smallvec::SmallVec;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::prose_places::pieces_with;
use crate::vocabulary::{Stem, Vocabulary};

declare_rule! {
    /// Potential forms of verbs that lack ら: `見れる`.
    ///
    /// ## Why
    ///
    /// It is spoken language; in technical text most readers take it for a slip.
    /// Which verbs need ら is read from a dictionary; verbs in kana alone are left alone.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// - 設定は画面で見れる
    /// - 別の方法を考えれなかった
    /// ```
    ///
    /// ```md fixed
    /// - 設定は画面で見られる
    /// - 別の方法を考えられなかった
    /// ```
    ///
    /// ```md good
    /// - 見れば分かる、考えられる、流れる、忘れない、切れる
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The form may be quoted, so the fix is unsafe.
    /// There is none where two verbs have the stem: `読めれる` may stand for `読める`.
    "ja/dropped-ra" {
        aliases: ["ja-technical-writing/no-dropping-the-ra"],
        level: Warning,
        fix: unsafe_,
        options: NoOptions,
        check: file(check),
    }
}

/// The most letters of a stem that are looked at.
const LONGEST: usize = 6;

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let text = document.text();
    // The last byte of れ.
    let last_bytes = memchr::memchr_iter(0x8C, text.as_bytes());
    let places = last_bytes.filter_map(|last| last.checked_sub(2)).filter(|at| may_lack_ra(text, *at));
    let places: Vec<usize> = places.collect();
    for found in pieces_with(document, &places) {
        for at in found.places {
            let before = &text[found.piece.start()..*at];
            if let Some((length, stem)) = stem_at_end(before) {
                report(sink, Span::new(at - length, at + "れ".len()), &before[before.len() - length..], stem);
            }
        }
    }
}

/// Tells whether れ stands at a byte, a stem may stand before it, and what follows continues a potential form; `見れば`
/// is another form.
fn may_lack_ra(text: &str, at: usize) -> bool {
    let [0xE3, 0x82, 0x8C, behind @ ..] = &text.as_bytes()[at..] else { return false };
    let continues = match behind.first_chunk() {
        // る た て ず
        Some([0xE3, 0x82, 0x8B] | [0xE3, 0x81, 0x9F | 0xA6 | 0x9A]) => true,
        // な ま
        Some([0xE3, 0x81, 0xAA | 0xBE]) => {
            let behind = &text[at + "れ".len()..];
            ["ない", "なか", "なく", "なけ", "ます", "ませ", "まし"]
                .iter()
                .any(|form| behind.starts_with(form))
        }
        _ => false,
    };
    continues && text[..at].chars().next_back().is_some_and(ends_stem)
}

/// Tells whether a stem may end with a letter: kana of the rows い and え, and the kanji of verbs with one syllable.
fn ends_stem(letter: char) -> bool {
    match letter {
        '\u{3041}'..='\u{3096}' => "いきぎしじちにびみりえけげせぜてでねへべめれ".contains(letter),
        _ => "見出着似煮寝得経射鋳診観看視来".contains(letter),
    }
}

/// Gives the stem of a verb at the end of a text, with its length in bytes: the longest one that begins with a kanji.
fn stem_at_end(text: &str) -> Option<(usize, Stem)> {
    let kanji = text.char_indices().rev().take(LONGEST).filter(|(_, letter)| *letter >= '\u{4E00}');
    let starts: SmallVec<[usize; LONGEST]> = kanji.map(|(at, _)| at).collect();
    let stem = |start: &usize| Some((text.len() - start, Vocabulary::shared().stem(&text[*start..])?));
    starts.iter().rev().find_map(stem)
}

fn report(sink: &mut Sink<'_>, span: Span, stem: &str, kind: Stem) {
    let right = format!("{stem}られ");
    let finding = sink.report(span, format!("ら is missing from {stem}れ"));
    match kind {
        Stem::Plain => {
            let edit = Edit::replace(span, right.as_str());
            finding
                .help(format!("write {right}"))
                .suggest(right.as_str())
                .fix(format!("write {right}"), vec![edit]);
        }
        Stem::Ambiguous => {
            finding
                .help(format!("write {right}, or {stem} for what can be done"))
                .suggest(right)
                .suggest(stem);
        }
    }
}
