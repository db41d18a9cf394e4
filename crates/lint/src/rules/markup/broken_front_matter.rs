use notesmith_diagnostic::{Edit, Span};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::front_matter::{Flaw, flaw_of};

declare_rule! {
    /// Front matter that is never closed, stands too low or is no YAML.
    ///
    /// ## Why
    ///
    /// Without its closing `---`, or with a line above it, the page shows the front matter as text.
    /// Where it is no YAML, as `title: SAA: 21-30` is not, site generators stop or take nothing from it.
    /// Templates (`{{ title }}`) are left alone.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// ---
    /// title: 料金
    /// tags: [aws, saa]
    ///
    /// # 料金
    /// ```
    ///
    /// ```md bad
    /// ---
    /// title: SAA: 21-30
    /// ---
    ///
    /// # 料金
    /// ```
    ///
    /// ```md bad
    ///
    /// ---
    /// title: 料金
    /// ---
    /// ```
    ///
    /// ```md fixed
    /// ---
    /// title: 料金
    /// ---
    /// ```
    ///
    /// ```md good
    /// ---
    /// title: "SAA: 21-30"
    /// ---
    ///
    /// # 料金
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Blank lines above front matter are removed; the rest is for a person to mend.
    "markup/broken-front-matter" {
        aliases: [],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    match flaw_of(document) {
        None => {}
        Some(Flaw::Unclosed(fence)) => {
            sink.report(fence, "the front matter is never closed: the page shows it as text")
                .help("write a line `---` below its last key");
        }
        Some(Flaw::TooLow { above, matter }) => {
            let fence = Span::new(matter.start(), matter.start() + "---".len());
            sink.report(
                fence,
                "front matter is read on the first line of a file alone: this is shown as text",
            )
            .help("remove the blank lines above it")
            .fix("remove the blank lines above it", vec![Edit::replace(above, "")]);
        }
        Some(Flaw::Dash(dash)) => {
            sink.report(dash, "no space behind `-`: this is no item of the list")
                .help("put a space behind it")
                .fix("put a space behind it", vec![Edit::replace(Span::at(dash.end()), " ")]);
        }
        Some(Flaw::Twice(key)) => {
            let name = document.slice(key);
            sink.report(key, format!("the key `{name}` stands twice in the front matter"))
                .help("keep one of the two");
        }
        Some(Flaw::NoYaml { line, cause }) => {
            let (message, help) = cause.say();
            sink.report(line, format!("the front matter is no YAML: {message}")).help(help);
        }
    }
}
