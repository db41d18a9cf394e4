use memchr::memmem;
use notesmith_diagnostic::Related;
use notesmith_parse::{Line, LineKind};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// An unresolved merge conflict.
    ///
    /// ## Why
    ///
    /// Git left two versions of a passage in the file, and both are shown with its markers.
    /// A conflict is one finding, at its first marker.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// <<<<<<< HEAD
    /// EC2 is a server.
    /// =======
    /// EC2 is a virtual server.
    /// >>>>>>> main
    /// ```
    ///
    /// ```md good
    /// Text.
    /// =======
    ///
    /// > > > > quoted
    /// ```
    "markup/merge-conflict" {
        aliases: [],
        level: Error,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let text = document.text();
    let begins = note.scan().tags.iter().any(|at| text[*at..].starts_with("<<<<<<< "));
    // The line between the two versions makes a heading of the text above it.
    let divides = || document.headings().iter().any(|heading| heading.setext);
    let is_cut = || divides() && ends_alone(text);
    if !begins && !is_cut() {
        return;
    }
    let mut open: Option<Conflict> = None;
    for line in note.lines().iter().filter(|line| line.kind != LineKind::Code) {
        let source = document.slice(line.span);
        let new = Conflict { first: *line, last: None };
        let ended = if source.starts_with("<<<<<<< ") {
            open.replace(new)
        } else if source.starts_with(">>>>>>> ") {
            Some(open.take().unwrap_or(new).ended(*line))
        } else {
            None
        };
        if let Some(conflict) = ended {
            conflict.report(sink);
        }
    }
    if let Some(conflict) = open {
        conflict.report(sink);
    }
}

/// Tells whether a conflict ends whose first marker is gone.
fn ends_alone(text: &str) -> bool {
    memmem::find(text.as_bytes(), b"\n>>>>>>> ").is_some_and(|end| text[..end].contains("\n=======\n"))
}

/// A conflict by its markers.
struct Conflict {
    first: Line,
    last: Option<Line>,
}

impl Conflict {
    /// Adds the marker that ends it, unless that is the only one.
    fn ended(self, last: Line) -> Self {
        Self { last: Some(last).filter(|last| last.number > self.first.number), ..self }
    }

    fn report(&self, sink: &mut Sink<'_>) {
        let finding = sink
            .report(self.first.span, "a merge conflict is not resolved")
            .help("keep one of the two versions and remove the markers");
        if let Some(last) = self.last {
            let message = "the conflict ends here".to_owned();
            finding.related(Related { path: None, span: last.span, line: last.number, message });
        }
    }
}
