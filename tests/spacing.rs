//! Spacing between Japanese and Latin letters, as a whole run sees it.

use crate::notes::Notes;

fn read(notes: &Notes, name: &str) -> String {
    String::from_utf8(notes.read(name)).expect("notes are UTF-8")
}

/// So many places that two that differ are a hundredth.
const PLACES: usize = 200;

/// A note with many places of one style.
fn many(place: &str) -> String {
    format!("# 鍵\n\n{}", format!("- {place}\n").repeat(PLACES / 2))
}

#[test]
fn a_slip_against_all_other_notes_is_found_and_mended() {
    let notes = Notes::new(&[
        ("a.md", many("鍵を AWS に置く").as_bytes()),
        ("b.md", "- S3の鍵、`S3の`、[S3 の図](S3の図.md)\n".as_bytes()),
        ("S3の図.md", "## 図\n".as_bytes()),
    ]);
    let ran = notes.run(&["lint", "--select", "ja"]);
    assert_eq!(ran.code, 1, "{}", ran.stdout);
    assert!(ran.stdout.contains("no space between Japanese letters and Latin letters"), "{}", ran.stdout);
    assert!(ran.stdout.contains("201 of 202 such places have a space"), "{}", ran.stdout);
    let ran = notes.run(&["lint", "--select", "ja", "--fix"]);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    assert_eq!(read(&notes, "b.md"), "- S3 の鍵、`S3の`、[S3 の図](S3の図.md)\n");
    let ran = notes.run(&["lint", "--select", "ja", "--fix", "--diff"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "fixing again changes nothing");
}

#[test]
fn slips_are_hints_where_there_are_several() {
    let several = "- S3の鍵\n- S3の列\n- S3の山\n";
    let notes = Notes::new(&[("a.md", (many("鍵を AWS に置く") + several).as_bytes())]);
    assert_eq!(notes.run(&["lint", "--select", "ja"]).code, 0);
    assert_eq!(notes.findings(&["--select", "ja", "--hints"]), ["a.md: ja/latin-spacing"; 3]);
}

#[test]
fn mixed_notes_are_left_alone_unless_configured() {
    let mixed = many("鍵を AWS に") + &many("鍵をAWSに");
    let notes = Notes::new(&[("a.md", mixed.as_bytes())]);
    let ran = notes.run(&["lint", "--select", "ja"]);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    notes.write("notesmith.toml", b"[rules]\n\"ja/latin-spacing\" = { style = \"none\" }\n");
    let ran = notes.run(&["lint", "--select", "ja", "--statistics"]);
    assert!(ran.stdout.contains("200  warning  ja/latin-spacing (200 fixable)"), "{}", ran.stdout);
}

#[test]
fn a_heading_keeps_its_anchor_while_a_link_leads_there() {
    let text = many("鍵を AWS に置く") + "\n## S3の鍵\n\n## EC2の鍵\n";
    let notes = Notes::new(&[("a.md", text.as_bytes()), ("b.md", "[鍵](a.md#s3の鍵)\n".as_bytes())]);
    notes.run(&["lint", "--select", "ja", "--fix"]);
    assert!(read(&notes, "a.md").ends_with("\n## S3の鍵\n\n## EC2 の鍵\n"), "{}", read(&notes, "a.md"));
}

#[test]
fn comments_of_textlint_silence_it() {
    let text = many("鍵を AWS に置く")
        + "\n<!-- textlint-disable ja-spacing/ja-space-between-half-and-full-width -->\n\nS3の鍵\n\n\
           <!-- textlint-enable -->\n\nEC2の鍵\n";
    let notes = Notes::new(&[("a.md", text.as_bytes())]);
    let ran = notes.run(&["lint", "--select", "ja,suppression", "--statistics"]);
    assert_eq!(ran.stdout, "1  warning  ja/latin-spacing (1 fixable)\n", "{}", ran.stdout);
}

#[test]
fn a_space_inside_a_phrase_goes() {
    let notes = Notes::new(&[("a.md", "- 鍵 を作り、`鍵 を` 東京 大阪\n".as_bytes())]);
    notes.run(&["lint", "--hints", "--select", "ja", "--fix"]);
    assert_eq!(read(&notes, "a.md"), "- 鍵を作り、`鍵 を` 東京 大阪\n");
}

#[test]
fn rules_that_are_off_run_by_the_names_of_textlint() {
    let text = "`a` を `a` を `a` を `a` を `a` を `a` を\n\n`b`を\n";
    let notes = Notes::new(&[("a.md", text.as_bytes())]);
    assert_eq!(notes.run(&["lint", "--hints", "--select", "ja"]).code, 0, "it is off");
    notes.write("notesmith.toml", b"[rules]\n\"ja-spacing/ja-space-around-code\" = \"warning\"\n");
    let ran = notes.run(&["lint", "--fix"]);
    assert_eq!((ran.code, read(&notes, "a.md")), (0, text.replace("`b`を", "`b` を")), "{}", ran.stdout);
}
