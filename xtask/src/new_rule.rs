//! `cargo xtask new-rule GROUP/NAME`: a template that compiles and whose tests fail until it is filled in.

use std::path::Path;

use crate::{Failure, codegen};

const TEMPLATE: &str = r#"use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// TITLE: one sentence of at most 80 characters that names the problem.
    ///
    /// ## Why
    ///
    /// A reason that a user accepts.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// what the rule reports
    /// ```
    ///
    /// ```md good
    /// what it leaves alone
    /// ```
    "ID" {
        aliases: [],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for line in document.lines() {
        if document.slice(line.span).contains("the problem") {
            sink.report(line.span, "what is wrong, lower case, no period").help("what to do");
        }
    }
}
"#;

/// Writes the template of a rule and the registry that holds it.
///
/// # Errors
/// Fails when the id is not `group/name` in kebab-case or the rule is there already.
pub(crate) fn run(root: &Path, id: &str) -> Result<(), Failure> {
    let kebab = |part: &str| {
        part.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
    };
    let (group, name) = id
        .split_once('/')
        .filter(|(group, name)| kebab(group) && kebab(name))
        .ok_or("an id is group/name in kebab-case, `headings/duplicate-number` for one")?;
    let path = format!("crates/lint/src/rules/{}/{}.rs", group.replace('-', "_"), name.replace('-', "_"));
    let target = root.join(&path);
    if target.exists() {
        return Err(format!("{path} is there already").into());
    }
    std::fs::create_dir_all(target.parent().expect("a rule lies in the folder of its group"))?;
    std::fs::write(&target, TEMPLATE.replace("ID", id).replace("TITLE", "The problem"))?;
    println!("wrote {path}");
    codegen::write_registry(root)?;
    println!("next: fill it in until `cargo test -p notesmith-lint` passes, then run `cargo xtask codegen`");
    Ok(())
}
