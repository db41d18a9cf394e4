use notesmith_parse::{DirectiveAction, DirectiveOrigin};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::web_rules::are_web_rules;

declare_rule! {
    /// Comments to notesmith that silence nothing.
    ///
    /// ## Why
    ///
    /// The finding was mended, and the comment stayed: it hides the next one.
    /// Each comment is a candidate; the engine takes back those that silenced a finding of the run.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// <!-- notesmith-ignore links/broken-path -->
    /// Nothing is linked here.
    /// ```
    ///
    /// ```md good
    /// <!-- a comment to people -->
    /// <!-- notesmith-ignore links/broken-url -- only `notesmith links` can tell -->
    /// Nothing is linked here.
    /// ```
    "suppression/unused" {
        aliases: [],
        level: Hint,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let own = note.document().directives().iter().filter(|directive| {
        directive.origin == DirectiveOrigin::Notesmith
            && matches!(
                directive.action,
                DirectiveAction::Ignore
                    | DirectiveAction::NextLine
                    | DirectiveAction::Line
                    | DirectiveAction::File
                    | DirectiveAction::Disable
            )
            && !are_web_rules(&directive.rules)
    });
    for directive in own {
        sink.report(directive.span, "this comment silences nothing").help("remove it");
    }
}
