//! What rules about the space beside code and beside links have in common: their option and their report.

use notesmith_diagnostic::Edit;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::corpus::Corpus;
use crate::facts::choices::{Matter, Norm};
use crate::sink::CorpusSink;

/// What stands between Japanese letters and something else.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Style {
    /// What most places do.
    #[default]
    Auto,
    /// A space.
    Space,
    /// Nothing.
    None,
}

/// Reports the places that differ; `what` is what stands beside Japanese letters.
pub(crate) fn report(corpus: &Corpus, matter: Matter, style: Style, what: &str, sink: &mut CorpusSink<'_>) {
    let configured = match style {
        Style::Auto => None,
        Style::Space => Some(" "),
        Style::None => Some(""),
    };
    let Some(norm) = Norm::of(corpus, matter, configured) else { return };
    let (found, title) =
        if norm.way.is_empty() { ("a space", "remove the space") } else { ("no space", "write a space") };
    for (file, choice) in norm.others(corpus, matter) {
        sink.report(file, choice.span, format!("{found} between {what} and Japanese letters"))
            .help(format!("{title}: {}", norm.evidence))
            .fix(title, vec![Edit::replace(choice.span, norm.way)]);
    }
}
