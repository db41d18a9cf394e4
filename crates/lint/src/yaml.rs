//! What is refused of YAML before it is loaded.

use yaml_rust2::parser::{Event, Parser};

/// Deeper than this no file of ours is; the loader of YAML calls itself for each level.
const DEEPEST: usize = 32;

/// Refuses aliases, a few lines of which stand for gigabytes, and values in values without end.
///
/// # Errors
/// What it holds, and where; or why it is no YAML.
pub(crate) fn refuse_bombs(text: &str) -> Result<(), String> {
    let mut parser = Parser::new_from_str(text);
    let mut depth = 0;
    loop {
        match parser.next_token().map_err(|error| format!("it is no YAML: {error}"))? {
            (Event::StreamEnd, _) => return Ok(()),
            (Event::Alias(_), mark) => return Err(format!("line {} holds an alias", mark.line())),
            (Event::SequenceStart(..) | Event::MappingStart(..), mark) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(format!(
                        "line {} holds lists in lists, more than {DEEPEST} deep",
                        mark.line()
                    ));
                }
            }
            (Event::SequenceEnd | Event::MappingEnd, _) => depth -= 1,
            _ => {}
        }
    }
}
