//! Deck and tag names from paths and headings, in forms that Anki keeps as they are.

/// The deck of notes that lie in no folder, and the parent of a deck whose name is all digits.
const ROOT: &str = "Notes";

/// Gives the name of a deck in the form that Anki keeps; `None` if nothing of it is left.
pub fn deck_named(name: &str) -> Option<String> {
    let levels: Vec<String> = name.split("::").map(deck_level).filter(|level| !level.is_empty()).collect();
    (!levels.is_empty()).then(|| joined(&levels))
}

/// Gives a tag in the form that Anki keeps; `None` if nothing of it is left.
pub fn tag_named(name: &str) -> Option<String> {
    let levels: Vec<String> = name.split("::").map(tag_level).filter(|level| !level.is_empty()).collect();
    (!levels.is_empty()).then(|| levels.join("::"))
}

/// Gives the deck of a file by the folders of its path, which is relative to the notes' root and uses `/`.
///
/// Anki reads a deck column of digits as a deck's id and loses the row, so such a name goes under `Notes`.
pub fn deck_of(path: &str) -> String {
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    let levels: Vec<String> = folders
        .split('/')
        .map(deck_level)
        .filter(|level| !level.is_empty() && level != "." && level != "..")
        .collect();
    joined(&levels)
}

fn joined(levels: &[String]) -> String {
    match levels {
        [] => ROOT.to_owned(),
        [only] if only.chars().all(char::is_numeric) => format!("{ROOT}::{only}"),
        _ => levels.join("::"),
    }
}

/// Gives the tag of a file's section, such as `notesmith::21-30::28`.
pub fn tag_of(path: &str, section: Option<&str>) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let levels = [Some(stem), section].into_iter().flatten().map(tag_level).filter(|level| !level.is_empty());
    std::iter::once("notesmith".to_owned()).chain(levels).collect::<Vec<_>>().join("::")
}

/// Anki splits levels at `::`, trims them and drops quotes and control characters.
fn deck_level(folder: &str) -> String {
    let kept: String = folder.chars().filter(|letter| !letter.is_control() && *letter != '"').collect();
    kept.replace(':', " ").trim().to_owned()
}

/// A space would end the tag, a colon would open a level, and a comma ends a tag in some add-ons.
fn tag_level(text: &str) -> String {
    let joined: String = text
        .chars()
        .filter(|letter| !letter.is_control())
        .map(|letter| if letter.is_whitespace() || matches!(letter, ':' | '"' | ',') { '_' } else { letter })
        .collect();
    joined.trim_matches(['_', '.', '．']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decks_follow_folders() {
        for (path, deck) in [
            ("AWS/SAP/TechStock/21-30.md", "AWS::SAP::TechStock"),
            ("21-30.md", "Notes"),
            ("2023/a.md", "Notes::2023"),
            ("AWS/2023/a.md", "AWS::2023"),
            ("a::b/c.md", "a  b"),
            ("../x/./y.md", "x"),
            ("\"q\" /a.md", "q"),
            ("１２/a.md", "Notes::１２"),
        ] {
            assert_eq!(deck_of(path), deck, "{path}");
        }
    }

    #[test]
    fn tags_name_file_and_section() {
        for (path, section, tag) in [
            ("AWS/21-30.md", Some("28."), "notesmith::21-30::28"),
            ("a b.md", Some("第 1 分野: 設定"), "notesmith::a_b::第_1_分野__設定"),
            ("notes", None, "notesmith::notes"),
            ("x.md", Some("::"), "notesmith::x"),
        ] {
            assert_eq!(tag_of(path, section), tag);
        }
    }
}
