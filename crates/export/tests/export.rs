//! Notes in, files for Anki and programs out.

use notesmith_export::{
    AnkiCsvOptions, Card, CardOptions, ExportError, Note, Tags, cards_of, json_schema, refuse_twins,
    write_anki_csv, write_csv, write_json,
};
use notesmith_parse::{Document, ParseOptions};

fn cards(path: &str, text: &str) -> Vec<Card> {
    let document = Document::parse(text, &ParseOptions::default());
    cards_of(&document, &Note { path, key: path }, &CardOptions::default())
}

fn anki_csv(cards: &[Card], options: &AnkiCsvOptions) -> String {
    let mut out = Vec::new();
    write_anki_csv(cards, options, &mut out).expect("a Vec takes every write");
    String::from_utf8(out).expect("the CSV is UTF-8")
}

/// Checks front and back of the only card of a note.
#[track_caller]
fn check(note: &str, front: &str, back: &str) {
    let found = cards("a.md", note);
    assert_eq!(found.len(), 1, "cards of {note}");
    assert_eq!((found[0].front.as_str(), found[0].back.as_str()), (front, back), "{note}");
}

#[test]
fn markdown_becomes_html() {
    check("- 列: 先入れ**先出し**", "列", "先入れ<strong>先出し</strong>");
    check("- `push`: 入れる & 出す", "<code>push</code>", "入れる &amp; 出す");
    check(
        "- 列:\n  - a。\n    - b\n  - c",
        "列",
        "<ul>\n<li>a。\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>",
    );
    check("- 列: - x", "列", "- x");
    check("- 列: a\n- <img src=\"a.png\" width=\"8\">", "列", "<p>a</p>\n<img src=\"a.png\" width=\"8\">");
    check("- 式: \\(a_1 * b_2 < c * d_3\\) と $b$", "式", "\\(a_1 * b_2 &lt; c * d_3\\) と $b$");
    check("- 式: `\\(a\\)` と \\[a\\] と \\(b", "式", "<code>\\(a\\)</code> と \\[a\\] と (b");
}

#[test]
fn references_lead_where_the_note_says() {
    let link = |text: &str| format!("<a href=\"http://e.com\">{text}</a>");
    let note = "- 参照: [Ref] と [text][ref] と [ref][] と [x]\n\n[ref]: http://e.com \"t\"\n";
    check(note, "参照", &format!("{} と {} と {} と [x]", link("Ref"), link("text"), link("ref")));
    check("- [列][ref]: a\n\n[ref]: <http://e.com>\n", &link("列"), "a");
    check("- 列[^1]: 本文[^1]です\n\n[^1]: 注\n", "列", "本文です");
}

#[test]
fn hostile_notes_are_neutral() {
    check("- 列: <script>alert(1)</script>x", "列", "x");
    check("- 列: <b onclick=\"x\">y</b>", "列", "<b>y</b>");
    check("- 列: [x](javascript:alert)", "列", "<a>x</a>");
    check("- 列: </ul></div>閉", "列", "閉");
    check("- 列: <div>開", "列", "<p></p><div>開<p></p>\n</div>");
    check("- 列{{c1::x}}: {{Front}}", "列&#123;&#123;c1::x&#125;&#125;", "&#123;&#123;Front&#125;&#125;");
    check("- 列: [sound:a.mp3] [latex]x[/latex]", "列", "&#91;sound:a.mp3] &#91;latex]x&#91;/latex]");
    check("- 列: a\u{1f}b", "列", "a b");
}

#[test]
fn places_make_keys_and_equal_terms_are_numbered() {
    let found = cards("AWS/01-10.md", "# 題\n\n## 3.\n\n- 列: a\n- 列: b\n- 山:\n  - 列: c\n");
    let keys: std::collections::BTreeSet<_> = found.iter().map(|card| card.key).collect();
    assert_eq!(keys.len(), 4);
    assert_eq!(*found[3].context, ["題", "3.", "山"]);
    assert_eq!(&*found[0].deck, "AWS");
    assert_eq!(*found[0].tags, ["notesmith::01-10::3"]);
    assert_eq!(found[0].source.line, 5);
}

#[test]
fn a_definition_and_lines_above_do_not_change_the_identity() {
    let before = cards("a.md", "# 題\n\n- 列: a\n");
    let after = cards("a.md", "前書き\n\n# 題\n\n段落\n\n- 列: 別の定義\n");
    assert_eq!(before[0].guid, after[0].guid);
    assert_ne!(before[0].guid, cards("b.md", "# 題\n\n- 列: a\n")[0].guid);
}

#[test]
fn images_are_listed() {
    let found =
        cards("a.md", "- 列: ![x](img/a.png) ![y](https://example.com/b.png?x=1&y=2) ![x](img/a.png)");
    assert_eq!(found[0].media, ["img/a.png"]);
    assert_eq!(found[0].remote_media, ["https://example.com/b.png?x=1&y=2"]);
}

