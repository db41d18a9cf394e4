//! Terms over several notes: what a default run says, what counts as a hint, and what fixing makes of it.

use crate::notes::Notes;

const SERVERS: &str = "\
# 配信

- サーバー: 応答する側
- サーバーの台数、サーバーの名前、サーバーの版、サーバーの鍵、サーバーの列、サーバーの山
- Route 53: 名前を引くサービス
- Route 53 の費用、Route 53 の設定、Route 53 の版、Route 53 の鍵
- Route 53 の列、Route 53 の山、Route 53 の川
";

const OTHERS: &str = "\
# 監視

- サーバーの数、サーバーの場所、サーバーの費用
- Route 53 の記録、Route 53 の検査
- サーバを止める
- Route53 を見る
- 手順:
";

#[test]
fn forms_are_counted_over_all_notes() {
    let notes = Notes::new(&[("a.md", SERVERS.as_bytes()), ("b.md", OTHERS.as_bytes())]);
    assert_eq!(
        notes.findings(&["--hints", "--select", "terms/variant"]),
        ["b.md: terms/variant", "b.md: terms/variant"]
    );
    assert_eq!(
        notes.findings(&["--select", "terms", "--hints"]),
        ["b.md: terms/variant", "b.md: terms/variant", "b.md: terms/orphan"]
    );
    let output = notes.run(&["lint", "--hints", "b.md", "a.md"]).stdout;
    assert!(output.contains("サーバ is used once; サーバー 10 times in these notes"), "{output}");
    notes.run(&["lint", "--hints", "--fix"]);
    assert_eq!(notes.read("b.md"), OTHERS.as_bytes(), "the fix is not safe");
    notes.run(&["lint", "--hints", "--select", "terms/variant", "--fix", "--unsafe-fixes"]);
    let fixed = String::from_utf8(notes.read("b.md")).expect("it was UTF-8 before");
    assert_eq!(fixed, OTHERS.replace("サーバを", "サーバーを").replace("Route53", "Route 53"));
}

#[test]
fn the_configuration_names_forms() {
    let settings = "[files]\nwiki-links = true\n\n[rules.\"terms/variant\"]\npreferred = [\"サーバ\"]\n";
    let note = "# メモ\n\n- サーバーを足す\n- [[サーバー]] を読む\n";
    let notes = Notes::new(&[("notesmith.toml", settings.as_bytes()), ("a.md", note.as_bytes())]);
    assert_eq!(notes.findings(&["--hints", "--select", "terms/variant"]), ["a.md: terms/variant"]);
}

#[test]
fn a_joined_name_is_reported_once() {
    let note = "# メモ\n\n- Systems Manager、Systems Manager、Systems Manager\n- Systems Manager、Systems Manager\n\
                - Systems Manager、Systems Manager、Systems Manager、Systems Manager、Systems Manager\n\
                - SystemsManager\n";
    let settings = "[rules]\n\"spelling/joined-name\" = \"warning\"\n";
    let notes = Notes::new(&[("a.md", note.as_bytes())]);
    assert_eq!(notes.findings(&["--hints"]), ["a.md: terms/variant"]);
    let notes = Notes::new(&[("notesmith.toml", settings.as_bytes()), ("a.md", note.as_bytes())]);
    assert_eq!(notes.findings(&[]), ["a.md: spelling/joined-name"]);
}

#[test]
fn a_misspelt_word_of_an_expansion_is_reported_once() {
    let note = "# メモ\n\n- EBS (Elastic Block Storage) と EBS（Elastic Block Storage）\n\
                - EBS (Elastic Block Strorage)\n";
    let notes = Notes::new(&[("a.md", note.as_bytes())]);
    assert_eq!(notes.findings(&[]), ["a.md: spelling/known-misspelling"]);
}

#[test]
fn definitions_are_compared_over_all_notes() {
    let long = "- コールドスタート: 関数を動かす環境が新しく作られるときに、読み込みと初期化のために余分な時間がかかること\n";
    let first = format!(
        "# 一\n\n{long}- SQS: メッセージを最大 14 日まで保持するキュー\n- ECS (Elastic Container Service): 器\n"
    );
    let second = format!(
        "# 二\n\n{long}- SQS: メッセージを最大 7 日まで保持するキュー\n- ECS (Elastic Contained Service): 箱\n\
         - ECS (Elastic Container Service) と Elastic Container Service (ECS)\n"
    );
    let notes = Notes::new(&[("a.md", first.as_bytes()), ("b.md", second.as_bytes())]);
    assert_eq!(notes.findings(&["--select", "terms"]), ["b.md: terms/acronym-expansion"]);
    assert_eq!(
        notes.findings(&["--select", "terms", "--hints"]),
        [
            "b.md: terms/repeated-definition",
            "b.md: terms/conflicting-definition",
            "b.md: terms/acronym-expansion"
        ]
    );
    let json = notes
        .run(&["lint", "--select", "terms/conflicting-definition", "--hints", "--format", "json"])
        .stdout;
    assert!(json.contains("\"line 4 in `a.md` defines this term with other words\""), "{json}");
    notes.run(&["lint", "--fix", "--unsafe-fixes"]);
    let fixed = String::from_utf8(notes.read("b.md")).expect("it was UTF-8 before");
    assert_eq!(fixed, second.replace("Contained", "Container"));
}
