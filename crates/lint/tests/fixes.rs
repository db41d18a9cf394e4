//! Laws of the fixes: they converge, stay near what they report, leave code, HTML and front matter alone, and change the
//! page in nothing but what their rule is about.

use std::collections::BTreeMap;

use notesmith_diagnostic::{Applicability, Diagnostic};
use notesmith_lint::{
    Corpus, Hints, Layer, Level, Note, RuleSet, RuleSetting, all_rules, apply_fixes, check_corpus,
    check_note, find_rule, finish,
};
use notesmith_parse::{Document, ParseOptions};
use proptest::prelude::*;

const GROUPS: [&str; 7] = ["characters", "headings", "ja", "links", "lists", "markup", "terms"];

/// What a fix may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    /// White space that nobody sees; the page stays as it is.
    Unseen,
    /// White space.
    Spaces,
    /// Words and signs; every tag of the page stays.
    Text,
    /// Markup; every letter and digit of the source stays.
    Markup,
    /// The place of two parts of the source, all of whose letters and digits stay.
    Order,
    /// The scheme of an address; digits and Japanese letters of the source stay.
    Scheme,
}

/// What the fixes of each rule may change.
const EFFECTS: &[(&str, Effect)] = &[
    ("characters/control-character", Effect::Text),
    ("characters/decomposed", Effect::Text),
    ("characters/full-width-alphanumeric", Effect::Text),
    ("characters/full-width-mark", Effect::Markup),
    ("characters/half-width-kana", Effect::Text),
    ("characters/ideographic-space", Effect::Spaces),
    ("characters/invisible-character", Effect::Text),
    ("characters/kangxi-radical", Effect::Text),
    ("characters/misplaced-stop", Effect::Text),
    ("characters/mixed-brackets", Effect::Text),
    ("headings/broken-number", Effect::Text),
    ("headings/malformed-marker", Effect::Markup),
    ("headings/mixed-number-style", Effect::Text),
    ("headings/number-at-other-level", Effect::Markup),
    ("headings/skipped-level", Effect::Markup),
    ("headings/trailing-punctuation", Effect::Text),
    ("ja/abusage", Effect::Text),
    ("ja/after-exclamation", Effect::Spaces),
    ("ja/after-question", Effect::Spaces),
    ("ja/ascii-punctuation", Effect::Text),
    ("ja/bracket-spacing", Effect::Spaces),
    ("ja/code-spacing", Effect::Spaces),
    ("ja/comma-period-style", Effect::Text),
    ("ja/counter", Effect::Text),
    ("ja/dropped-i", Effect::Text),
    ("ja/dropped-ra", Effect::Text),
    ("ja/full-width-colon", Effect::Text),
    ("ja/katakana-compound", Effect::Text),
    ("ja/large-ke", Effect::Text),
    ("ja/latin-spacing", Effect::Spaces),
    ("ja/link-spacing", Effect::Spaces),
    ("ja/missing-period", Effect::Text),
    ("ja/prh", Effect::Text),
    ("ja/redundant", Effect::Text),
    ("ja/slash-spacing", Effect::Spaces),
    ("ja/space-between-full-width", Effect::Spaces),
    ("links/bare-url", Effect::Markup),
    ("links/double-bracket", Effect::Markup),
    ("links/empty-text", Effect::Markup),
    ("links/glued-url", Effect::Markup),
    ("links/misspelt-scheme", Effect::Scheme),
    ("links/reversed", Effect::Order),
    ("links/unrendered-link", Effect::Markup),
    ("links/unused-definition", Effect::Unseen),
    ("lists/broken-task", Effect::Markup),
    ("lists/full-width-bullet", Effect::Markup),
    ("lists/lost-marker", Effect::Markup),
    ("lists/marker-spacing", Effect::Unseen),
    ("lists/marker-style", Effect::Markup),
    ("lists/missing-space", Effect::Markup),
    ("lists/split-list", Effect::Markup),
    ("lists/wrong-number", Effect::Unseen),
    ("markup/blockquote-gap", Effect::Markup),
    ("markup/blockquote-spacing", Effect::Spaces),
    ("markup/broken-front-matter", Effect::Markup),
    ("markup/broken-html", Effect::Markup),
    ("markup/code-spacing", Effect::Spaces),
    ("markup/emphasis-spacing", Effect::Markup),
    ("markup/fence-blank-lines", Effect::Unseen),
    ("markup/final-newline", Effect::Unseen),
    ("markup/hard-tab", Effect::Unseen),
    ("markup/link-spacing", Effect::Spaces),
    ("markup/markdown-in-html", Effect::Markup),
    ("markup/repeated-blank-lines", Effect::Unseen),
    ("markup/repeated-spaces", Effect::Unseen),
    ("markup/trailing-spaces", Effect::Unseen),
    ("markup/unrendered-emphasis", Effect::Markup),
    ("spelling/acronym", Effect::Text),
    ("spelling/brand-case", Effect::Text),
    ("spelling/hiragana", Effect::Text),
    ("spelling/joined-name", Effect::Text),
    ("spelling/kanji", Effect::Text),
    ("spelling/katakana", Effect::Text),
    ("spelling/known-misspelling", Effect::Text),
    ("spelling/look-alike", Effect::Text),
    ("spelling/lower-case-name", Effect::Text),
    ("spelling/near-miss", Effect::Text),
    ("spelling/repeated-word", Effect::Text),
    ("spelling/service-name", Effect::Text),
    ("spelling/split-word", Effect::Text),
    ("spelling/wrong-word", Effect::Text),
    ("terms/acronym-expansion", Effect::Text),
    ("terms/separator-style", Effect::Text),
    ("terms/variant", Effect::Text),
];

