//! What surrounds findings: which are shown, in which colours, to which streams; and that no note or name of a file
//! can take over what reads the output. `cargo xtask reports` has other people's validators judge the formats.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::notes::Notes;

const FORMATS: [&str; 10] =
    ["text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "markdown"];

/// Gives a run in a folder that is prepared otherwise than usual.
fn notesmith(notes: &Notes, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notesmith"));
    command.args(arguments).current_dir(notes.path(".")).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

fn stdout(mut command: Command) -> String {
    String::from_utf8(command.output().expect("the binary is built").stdout).expect("output is UTF-8")
}

#[test]
fn the_formats_share_their_findings() {
    let notes = Notes::new(&[("a.md", "# ノート\n\n- 𠮷 recieve\n".as_bytes())]);
    for (format, expected) in [
        ("concise", "a.md:3:5: error spelling/known-misspelling: recieve"),
        ("json", "\"column\": 5\n"),
        ("jsonl", "\"start\":{\"line\":3,\"column\":5}"),
        ("sarif", "\"startColumn\": 6,"),
        (
            "github",
            "::error file=a.md,line=3,endLine=3,col=5,endColumn=12,title=spelling/known-misspelling::recieve",
        ),
        ("gitlab", "\"check_name\": \"spelling/known-misspelling\""),
        (
            "junit",
            "<testcase name=\"spelling/known-misspelling 3:5\" classname=\"a.md\" file=\"a.md\" line=\"3\">",
        ),
        ("rdjson", "\"column\": 8,"),
        ("markdown", "| 3:5 | error | spelling/known-misspelling |"),
        ("text", " 3 │ - 𠮷 recieve\n   │      ───────\n"),
    ] {
        let ran = notes.run(&["lint", "--format", format]);
        assert_eq!(ran.code, 1, "{format}: {}", ran.stderr);
        assert!(ran.stdout.contains(expected), "{format}: {}", ran.stdout);
    }
}

#[cfg(unix)]
#[test]
fn names_and_notes_steer_nothing() {
    let attack =
        "- recieve\u{1b}[31m ##[error]x ##vso[task.setvariable variable=a]b \u{202e}\n::error ::recieve\n";
    let notes = Notes::new(&[
        ("x\n::error ::.md", attack.as_bytes()),
        ("::error file=a::b.md", attack.as_bytes()),
        ("\u{1b}[2J<b>&'\".md", attack.as_bytes()),
    ]);
    for format in FORMATS {
        let ran = notes.run(&["lint", "--hints", "--format", format]);
        for line in ran.stdout.lines().chain(ran.stderr.lines()) {
            let is_ours = format == "github"
                && ["error file=", "warning file=", "notice file="]
                    .iter()
                    .any(|own| line.strip_prefix("::").is_some_and(|rest| rest.starts_with(own)));
            assert!(is_ours || !line.trim().starts_with("::"), "{format}: {line:?}");
            assert!(!line.contains("##[error]") && !line.contains("##vso["), "{format}: {line:?}");
            assert!(!line.chars().any(|c| c.is_control() || c == '\u{202e}'), "{format}: {line:?}");
        }
    }
}

#[test]
fn a_finding_takes_six_lines_and_fits_the_terminal() {
    let long = format!("# 長い\n\n- {}recieve{}\n", "とても長い行".repeat(60), "がまだ続く".repeat(60));
    let notes = Notes::new(&[("a.md", long.as_bytes())]);
    for columns in ["10", "40", "80", "300"] {
        let mut command = notesmith(&notes, &["lint"]);
        command.env("COLUMNS", columns);
        let shown = stdout(command);
        for block in shown.trim_end().split("\n\n") {
            assert!(block.lines().count() <= 6, "{block}");
        }
        let width = columns.parse::<usize>().expect("a number").max(40);
        for line in shown.lines().filter(|line| line.contains(" │ ")) {
            let taken: usize =
                line.chars().map(|c| if c.is_ascii() || "│─…".contains(c) { 1 } else { 2 }).sum();
            assert!(taken <= width, "{taken} columns of {width}: {line}");
        }
    }
}

#[test]
fn colours_follow_flag_environment_and_terminal() {
    let notes = Notes::new(&[("a.md", b"- recieve\n")]);
    let is_colored = |arguments: &[&str], environment: &[(&str, &str)]| {
        let mut command = notesmith(&notes, &[&["lint"], arguments].concat());
        command.envs(environment.iter().copied());
        stdout(command).contains('\u{1b}')
    };
    assert!(!is_colored(&[], &[]), "a pipe is no terminal");
    assert!(is_colored(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!is_colored(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(is_colored(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(!is_colored(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!is_colored(&["--format", "json"], &[("CLICOLOR_FORCE", "1")]), "only text has colours");
}

#[test]
fn a_closed_pipe_ends_the_run_quietly() {
    let notes = Notes::new(&[("a.md", "- [x](missing.md)\n".repeat(5_000).as_bytes())]);
    for format in FORMATS {
        let mut command = notesmith(&notes, &["lint", "--all", "--format", format]);
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary is built");
        drop(child.stdout.take());
        let ended = child.wait_with_output().expect("it ends");
        assert_eq!(ended.status.code(), Some(0), "{format}: {ended:?}");
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "", "{format}");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_exits_with_130() {
    let notes = Notes::new(&[]);
    let mut command = notesmith(&notes, &["lint", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("the binary is built");
    // It waits for its standard input, which `wait` would close; when it began to wait is not to be seen from here.
    let input = child.stdin.take();
    std::thread::sleep(std::time::Duration::from_secs(1));
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill is there").success());
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    drop(input);
}

#[test]
fn findings_are_counted_by_rule() {
    let notes = Notes::new(&[("a.md", b"- recieve and recieve\n- Github\n")]);
    let ran = notes.run(&["lint", "--statistics"]);
    let expected =
        "2  error    spelling/known-misspelling (2 fixable)\n1  error    spelling/brand-case (1 fixable)\n";
    assert_eq!((ran.code, ran.stdout.as_str()), (1, expected));
    let ran = notes.run(&["lint", "--statistics", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
    assert_eq!(json["rules"][0]["rule"], "spelling/known-misspelling");
    assert_eq!((&json["version"], &json["rules"][0]["count"]), (&1.into(), &2.into()));
    assert_eq!(notes.run(&["lint", "--statistics", "--format", "sarif"]).code, 2);
}

#[test]
fn stats_count_what_notes_hold_and_infer_their_style() {
    let text =
        "# AWS\n\n- EC2: 仮想の サーバー を貸す [x](b.md)\n- S3: recieve したものを置く\n- 箱：AWS の箱\n";
    let notes = Notes::new(&[("a.md", text.as_bytes()), ("b.md", b"# B\n")]);
    let ran = notes.run(&["stats", "--format", "json"]);
    assert_eq!(ran.code, 0, "findings do not fail it: {}", ran.stderr);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
    assert_eq!((&json["version"], &json["files"], &json["links"]), (&1.into(), &2.into(), &1.into()));
    assert_eq!(json["entries"], 3);
    assert_eq!(json["rules"]["spelling/known-misspelling"], 1);
    assert_eq!(json["style"]["latinSpacing"]["choice"], "space");
    assert_eq!(json["style"]["termSeparator"]["share"], 0.667);
    let ran = notes.run(&["stats"]);
    assert!(ran.stdout.starts_with("2 files, 3 entries, 1 link\n"), "{}", ran.stdout);
}

#[test]
fn files_come_from_a_list() {
    let notes = Notes::new(&[
        ("a.md", b"- recieve\n"),
        ("b c.md", b"- recieve\n"),
        ("d.md", b"- recieve\n"),
        ("image.png", b"\x89PNG"),
        ("lines.txt", b"a.md\r\nimage.png\n"),
        ("nul.txt", b"b c.md\0"),
        ("none.txt", b""),
    ]);
    let checked = |arguments: &[&str]| notes.findings(arguments);
    assert_eq!(checked(&["--files-from", "lines.txt"]), ["a.md: spelling/known-misspelling"]);
    assert_eq!(checked(&["--files-from", "nul.txt"]), ["b c.md: spelling/known-misspelling"]);
    assert_eq!(checked(&["--files-from", "none.txt"]), [""; 0]);
    let both = ["a.md: spelling/known-misspelling", "d.md: spelling/known-misspelling"];
    assert_eq!(checked(&["d.md", "--files-from", "lines.txt"]), both);
    let ran = notes.run(&["lint", "--files-from", "missing.txt"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("cannot read missing.txt"), "{}", ran.stderr);
}

/// Runs Git in a folder, apart from the configuration of whoever runs the test.
fn git(folder: &Path, arguments: &[&str]) -> Output {
    let ended = Command::new("git")
        .args(["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgSign=false"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .expect("git is there");
    assert!(ended.status.success(), "{ended:?}");
    ended
}

#[test]
fn only_changed_lines_count() {
    let notes = Notes::new(&[
        ("old.md", b"- recieve\n- fine\n"),
        ("same.md", b"- recieve\n"),
        ("gone.md", b"- recieve\n"),
        ("\u{30CE}\u{30FC}\u{30C8} 1.md", b"- fine\n"),
    ]);
    let folder = notes.path(".");
    git(&folder, &["init", "--quiet"]);
    git(&folder, &["add", "--all"]);
    git(&folder, &["commit", "--quiet", "--message", "notes"]);
    notes.write("old.md", b"- recieve\n- we recieve it\n- fine\n");
    notes.write("\u{30CE}\u{30FC}\u{30C8} 1.md", b"- recieve\n");
    notes.write("deep/new.md", b"- recieve\n");
    std::fs::remove_file(notes.path("gone.md")).expect("it is there");
    let ran = notes.run(&["lint", "--changed-since", "HEAD", "--format", "concise"]);
    let rule = "error spelling/known-misspelling: recieve is misspelt: a known misspelling";
    let expected =
        format!("deep/new.md:1:3: {rule}\nold.md:2:6: {rule}\n\u{30CE}\u{30FC}\u{30C8} 1.md:1:3: {rule}\n");
    assert_eq!((ran.code, ran.stdout), (1, expected), "{}", ran.stderr);
    let ran = notes.run(&["lint", "--changed-since", "no-such-branch"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("Git knows no revision `no-such-branch`"), "{}", ran.stderr);
    let ran = notes.run(&["lint", "--changed-since", "--output=x"]);
    assert_eq!(ran.code, 2, "an option is no revision");
    git(&folder, &["add", "--all"]);
    git(&folder, &["commit", "--quiet", "--message", "more"]);
    assert_eq!(notes.run(&["lint", "--changed-since", "HEAD"]).code, 0, "nothing changed since");
    assert_eq!(notes.run(&["lint", "--changed-since", "HEAD~1"]).code, 1);
}

#[test]
fn changes_need_a_repository() {
    let notes = Notes::new(&[("a.md", b"- recieve\n")]);
    let mut command = notesmith(&notes, &["lint", "--changed-since", "HEAD"]);
    let folder = notes.path(".");
    command.env("GIT_CEILING_DIRECTORIES", folder.parent().expect("it lies somewhere"));
    let ended = command.output().expect("the binary is built");
    assert_eq!(ended.status.code(), Some(2));
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(said.contains("this folder is in no Git repository"), "{said}");
}

#[test]
fn shells_and_man_know_the_commands() {
    let notes = Notes::new(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = notes.run(&["completions", shell]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(ran.stdout.contains("changed-since"), "{shell}");
    }
    let page = notes.run(&["man"]).stdout;
    for word in [".TH", "notesmith lint", "changed\\-since", "notesmith stats"] {
        assert!(page.contains(word), "{word} is not in the page");
    }
}
