//! What is said of faulty configuration files.

use super::*;
use crate::config::document::outer_schema;

/// Checks what is said of a file, the help behind a bar.
#[track_caller]
fn check_said(text: &str, expected: &str) {
    let said = check(text, &outer_schema()).err().map(|fault| {
        assert!(text.get(fault.span.clone()).is_some_and(|place| !place.is_empty()), "a place in {text}");
        format!("{} | {}", fault.message, fault.help.unwrap_or_default())
    });
    assert_eq!(said.unwrap_or_default(), expected, "{text}");
}

#[test]
fn numbers_have_bounds() {
    let seconds = "the longest one request may take, in seconds";
    for (value, found) in [("0", "0"), ("-1", "-1"), ("\"5s\"", "\"5s\""), ("1.5", "1.5"), ("70000", "70000")]
    {
        let expected =
            format!("`links.timeout` is {found}; allowed: a whole number from 1 to 65535 | {seconds}");
        check_said(&format!("links.timeout = {value}\n"), &expected);
    }
    check_said("links.timeout = 0x10\n", "");
    let host = "[links.hosts.\"a.example\"]\n";
    let rate = "how many requests it gets each second; 0.1 is one in ten seconds";
    for value in ["0", "-1.0", "nan", "inf", "1e300"] {
        let message =
            format!("`links.hosts.\"a.example\".per-second` is {value}; allowed: a number from 0.02 to 1000");
        check_said(&format!("{host}per-second = {value}\n"), &format!("{message} | {rate}"));
    }
    check_said(&format!("{host}per-second = 2\nat-once = 3\n"), "");
    let level = "`rules.MD025.title-level` is 9; allowed: a whole number from 1 to 6 | the level of a title";
    check_said("[rules]\nMD025 = { title-level = 9 }\n", level);
}

#[test]
fn shapes_have_a_remedy() {
    for (text, expected) in [
        (
            "[links.ignore]\nurl = \"*\"\n",
            "`links.ignore` is a table; allowed: a list of tables | write [[links.ignore]], in two brackets",
        ),
        (
            "[links]\nignore = [\"https://a\"]\n",
            "`links.ignore` is \"https://a\"; allowed: a table | URLs that are not asked, and why",
        ),
        (
            "[[links.ignore]]\nurl = \"*\"\n",
            "`reason` is missing in `links.ignore` | add `reason = …`: why it is not asked",
        ),
        (
            "[[files]]\n",
            "`files` is a list; allowed: a table | write [files], in one bracket, and keys below it",
        ),
        (
            "[files]\nexclude = \"a\"\n",
            "`files.exclude` is \"a\"; allowed: a list of texts in quotes | write it in brackets: [\"a\"]",
        ),
        ("[files]\nexclude = [1]\n", "`files.exclude` is 1; allowed: a text in quotes | write it in quotes"),
        (
            "[files]\nwiki-links = \"yes\"\n",
            "`files.wiki-links` is \"yes\"; allowed: true or false | whether `[[page]]` is a link",
        ),
        (
            "[overrides]\n",
            "`overrides` is a table; allowed: a list of tables | write [[overrides]], in two brackets",
        ),
        (
            "[[overrides]]\npaths = []\nrules = {}\n",
            "`overrides.paths` is an empty list; allowed: a list of one or more texts in quotes | globs as in `.gitignore`, relative to this file",
        ),
        (
            "[export]\ncard-types = [\"basc\"]\n",
            "`export.card-types` is \"basc\"; allowed: \"basic\", \"reversed\", \"acronym\" or \"cloze\" | did you mean \"basic\"?",
        ),
        (
            "[rules]\n\"headings/number-gap\" = { allow = 3 }\n",
            "`rules.\"headings/number-gap\".allow` is 3; allowed: a list of whole numbers, 0 or more | numbers that may be missing",
        ),
        (
            "[rules]\n\"headings/missing-blank-lines\" = { lines-above = true }\n",
            "`rules.\"headings/missing-blank-lines\".lines-above` is true; allowed: a whole number, -1 or more or a list of whole numbers, -1 or more | how many blank lines there are above; -1 for any number. A list holds one for each level",
        ),
    ] {
        check_said(text, expected);
    }
}