#[test]
fn anki_reads_the_header_and_every_row() {
    let found = cards("b/a.md", "# 題\n\n- 列: \"a\", b\n- #山: c\n");
    let csv = anki_csv(&found, &AnkiCsvOptions::default());
    let guids: Vec<&str> = found.iter().map(|card| card.guid.as_str()).collect();
    let context = "<div class=\"\"notesmith-context\"\"><small>題</small></div>";
    assert_eq!(
        csv,
        format!(
            "#separator:Comma\n#html:true\n#if matches:update current\n#notetype:Basic\n#deck column:2\n\
             #guid column:1\n#tags:notesmith\n#columns:guid,deck,Front,Back\n\
             \"{}\",\"b\",\"{context}<div>列</div>\",\"&quot;a&quot;, b\"\n\
             \"{}\",\"b\",\"{context}<div>#山</div>\",\"c\"\n",
            guids[0].replace('"', "\"\""),
            guids[1].replace('"', "\"\"")
        )
    );
}

#[test]
fn our_own_note_type_gets_all_fields() {
    let options = AnkiCsvOptions { note_type: "Notesmith".to_owned(), tags: Tags::Column };
    let csv = anki_csv(&cards("a.md", "- 列: a\n"), &options);
    assert!(
        csv.contains("#tags column:10\n#columns:guid,deck,Key,Front,Back,Context,Source,Extra,Spare,tags\n"),
        "{csv}"
    );
    assert!(csv.ends_with("\"列\",\"a\",\"\",\"a.md\",\"\",\"\",\"notesmith::a\"\n"), "{csv}");
}

#[test]
fn a_note_type_cannot_open_a_header_line() {
    let options = AnkiCsvOptions { note_type: "Basic\n#deck:x".to_owned(), tags: Tags::Common };
    assert!(anki_csv(&[], &options).contains("\n#notetype:Basic#deck:x\n"));
}

/// Anki makes a second deck `AWS+` when it meets the outer deck after the inner one.
#[test]
fn outer_decks_come_first() {
    let mut found = cards("AWS/DVA/a.md", "- 列: a\n");
    found.extend(cards("AWS/b.md", "- 列: b\n"));
    let csv = anki_csv(&found, &AnkiCsvOptions::default());
    assert!(csv.find("\"AWS\"").expect("the outer deck") < csv.find("\"AWS::DVA\"").expect("the inner deck"));
}

#[test]
fn spreadsheets_get_plain_text() {
    let mut out = Vec::new();
    write_csv(&cards("x/a.md", "# 題\n\n- =SUM(A1): \"a\", **b**\n  - c\n"), &mut out)
        .expect("a Vec takes every write");
    let csv = String::from_utf8(out).expect("the CSV is UTF-8");
    let row = "'=SUM(A1),\"\"\"a\"\", b\nc\",題,x,notesmith::a,term,x/a.md,3,";
    assert!(csv.starts_with(&format!("front,back,context,deck,tags,kind,file,line,guid\r\n{row}")), "{csv}");
}

#[test]
fn twins_are_refused() {
    let mut found = cards("a.md", "- 列: a\n");
    found.extend(cards("a.md", "- 列: a\n"));
    let error = refuse_twins(&found).expect_err("both have one guid");
    assert!(matches!(error, ExportError::Twins { .. }));
    assert!(error.to_string().ends_with("a.md:1 and a.md:1"), "{error}");
}

#[test]
fn json_is_pinned() {
    let mut out = Vec::new();
    write_json(&cards("x/a.md", "# 題\n\n- 列: a ![](b.png)\n"), &mut out).expect("a Vec takes every write");
    let json: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
    let card = &json["cards"][0];
    assert_eq!(json["version"], 1);
    for (member, value) in [
        ("front", serde_json::json!("列")),
        ("frontText", serde_json::json!("列")),
        ("backText", serde_json::json!("a")),
        ("context", serde_json::json!(["題"])),
        ("deck", serde_json::json!("x")),
        ("tags", serde_json::json!(["notesmith::a"])),
        ("kind", serde_json::json!("term")),
        ("source", serde_json::json!({ "path": "x/a.md", "line": 3 })),
        ("media", serde_json::json!(["b.png"])),
        ("remoteMedia", serde_json::json!([])),
    ] {
        assert_eq!(card[member], value, "{member}");
    }
    let schema = serde_json::to_value(json_schema()).expect("a schema is JSON");
    let known: Vec<&String> =
        schema["$defs"]["Card"]["properties"].as_object().expect("properties").keys().collect();
    assert!(card.as_object().expect("a card").keys().all(|member| known.contains(&member)));
}
