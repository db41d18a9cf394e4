//! `notesmith stats`: how much the notes hold, what is wrong in them, and what style they have.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

use notesmith_lint::{Hints, Note};
use serde_json::{Value, json};

use crate::Outcome;
use crate::args::{StatsArgs, StatsFormat};
use crate::config;
use crate::discover::discover;
use crate::error::CliError;
use crate::escape::escape;
use crate::gather::parse;
use crate::profile::Profiles;
use crate::report::count;
use crate::run::{Setup, check};
use crate::survey::Survey;
use crate::{output, parallel};

/// What the command found.
struct Stats {
    files: usize,
    survey: Survey,
    rules: BTreeMap<String, usize>,
}

/// Runs the command; findings are counted, not judged: they do not fail it.
pub(crate) fn run(args: &StatsArgs) -> Result<Outcome, CliError> {
    let config = config::load_for(&args.files)?;
    let found = discover(&args.files, &config.root, &config.files.exclude)?;
    let profiles = Profiles::new(&config, &found.inputs, &[], &[])?;
    let options = config.parse_options();
    let spelling = crate::config::spelling_settings(&config)?;
    let setup = Setup {
        profiles: &profiles,
        options,
        spelling: &spelling,
        root: &config.root,
        named: &args.files.paths,
        hints: Hints::Kept,
    };
    let checked = check(&found.inputs, setup);
    let surveys = parallel::map(&found.inputs, |input| {
        catch_unwind(AssertUnwindSafe(|| {
            let document = parse(input, options).ok()?;
            Some(Survey::of(&Note::new(&input.display, &document)))
        }))
        // What the check could not read it has said already.
        .ok()
        .flatten()
    });
    let mut stats = Stats { files: checked.files.len(), survey: Survey::default(), rules: BTreeMap::new() };
    surveys.iter().flatten().for_each(|survey| stats.survey.add(survey));
    for finding in checked.files.iter().flat_map(|file| &file.findings) {
        *stats.rules.entry(finding.rule.to_string()).or_default() += 1;
    }
    match args.format {
        StatsFormat::Text => output::print(&text(&stats))?,
        StatsFormat::Json => {
            let json = serde_json::to_string_pretty(&as_json(&stats));
            output::print(&(json.map_err(|error| CliError::output(error.into()))? + "\n"))?;
        }
    }
    let problems: Vec<&CliError> = found.problems.iter().chain(&checked.problems).collect();
    for problem in &problems {
        output::error(problem);
    }
    Ok(if problems.is_empty() { Outcome::Clean } else { Outcome::Failed })
}

/// What most places of a matter of style have.
struct Norm<'a> {
    choice: &'a str,
    share: f64,
    /// How many places there are, whatever they have.
    count: usize,
}

impl<'a> Norm<'a> {
    /// Gives the choice made most often; of two, the one that sorts first.
    fn of(choices: &BTreeMap<&'a str, usize>) -> Option<Self> {
        let count: usize = choices.values().sum();
        let (choice, most) =
            choices.iter().max_by_key(|(name, number)| (**number, std::cmp::Reverse(**name)))?;
        #[expect(clippy::cast_precision_loss, reason = "a share is rounded to a thousandth")]
        let share = (*most as f64 / count as f64 * 1000.0).round() / 1000.0;
        Some(Self { choice, share, count })
    }
}

fn as_json(stats: &Stats) -> Value {
    let style: BTreeMap<&str, Value> = stats
        .survey
        .style
        .iter()
        .filter_map(|(matter, choices)| {
            let Norm { choice, share, count } = Norm::of(choices)?;
            Some((*matter, json!({ "choice": choice, "share": share, "count": count, "choices": choices })))
        })
        .collect();
    json!({
        "version": 1,
        "files": stats.files,
        "entries": stats.survey.entries,
        "links": stats.survey.links,
        "rules": stats.rules,
        "style": style,
    })
}

fn text(stats: &Stats) -> String {
    let mut out = [
        count(stats.files, "file", "files"),
        count(stats.survey.entries, "entry", "entries"),
        count(stats.survey.links, "link", "links"),
    ]
    .join(", ");
    out.push('\n');
    if !stats.rules.is_empty() {
        out.push_str("\nfindings\n");
        let mut rules: Vec<_> = stats.rules.iter().collect();
        rules.sort_by_key(|(rule, number)| (std::cmp::Reverse(**number), *rule));
        for (rule, number) in rules {
            let _ = writeln!(out, "{number:>7}  {}", escape(rule));
        }
    }
    if !stats.survey.style.is_empty() {
        out.push_str("\nstyle\n");
    }
    for (matter, choices) in &stats.survey.style {
        let Some(norm) = Norm::of(choices) else { continue };
        // 100 % means all of them.
        let percent = (norm.share * 100.0).floor();
        let _ = write!(out, "  {:<28}`{}` in {percent:.0} % of {}", title(matter), norm.choice, norm.count);
        let mut others: Vec<_> = choices.iter().filter(|(choice, _)| **choice != norm.choice).collect();
        others.sort_by_key(|(choice, number)| (std::cmp::Reverse(**number), **choice));
        for (choice, number) in others {
            let _ = write!(out, ", `{choice}` {number}");
        }
        out.push('\n');
    }
    out
}

/// Says what a matter of style is.
fn title(matter: &str) -> &str {
    match matter {
        "bullet" => "bullet",
        "headingNumber" => "number in a heading",
        "latinSpacing" => "between Japanese and Latin",
        "numberSpacing" => "between Japanese and digits",
        "listIndent" => "indent of nested items",
        "punctuation" => "punctuation",
        "termSeparator" => "between term and definition",
        other => other,
    }
}