/// Rules about code, URLs or the spaces beside them.
const ABOUT_VERBATIM: [&str; 6] = [
    "markup/code-spacing",
    "links/double-bracket",
    "links/glued-url",
    "links/bare-url",
    "links/misspelt-scheme",
    "links/reversed",
];

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
    let report = check_note(&Note::new("note.md", &document), rules, Hints::Kept);
    let mut found = report.diagnostics;
    let mut corpus = Corpus::default();
    corpus.add(report.facts);
    let report = check_corpus(&corpus, std::slice::from_ref(rules), &[0], Hints::Kept);
    found.extend(report.diagnostics.into_iter().map(|(_, found)| found));
    finish(found, &corpus.files()[0].suppressions)
}

/// Applies safe fixes until nothing changes; `None` where that takes more than ten rounds.
fn fix(text: &str, rules: &RuleSet) -> Option<String> {
    fix_with(text, rules, Applicability::Safe)
}

fn fix_with(text: &str, rules: &RuleSet, at_most: Applicability) -> Option<String> {
    let mut text = text.to_owned();
    for _ in 0..10 {
        match apply_fixes(&text, &find(&text, rules), at_most) {
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

/// Gives the names of the tags of a page, in order; those of emphasis are left out, since it may work or not as signs
/// and letters stand beside it.
fn tags(page: &str) -> Vec<&str> {
    let name =
        |tag: &'_ str| tag.find(|c: char| !(c.is_ascii_alphanumeric() || c == '/')).unwrap_or(tag.len());
    let names = page.split('<').skip(1).map(|tag| &tag[..name(tag)]);
    names.filter(|name| !matches!(name.trim_start_matches('/'), "em" | "strong" | "del")).collect()
}

/// Gives what a fix of this effect may not change.
fn lasting(effect: Effect, text: &str) -> String {
    match effect {
        Effect::Unseen => page(text),
        Effect::Spaces => page(text).split_whitespace().collect(),
        Effect::Text => tags(&page(text)).join(" "),
        Effect::Markup => letters(text).collect(),
        Effect::Order => {
            let mut letters: Vec<char> = letters(text).collect();
            letters.sort_unstable();
            letters.into_iter().collect()
        }
        Effect::Scheme => letters(text).filter(|c| !c.is_ascii_alphabetic()).collect(),
    }
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric())
}

/// Notes with defects: words and pieces of markup in any order.
fn notes() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z ]{1,6}",
        3 => "[ぁ-んァ-ヶ一-龠、。：（）「」]{1,5}",
        8 => prop::sample::select(vec![
            "# ", "## 21.\n", "## 22\n", "##23.\n", "  ## 24.\n", "#  x\n", "\n", "\n\n", "\n\n\n", "- ", "-　", "  - ", "-   ",
            "1. ", "3. ", "> ", ">  ", "`a  b`", "` a`", "```\n", "```sh\na  b　ｃ \n```\n", "**", "** ", " **", "*", "_", "[ a ](b)",
            "[a](b)", "![](c.png)", "(a)[b.md]", "[x](( http://a.b))", "[x]((http://a.b))", "[a] (b.md)", "［a］(b.md)", "[a]（b.md）", "[a](b c.md)", "[a](http://b.c", "! [a](b.png)", "\n・あ", "\n1．あ",
            "\n*あ", "\n1.あ", "\n> ", "\n\n> ", "&nbsp", "<br", "<b>", "<br>", "<!-- a  b -->", "<div>\na  b\n</div>\n",
            "https://a.example/xを", "| a | b |\n|---|---|\n| c | d |\n", "\n\n[r]: y\n\n", "[r][r]", "  ", "   \n", " \n", "  \n", "\t",
            "\u{3000}", "\u{200B}", "\u{2F64}", "Ａ１", "ｻﾞ", "か\u{3099}", "(", "）", "Term：x\n", "- Term:定義\n", "<<<<<<< a\n",
            "---\n", "    code  x\n", "\u{8}", "recieve ", "Github ", "javascript ", "データーベース", "をを", "のの",
            "[https://a.jp/b](題 名)", "htps://a.jp", "https://https://a.jp ", "- [] あ\n", "- [ x] b\n", "＊＊あ＊＊", "｀a｀", "[](a.png)", "[[a](b)",
            "<details>\n- あ\n", "\n---\ntitle: a\n---\n", "AWS ", "lamda ", "EC２", "コンピユータ", "* ", "+ ", "### x\n", "~~", "Aws ", "a\u{200B}", "\u{FEFF}", "\u{200B}", "。**", "**。",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn fixes_converge(text in notes()) {
        let rules = rules(|id| GROUPS.iter().any(|group| id.starts_with(&format!("{group}/"))));
        let once = fix(&text, &rules);
        prop_assert!(once.is_some(), "fixes of {text:?} do not converge");
        let once = once.expect("just checked");
        prop_assert_eq!(fix(&once, &rules), Some(once.clone()), "fixed twice: {:?}", text);
    }

    #[test]
    fn fixes_stay_near_and_leave_code_alone(text in notes()) {
        prop_assert_eq!(stay_near(&text), Ok(()));
    }

    #[test]
    fn fixes_change_what_their_rule_is_about(text in notes()) {
        let judged = judge(&text);
        prop_assert!(judged.is_ok(), "{}", judged.expect_err("just checked"));
    }
}

/// Looks at the safe edits of all findings in a note: whether they are near what they mend and touch code only if they may.
fn stay_near(text: &str) -> Result<(), String> {
    let rules = rules(|id| GROUPS.iter().any(|group| id.starts_with(&format!("{group}/"))));
    let document = Document::parse(text, &ParseOptions::default());
    let line = |at: usize| document.line_index().line(at);
    for finding in find(text, &rules) {
        let (first, last) = (line(finding.span.start()), line(finding.span.end()));
        let safe = finding.fixes.iter().filter(|fix| fix.applicability == Applicability::Safe);
        for edit in safe.flat_map(|fix| &fix.edits) {
            // Blank lines belong to what stands below them, however many there are.
            let start = edit.span.end() - document.slice(edit.span).trim_start().len();
            if line(start) + 1 < first || line(edit.span.end()) > last + 1 {
                return Err(format!("{} edits far from its finding in {text:?}", finding.rule));
            }
            let touches = !edit.span.is_empty() && document.is_verbatim(edit.span);
            if touches && !ABOUT_VERBATIM.contains(&finding.rule.as_ref()) {
                return Err(format!("{} edits code, HTML or a URL in {text:?}", finding.rule));
            }
        }
    }
    Ok(())
}

/// Fixes a note by each rule alone, to the level that the rule declares, and compares what may not change.
fn judge(text: &str) -> Result<(), String> {
    let effects: BTreeMap<&str, Effect> = EFFECTS.iter().copied().collect();
    // comrak reads a bare marker at the very end differently.
    let text = format!("{text}\n");
    let found = find(&text, &rules(|_| true));
    let mut ids: Vec<&str> =
        found.iter().filter(|one| !one.fixes.is_empty()).map(|one| one.rule.as_ref()).collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let (effect, rules) = (effects[id], rules(|rule| rule == id));
        let at_most = find_rule(id).and_then(|rule| rule.fix).expect("it has fixes");
        let fixed =
            fix_with(&text, &rules, at_most).ok_or_else(|| format!("{id} does not converge on {text:?}"))?;
        if fix_with(&fixed, &rules, at_most).as_ref() != Some(&fixed) {
            return Err(format!("{id} is not done with {text:?}"));
        }
        let (left, right) = (lasting(effect, &fixed), lasting(effect, &text));
        if left != right {
            return Err(format!("{id} changed more than {effect:?} in {text:?}:\n{left}\nwas\n{right}"));
        }
    }
    Ok(())
}

/// An input of a random run that broke the law once.
#[test]
fn fixes_that_went_far_once() {
    assert_eq!(stay_near("   \n\n---\ntitle: a\n---\n"), Ok(()));
}

/// Inputs of random runs that broke the law once.
#[test]
fn fixes_that_changed_more_once() {
    for text in [
        "[x](( http://a.b))\u{3000}ぁ\u{3000}- ",
        "(a)[b.md](）",
        "A<details>\n- あ\n\t\u{3000}```\n",
        "see sshd@.service\n",
    ] {
        assert_eq!(judge(text), Ok(()), "{text:?}");
    }
}

#[test]
fn every_fix_is_judged() {
    let fixable: Vec<&str> =
        all_rules().iter().filter(|rule| rule.fix.is_some()).map(|rule| rule.id).collect();
    assert_eq!(
        EFFECTS.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
        fixable,
        "each rule with a fix says what that may change"
    );
}
