//! The embedded vocabulary: what it knows, and the law of its neighbour search.

use std::collections::BTreeSet;

use notesmith_lint::vocabulary::{Name, Vocabulary, Word};
use proptest::prelude::*;

#[test]
fn knows_words_of_each_source() {
    let vocabulary = Vocabulary::shared();
    for word in ["running", "colour", "lambda", "dynamodb", "kubernetes", "github", "xargs", "tokyo"] {
        assert!(vocabulary.word(word).is_some(), "{word}");
    }
    for word in ["lamnda", "runnning", "indusrty", "qqqqq"] {
        assert!(vocabulary.word(word).is_none(), "{word}");
    }
    let facts = |word| vocabulary.word(word).expect("checked above");
    assert_eq!(facts("running").english_size(), Some(10));
    assert!(facts("tokyo").is_proper_name());
    assert!(facts("dynamodb").is_service());
    assert!(facts("github").is_brand());
}

#[test]
fn writes_brands_as_their_owners_do() {
    let casing = |lower: &str| Vocabulary::shared().word(lower).and_then(|word| word.casing(lower));
    for written in ["VMware", "HBase", "GitHub", "JavaScript", "PostgreSQL", "DataSync", "MySQL"] {
        assert_eq!(casing(&written.to_lowercase()).as_deref(), Some(written));
    }
    // English writes them in lower case too, so there is no one form.
    for word in ["running", "lambda", "swift", "rust"] {
        assert_eq!(casing(word), None, "{word}");
    }
}

#[test]
fn knows_the_spacing_of_names() {
    let vocabulary = Vocabulary::shared();
    for written in ["CloudHSM", "Secrets Manager", "Route 53", "Elastic Beanstalk", "X-Ray"] {
        let squashed: String =
            written.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        let name = vocabulary.name(&squashed).expect(written);
        assert_eq!(name.text(), written);
    }
}

#[test]
fn knows_the_names_of_its_own_list() {
    let vocabulary = Vocabulary::shared();
    let settled = |squashed: &str| vocabulary.name(squashed).filter(|name| name.is_settled());
    for (squashed, written) in [("bigquery", "BigQuery"), ("redhat", "Red Hat"), ("powerbi", "Power BI")] {
        assert_eq!(settled(squashed).map(Name::text), Some(written));
    }
    for squashed in ["route53", "openapi", "azuremonitor"] {
        assert!(settled(squashed).is_none(), "{squashed}");
    }
    let is_famous = |word: &str| vocabulary.word(word).is_some_and(Word::is_famous);
    assert!(is_famous("kubernetes") && is_famous("kubectl") && !is_famous("cloud"));
}

#[test]
fn corrects_known_misspellings() {
    let corrections = |word| {
        let list = Vocabulary::shared().corrections(word);
        list.map(Iterator::collect::<Vec<_>>)
    };
    assert_eq!(corrections("recieve"), Some(vec!["receive"]));
    assert_eq!(corrections("receive"), None);
}

#[test]
fn knows_katakana() {
    let vocabulary = Vocabulary::shared();
    assert!(vocabulary.has_katakana("サービス"));
    assert!(!vocabulary.has_katakana("サービヌ"));
    assert!(!vocabulary.has_katakana("kana"));
    let near = |word| vocabulary.near_katakana(word);
    assert!(near("サービヌ").contains(&"サービス".to_owned()));
    assert!(near("サビス").contains(&"サービス".to_owned()));
    assert!(near("サービンス").contains(&"サービス".to_owned()));
    assert!(near("サービル").contains(&"サービス".to_owned()));
    assert!(!near("サーブル").contains(&"サービス".to_owned()), "two edits");
}

/// All lower-case words at distance one, the slow way.
fn edits(word: &str) -> BTreeSet<String> {
    let bytes = word.as_bytes();
    let mut edits = BTreeSet::new();
    let mut add = |parts: &[&[u8]]| edits.insert(String::from_utf8(parts.concat()).expect("ASCII"));
    for at in 0..=bytes.len() {
        let (before, rest) = bytes.split_at(at);
        for letter in b'a'..=b'z' {
            add(&[before, &[letter], rest]);
            if !rest.is_empty() {
                add(&[before, &[letter], &rest[1..]]);
            }
        }
        if !rest.is_empty() {
            add(&[before, &rest[1..]]);
        }
        if rest.len() > 1 {
            add(&[before, &[rest[1], rest[0]], &rest[2..]]);
        }
    }
    edits.remove(word);
    edits
}

proptest! {
    #[test]
    fn finds_exactly_the_words_one_edit_away(word in "[a-z]{2,5}|[a-z]{1,3}(ing|ed|er|tion|ment)") {
        let vocabulary = Vocabulary::shared();
        let found = vocabulary.near_words(&word);
        let texts: BTreeSet<String> = found.iter().map(|near| near.text.clone()).collect();
        prop_assert_eq!(texts.len(), found.len(), "each word once");
        let wanted: BTreeSet<String> =
            edits(&word).into_iter().filter(|edit| vocabulary.word(edit).is_some()).collect();
        prop_assert_eq!(texts, wanted);
        for near in found {
            prop_assert_eq!(vocabulary.word(&near.text), Some(near.value));
        }
    }
}
