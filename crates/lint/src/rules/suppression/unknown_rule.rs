use notesmith_parse::{DirectiveAction, DirectiveOrigin};

use crate::note::Note;
use crate::rule::{NoOptions, all_rules, declare_rule};
use crate::settings::closest_rule;
use crate::sink::Sink;
use crate::web_rules::WEB_RULES;

declare_rule! {
    /// Comments to notesmith that name no rule, or ask for nothing known.
    ///
    /// ## Why
    ///
    /// A comment that does nothing looks as if it did: the finding that it was to silence comes back, or it silences
    /// less than its author thinks.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// <!-- notesmith-ignore links/broken-pth -- the file comes later -->
    /// ```
    ///
    /// ```md bad
    /// <!-- notesmith-ingore-file -->
    /// ```
    ///
    /// ```md good
    /// <!-- notesmith-ignore links/broken-path, spelling -- the file comes later -->
    /// <!-- notesmith-ignore links/broken-url -- `notesmith links` reports it -->
    /// ```
    "suppression/unknown-rule" {
        aliases: [],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let own = note.document().directives().iter().filter(|d| d.origin == DirectiveOrigin::Notesmith);
    for directive in own {
        if directive.action == DirectiveAction::Unknown {
            sink.report(directive.span, "this comment asks for nothing that notesmith knows").help(
                "use notesmith-ignore, -ignore-next-line, -ignore-file, or -disable and -enable, then names of rules",
            );
        }
        for name in directive.rules.iter().filter(|name| !is_known(name)) {
            let help = closest_rule(name)
                .map_or("list the rules with `notesmith explain`".to_owned(), |rule| {
                    format!("did you mean {rule}?")
                });
            sink.report(directive.span, format!("there is no rule `{name}`")).help(help);
        }
    }
}

fn is_known(name: &str) -> bool {
    WEB_RULES.contains(&name)
        || name == "patterns"
        || name.starts_with("patterns/")
        || all_rules().iter().any(|rule| rule.is_named(name))
}
