//! Laws of the safe fixes of the structure rules: they converge, stay near what they report, leave code, HTML and front
//! matter alone, and those about invisible things leave the page as it is.

use notesmith_diagnostic::{Applicability, Diagnostic};
use notesmith_lint::{
    Corpus, Layer, Level, Note, RuleSet, RuleSetting, all_rules, apply_fixes, check_corpus, check_note,
    finish,
};
use notesmith_parse::{Document, ParseOptions};
use proptest::prelude::*;

const GROUPS: [&str; 6] = ["characters", "headings", "links", "lists", "markup", "terms"];

/// Rules whose fixes nobody sees on the page.
const INVISIBLE: [&str; 6] = [
    "markup/trailing-spaces",
    "markup/repeated-spaces",
    "markup/repeated-blank-lines",
    "markup/final-newline",
    "markup/fence-blank-lines",
    "links/unused-definition",
];

/// Rules about code, URLs or the spaces beside them.
const ABOUT_VERBATIM: [&str; 4] =
    ["markup/code-spacing", "links/double-bracket", "links/glued-url", "links/bare-url"];

/// Switches on the rules that `picks` names, and no other.
fn rules(picks: impl Fn(&str) -> bool) -> RuleSet {
    let level = |id: &str| if picks(id) { Level::Warning } else { Level::Off };
    let settings: Layer = all_rules()
        .iter()
        .map(|rule| (rule.id.to_owned(), RuleSetting { level: Some(level(rule.id)), options: None }))
        .collect();
    RuleSet::new(vec![settings]).expect("all names are rules")
}

fn find(text: &str, rules: &RuleSet) -> Vec<Diagnostic> {
    let document = Document::parse(text, &ParseOptions::default());
    let report = check_note(&Note::new("note.md", &document), rules);
    let mut found = report.diagnostics;
    let mut corpus = Corpus::default();
    corpus.add(report.facts);
    found
        .extend(check_corpus(&corpus, std::slice::from_ref(rules), &[0]).into_iter().map(|(_, found)| found));
    finish(found, &corpus.files()[0].suppressions)
}

/// Applies safe fixes until nothing changes; `None` where that takes more than ten rounds.
fn fix(text: &str, rules: &RuleSet) -> Option<String> {
    let mut text = text.to_owned();
    for _ in 0..10 {
        match apply_fixes(&text, &find(&text, rules), Applicability::Safe) {
            Some(fixed) if fixed.text != text => text = fixed.text,
            _ => return Some(text),
        }
    }
    None
}

/// Renders a note and collapses white space, which browsers do not show, nor do they before a closing tag.
fn page(text: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.front_matter_delimiter = Some("---".to_owned());
    options.render.r#unsafe = true;
    // The last line of a fence that is never closed may end with the file.
    let html = comrak::markdown_to_html(text, &options).replace("\n</code>", "</code>");
    html.split_whitespace().collect::<Vec<_>>().join(" ").replace(" </", "</")
}

/// Notes with defects: words and pieces of markup in any order.
fn notes() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z ]{1,6}",
        3 => "[ぁ-んァ-ヶ一-龠、。：（）「」]{1,5}",
        8 => prop::sample::select(vec![
            "# ", "## 21.\n", "## 22\n", "##23.\n", "  ## 24.\n", "#  x\n", "\n", "\n\n", "\n\n\n", "- ", "-　", "  - ", "-   ",
            "1. ", "3. ", "> ", ">  ", "`a  b`", "` a`", "```\n", "```sh\na  b　ｃ \n```\n", "**", "** ", " **", "*", "_", "[ a ](b)",
            "[a](b)", "![](c.png)", "(a)[b.md]", "[x](( http://a.b))", "[x]((http://a.b))", "<br>", "<!-- a  b -->", "<div>\na  b\n</div>\n",
            "https://a.example/xを", "| a | b |\n|---|---|\n| c | d |\n", "\n\n[r]: y\n\n", "[r][r]", "  ", "   \n", " \n", "  \n", "\t",
            "\u{3000}", "\u{200B}", "\u{2F64}", "Ａ１", "ｻﾞ", "か\u{3099}", "(", "）", "Term：x\n", "- Term:定義\n", "<<<<<<< a\n",
            "---\n", "    code  x\n", "\u{8}",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn fixes_converge(text in notes()) {
        let rules = rules(|id| GROUPS.iter().any(|group| id.starts_with(group)));
        let once = fix(&text, &rules);
        prop_assert!(once.is_some(), "fixes of {text:?} do not converge");
        let once = once.expect("just checked");
        prop_assert_eq!(fix(&once, &rules), Some(once.clone()), "fixed twice: {:?}", text);
    }

    #[test]
    fn fixes_stay_near_and_leave_code_alone(text in notes()) {
        let rules = rules(|id| GROUPS.iter().any(|group| id.starts_with(group)));
        let document = Document::parse(text.as_str(), &ParseOptions::default());
        for finding in find(&text, &rules) {
            let line = |at: usize| document.line_index().line(at);
            let (first, last) = (line(finding.span.start()), line(finding.span.end()));
            for edit in finding.fixes.iter().filter(|f| f.applicability == Applicability::Safe).flat_map(|f| &f.edits) {
                prop_assert!(
                    line(edit.span.start()) + 1 >= first && line(edit.span.end()) <= last + 1,
                    "{} edits far from its finding in {text:?}", finding.rule
                );
                let touches = !edit.span.is_empty() && document.is_verbatim(edit.span);
                prop_assert!(
                    !touches || ABOUT_VERBATIM.contains(&finding.rule.as_ref()),
                    "{} edits code, HTML or a URL in {text:?}", finding.rule
                );
            }
        }
    }

    #[test]
    fn invisible_fixes_keep_the_page(text in notes()) {
        for id in INVISIBLE {
            // comrak reads a bare marker at the very end differently.
            let text = if id == "markup/final-newline" { text.clone() } else { format!("{text}\n") };
            let fixed = fix(&text, &rules(|rule| rule == id));
            prop_assert!(fixed.is_some(), "{id} does not converge on {text:?}");
            let fixed = fixed.expect("just checked");
            prop_assert_eq!(page(&fixed), page(&text), "{} changed the page of {:?}", id, text);
        }
    }
}
