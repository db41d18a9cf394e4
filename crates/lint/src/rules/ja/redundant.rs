use notesmith_diagnostic::Span;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::prose_places::pieces_with;
use crate::views::sentences::is_quoted;
use crate::wording::{read_doing, read_redundancy};

declare_rule! {
    /// A phrase that says more than it means: `することができる` for `できる`.
    ///
    /// ## Why
    ///
    /// Short phrases are read faster and fit on a card: `保存できる` says the same as `保存することができる` and
    /// `保存することが可能である`, `設定する` the same as `設定を行う`.
    /// A noun that something describes (`高度な分析を行う`, `以下の設定を行う`) needs its verb, and so do nouns that are no
    /// verbs (`コマンドを実行する`).
    /// `することもできる` and `することはできるが` mean what they say.
    ///
    /// ## Examples
    ///
    /// ```md bad=3
    /// - 鍵を保存することができます。
    /// - あとで変更することが可能です。
    /// - S3 で暗号化を行い、保存する。
    /// ```
    ///
    /// ```md fixed
    /// - 鍵を保存できます。
    /// - あとで変更できます。
    /// - S3 で暗号化し、保存する。
    /// ```
    ///
    /// ```md good
    /// - 変更することもできる。見ることができる。上限に達することができる。高度な分析を行う。コマンドを実行する。
    /// - `保存することができる`
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The phrase is replaced in its own form, but its tone changes, so the fix is unsafe; where words around it have to
    /// change too (`鍵の作成を行う`), a person does it.
    "ja/redundant" {
        aliases: ["ja-technical-writing/ja-no-redundant-expression"],
        level: Hint,
        fix: unsafe_,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for found in pieces_with(document, &note.wording().redundancies) {
        let (text, base) = (document.slice(found.piece), found.piece.start());
        for place in found.places {
            let Some(phrase) = read_redundancy(text, place - base) else { continue };
            let span = Span::new(base + phrase.start, base + phrase.end);
            if !is_quoted(document, found.unit) && !sink.only_counts() {
                report(sink, span, document.slice(span), phrase.instead);
            }
        }
    }
    for found in pieces_with(document, &note.wording().doings) {
        let (text, base) = (document.slice(found.piece), found.piece.start());
        for place in found.places {
            let Some(doing) = read_doing(text, place - base) else { continue };
            let span = Span::new(base + doing.start, base + doing.end);
            if !is_quoted(document, found.unit) && !sink.only_counts() {
                let instead = Some(doing.instead).filter(|_| !doing.has_owner);
                report(sink, span, document.slice(span), instead);
            }
        }
    }
}

fn report(sink: &mut Sink<'_>, span: Span, phrase: &str, instead: Option<String>) {
    let finding = sink.report(span, format!("`{phrase}` says more than it means"));
    match instead {
        Some(instead) => {
            finding.help(format!("write `{instead}`")).replace_with(instead);
        }
        None => {
            finding.help("say it with the verb alone");
        }
    }
}
