//! `export --format html`: what the bytes of the page promise; `tests/html` opens it in a browser.

use crate::notes::Notes;

const NOTE: &str = "# 題</script><!--\n\n- 列</script>: `</script><script>x` と <script>alert(1)</script>\n- 図:\n  - ![図](a.png)\n";

#[test]
fn the_page_holds_everything_and_nothing_of_a_note_runs() {
    let notes = Notes::new(&[("語/a.md", NOTE.as_bytes()), ("語/a.png", b"\x89PNG image")]);
    let ran = notes.run(&["export", "--format", "html", "-o", "deck.html"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let page = String::from_utf8(notes.read("deck.html")).expect("the page is UTF-8");
    let (before, behind) = page.split_once("id=\"data\">").expect("the page holds its data");
    let (data, script) = behind.split_once("</script>").expect("the data ends");
    assert!(!data.contains('<'), "nothing in the data can end its element: {data}");
    assert_eq!(script.matches("</script").count(), 1, "only the page's own script follows");
    assert!(data.contains("data:image/png;base64,iVBORyBpbWFnZQ=="), "the image is in the page: {data}");
    assert!(data.contains("列"), "{data}");
    assert!(!data.contains("alert"), "{data}");
    assert!(before.contains("default-src 'none'; style-src 'sha256-"), "{before}");
    assert!(before.contains("<title>語</title>"), "{before}");
}

#[test]
fn the_page_goes_to_standard_output_and_is_the_same_again() {
    let notes = Notes::new(&[("a.md", "# T\n\n- a: b\n".as_bytes())]);
    let first = notes.run(&["export", "--format", "html"]);
    assert!(first.stdout.starts_with("<!doctype html>"), "{first:?}");
    assert_eq!(first.stdout, notes.run(&["export", "--format", "html"]).stdout);
    assert!(!notes.path("notesmith.cards.lock").exists(), "a page needs no lock");
}
