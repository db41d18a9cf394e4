use notesmith_diagnostic::{Edit, Span};

use crate::note::Note;
use crate::prh::Prh;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Words that a dictionary of prh wants to be written otherwise.
    ///
    /// ## Why
    ///
    /// Teams keep what they agreed on in such files; the dictionary says how a word is written, and often why.
    /// It is named in `notesmith.toml`: `[ja.prh] files = ["prh.yml"]`; without one the rule has nothing to say.
    /// All of prh's format is read: imports, targets, expressions of JavaScript, specs.
    ///
    /// ## Examples
    ///
    /// ```yaml dictionary
    /// version: 1
    /// rules:
    ///   - Web
    ///   - expected: おこな
    ///     pattern: /行な?(?=[わいっうえお])/
    ///     prh: ひらがなで書く
    /// ```
    ///
    /// ```md bad=2
    /// - web の設定を行う
    /// ```
    ///
    /// ```md fixed
    /// - Web の設定をおこなう
    /// ```
    ///
    /// ```md good
    /// - Web に行く、`web`、https://example.com/web
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The dictionary says what to write, and its specs prove its expressions.
    "ja/prh" {
        aliases: ["prh"],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: dictionary(check),
    }
}

fn check(note: &Note<'_>, prh: &Prh, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let (found, given_up) = prh.matches(note.path(), document.text());
    for found in found {
        let span = Span::from(found.range);
        if document.is_verbatim(span) {
            continue;
        }
        let right = found.replacement;
        let message = format!("{} is written {right}", document.slice(span));
        let help =
            found.note.map_or_else(|| format!("write {right}"), |note| format!("write {right}: {note}"));
        let title = format!("write {right}");
        sink.report(span, message)
            .help(help)
            .suggest(right.as_str())
            .fix(title, vec![Edit::replace(span, right)]);
    }
    for error in given_up {
        sink.report(Span::new(0, 0), error).help("simplify the expression in the dictionary of prh");
    }
}
