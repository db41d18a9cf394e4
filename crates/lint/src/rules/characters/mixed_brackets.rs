use notesmith_diagnostic::{Applicability, Edit};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::unrendered_links::is_address;

declare_rule! {
    /// A full-width bracket closed by a half-width one, or the other way round.
    ///
    /// ## Why
    ///
    /// It is a slip of the input method, and the text looks uneven.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// - HSM（ハードウェア) と KMS (鍵の管理）
    /// ```
    ///
    /// ```md fixed
    /// - HSM（ハードウェア） と KMS (鍵の管理)
    /// ```
    ///
    /// ```md good
    /// - HSM（ハードウェア）と KMS (鍵の管理)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The closing bracket gets the width of the opening one.
    /// Behind `]` that makes a link, and is not safe.
    "characters/mixed-brackets" {
        aliases: [],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let text = note.document().text();
    for (opening, closing) in &note.brackets().pairs {
        let wanted = match (opening.c, closing.c) {
            ('（', ')') => '）',
            ('(', '）') => ')',
            _ => continue,
        };
        let before = &text[..opening.span.start()];
        // The address of a link is for `links/unrendered-link`.
        let behind = before.ends_with([']', '］']);
        if behind && is_address(&text[opening.span.end()..closing.span.start()]) {
            continue;
        }
        let may_link = wanted == ')' && before.ends_with(']');
        let safety = if may_link { Applicability::Unsafe } else { Applicability::Safe };
        sink.report(closing.span, format!("`{}` is closed by `{}`", opening.c, closing.c))
            .help(format!("write `{wanted}`"))
            .suggest(wanted)
            .fix_as(safety, format!("write `{wanted}`"), vec![Edit::replace(closing.span, wanted)]);
    }
}
