use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// A term such as 例 or 目的 with nothing above it that says of what.
    ///
    /// ## Why
    ///
    /// The card asks "例?", and months later nobody knows what of.
    /// Below another term or a heading with a name the term is fine, since the card shows what it stands below.
    ///
    /// ## Examples
    ///
    /// ```md bad=1
    /// # メモ
    ///
    /// - 目的: 待ち時間を減らす
    /// ```
    ///
    /// ```md good
    /// # メモ
    ///
    /// - キャッシュ
    ///   - 目的: 待ち時間を減らす
    /// ```
    "cards/generic-term" {
        aliases: [],
        level: Hint,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

/// Terms that mean something only together with another one.
const GENERIC: &[&str] = &[
    "例",
    "具体例",
    "目的",
    "特徴",
    "概要",
    "用途",
    "手順",
    "方法",
    "説明",
    "利点",
    "欠点",
    "注意",
    "注意点",
    "理由",
    "背景",
    "前提",
    "結果",
    "原因",
    "対策",
    "効果",
    "構成",
    "構成要素",
    "種類",
    "条件",
    "要件",
    "使い方",
    "ポイント",
    "メリット",
    "デメリット",
    "ユースケース",
    "example",
    "examples",
    "purpose",
    "overview",
    "features",
    "pros",
    "cons",
    "use case",
    "note",
    "notes",
];

/// The bytes of the longest of them.
const LONGEST: usize = "ユースケース".len();

/// The note's title says too little: so many levels with a name are needed.
const NAMED_LEVELS: usize = 2;

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let found = note.entries();
    for entry in &found.entries {
        if !is_generic(&entry.term_text) {
            continue;
        }
        let named = found.levels(entry).filter(|level| level.chars().any(char::is_alphabetic)).count();
        if named < NAMED_LEVELS && !sink.only_counts() {
            sink.report(entry.term, format!("`{}` alone does not say of what", entry.term_text))
                .help("put it below the term that it belongs to, or name that in the term");
        }
    }
}

fn is_generic(term: &str) -> bool {
    term.len() <= LONGEST && GENERIC.iter().any(|generic| generic.eq_ignore_ascii_case(term))
}