#[test]
fn texts_have_forms() {
    for (text, expected) in [
        (
            "[[links.ignore]]\nurl = \"*\"\nreason = \" \"\n",
            "\" \" in `links.ignore.reason` is empty | write something, or leave it out",
        ),
        (
            "[[links.ignore]]\nurl = \"a.example\"\nreason = \"x\"\n",
            "\"a.example\" in `links.ignore.url` is no URL | write it whole, \"https://example.com/*\"; `*` stands for any characters",
        ),
        (
            "[files]\nexclude = [\"[z-a]\"]\n",
            "\"[z-a]\" in `files.exclude` is no glob: invalid range; 'z' > 'a' | write it as in .gitignore",
        ),
        (
            "[export]\ntags = [\"a b\"]\n",
            "\"a b\" in `export.tags` is no name that Anki keeps as it is | write \"a_b\"",
        ),
        (
            "[[export.decks]]\npaths = [\"a\"]\ndeck = \"a::\"\n",
            "\"a::\" in `export.decks.deck` is no name that Anki keeps as it is | write \"a\"",
        ),
        (
            "[spelling]\nbrands = { x = \"Y\" }\n",
            "`spelling.brands.x` is \"Y\", which is `y` in lower case | write y = \"Y\"",
        ),
        (
            "[spelling]\nwords = [\"a#b\"]\n",
            "\"a#b\" in `spelling.words` is no word | write letters and digits",
        ),
        (
            "[links.hosts.\"https://a.example\"]\n",
            "\"https://a.example\" in `links.hosts.\"https://a.example\"` is no name of a host | write the name alone, \"example.com\", or \"*.example.com\" for all hosts below it",
        ),
        (
            "[rules]\nMD035 = { style = \"foo\" }\n",
            "\"foo\" in `rules.MD035.style` is no horizontal rule | write it as in a note: \"---\", \"***\" or \"- - -\"",
        ),
    ] {
        check_said(text, expected);
    }
    for good in [
        "[[export.decks]]\npaths = [\"a\"]\ndeck = \"Cloud:: AWS \"\n",
        "[links.hosts.\"*.example.com\"]\n[links.hosts.\"127.0.0.1\"]\n[links.hosts.\"[::1]\"]\n",
        "[rules]\nMD035 = { style = \"- - -\" }\nMD003 = { style = \"atx_closed\" }\nheadings = \"off\"\n",
        "[[patterns]]\nname = \"x\"\nregex = \"a\"\nmessage = \"m\"\npaths = []\n",
    ] {
        check_said(good, "");
    }
}

#[test]
fn names_of_rules_are_checked_where_no_file_matches() {
    let off = "[[overrides]]\npaths = [\"nowhere\"]\nrules = ";
    for (rules, expected) in [
        (
            "{ \"headings/number-gaps\" = \"off\" }",
            "there is no rule, group or alias `headings/number-gaps` | did you mean `headings/number-gap`?",
        ),
        (
            "{ \"headings/number-gap\" = { polcy = \"off\" } }",
            "there is no key `polcy` in `overrides.rules.\"headings/number-gap\"` | did you mean `policy`?",
        ),
        (
            "{ headings = { number-gap = \"off\" } }",
            "`overrides.rules.headings` is a group and has a level only; options belong to a rule | write \"headings/number-gap\" = … in [rules]",
        ),
    ] {
        check_said(&format!("{off}{rules}\n"), expected);
    }
    check_said(
        "[rules]\nheadings/number-gap = \"off\"\n",
        "invalid unquoted key, expected letters, numbers, `-`, `_` | put the name of a rule in quotes: \"headings/number-gap\" = \"off\"",
    );
}
