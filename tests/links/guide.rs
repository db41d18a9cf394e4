//! `docs/guide/ci.md` holds what it promises: its files parse, and its commands run as it says.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use yaml_rust2::{Yaml, YamlLoader};

use crate::links::Notes;
use crate::server::Server;

const GUIDE: &str = include_str!("../../docs/guide/ci.md");

/// Gives the fenced blocks of a language.
fn blocks(language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let rest = GUIDE.split(fence.as_str()).skip(1);
    rest.map(|text| text.split("```").next().unwrap_or_default().to_owned()).collect()
}

fn yaml(number: usize) -> Yaml {
    let block = &blocks("yaml")[number];
    let mut documents = YamlLoader::load_from_str(block).unwrap_or_else(|error| panic!("{error}\n{block}"));
    assert_eq!(documents.len(), 1);
    documents.remove(0)
}

/// Notes with links to hosts of several shards, two of them broken.
fn notes(servers: &[Server]) -> Notes {
    let mut lines: Vec<String> =
        servers.iter().map(|server| format!("- <{}>", server.url("/ok/1"))).collect();
    lines.push(format!("- <{}>\n- [x](no.md)\n", servers[0].url("/status/404/a")));
    Notes::new(&[("a.md", &lines.join("\n"))])
}

/// Runs a script as CI services do: each line must succeed.
fn run(script: &str, folder: &Path, variables: &[(&str, &str)]) -> Output {
    let binary = Path::new(env!("CARGO_BIN_EXE_notesmith"));
    let folders = [binary.parent().expect("a binary lies in a folder").display().to_string()];
    let path = [folders[0].as_str(), &std::env::var("PATH").unwrap_or_default()].join(":");
    Command::new("sh")
        .args(["-e", "-c", script])
        .current_dir(folder)
        .env("PATH", path)
        .env_remove("CI")
        .env_remove("GITHUB_TOKEN")
        .envs(variables.iter().copied())
        .output()
        .expect("a shell")
}

fn shown(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// The scripts of a job's steps, in order; each step uses an action or runs something.
fn steps(job: &Yaml) -> Vec<String> {
    assert!(job["runs-on"].as_str().is_some(), "{job:?}");
    let steps = job["steps"].as_vec().expect("a job has steps");
    assert!(
        steps.iter().all(|step| step["uses"].as_str().is_some() != step["run"].as_str().is_some()),
        "{job:?}"
    );
    steps.iter().filter_map(|step| step["run"].as_str().map(str::to_owned)).collect()
}

#[test]
fn the_matrix_of_github_checks_all_hosts_and_joins_the_reports() {
    let workflow = yaml(0);
    let jobs = &workflow["jobs"];
    assert_eq!(jobs["report"]["needs"].as_str(), Some("all"));
    let servers: Vec<Server> = (0..6).map(|_| Server::start()).collect();
    let notes = notes(&servers);
    let shards = jobs["all"]["strategy"]["matrix"]["shard"].as_vec().expect("a list").clone();
    assert_eq!(shards.len(), 3);
    for shard in shards {
        let shard = shard.as_i64().expect("a number").to_string();
        for script in steps(&jobs["all"]) {
            let output = run(&script.replace("${{ matrix.shard }}", &shard), notes.path(), &[]);
            assert!(output.status.success(), "{}", shown(&output));
        }
        assert!(notes.path().join(format!("links-{shard}.json")).exists());
    }
    assert!(
        servers.iter().all(|server| server.counters().methods("/ok/1") == ["HEAD"]),
        "each host is asked once"
    );
    let summary = notes.path().join("summary.md");
    let summary_path = summary.display().to_string();
    let [to_summary, to_lines] = steps(&jobs["report"]).try_into().expect("two steps");
    assert!(run(&to_summary, notes.path(), &[("GITHUB_STEP_SUMMARY", &summary_path)]).status.success());
    let summary = fs::read_to_string(summary).expect("it was written");
    assert!(summary.contains("links/broken-url") && summary.contains("links/broken-path"), "{summary}");
    let output = run(&to_lines, notes.path(), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(shown(&output).matches("::error").count(), 2, "{}", shown(&output));
}

#[test]
fn a_pull_request_on_github_is_checked_for_what_it_changes() {
    let notes = Notes::new(&[("a.md", "[old](no.md)\n")]);
    let commit = "git init -q . && git add -A && git -c user.name=a -c user.email=a@b.c commit -q -m x \
                  && git update-ref refs/remotes/origin/main HEAD";
    assert!(run(commit, notes.path(), &[]).status.success());
    let [script] = steps(&yaml(0)["jobs"]["changed"]).try_into().expect("one step");
    let variables = [("GITHUB_BASE_REF", "main")];
    let output = run(&script, notes.path(), &variables);
    assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
    fs::write(notes.path().join("b.md"), "[new](gone.md)\n").expect("written");
    let output = run(&script, notes.path(), &variables);
    assert_eq!(output.status.code(), Some(1), "{}", shown(&output));
    assert!(shown(&output).contains("gone.md") && !shown(&output).contains("`no.md`"), "{}", shown(&output));
}

#[test]
fn the_jobs_of_gitlab_run() {
    let pipeline = yaml(2);
    let script = |job: &str| -> String {
        let lines = pipeline[job]["script"].as_vec().expect("a job has a script");
        lines.iter().map(|line| line.as_str().expect("a line").trim()).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(pipeline["links-report"]["needs"][0].as_str(), Some("links"));
    let servers: Vec<Server> = (0..4).map(|_| Server::start()).collect();
    let notes = notes(&servers);
    let parallel = pipeline["links"]["parallel"].as_i64().expect("a number").to_string();
    for node in ["1", "2", "3"] {
        let output =
            run(&script("links"), notes.path(), &[("CI_NODE_INDEX", node), ("CI_NODE_TOTAL", &parallel)]);
        assert!(output.status.success(), "{}", shown(&output));
    }
    let output = run(&script("links-report"), notes.path(), &[]);
    assert_eq!(output.status.code(), Some(1), "{}", shown(&output));
    let quality = pipeline["links-report"]["artifacts"]["reports"]["codequality"].as_str().expect("a file");
    let quality = fs::read_to_string(notes.path().join(quality)).expect("it was written");
    let issues: serde_json::Value = serde_json::from_str(&quality).expect("JSON");
    assert_eq!(issues.as_array().map(Vec::len), Some(2));
}

#[test]
fn each_configuration_in_the_guide_is_understood() {
    let blocks = blocks("toml");
    assert!(blocks.len() >= 4);
    for block in blocks {
        let notes = Notes::new(&[("a.md", "# A\n"), ("notesmith.toml", &block)]);
        let output = notes.links(&["--offline"]);
        assert_eq!(output.status.code(), Some(0), "{block}\n{}", shown(&output));
    }
}

#[test]
fn each_command_line_in_the_guide_is_understood() {
    let lines: Vec<String> =
        blocks("sh").iter().flat_map(|block| block.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    assert!(lines.len() >= 3);
    for line in lines {
        let notes = Notes::new(&[("a.md", "# A\n")]);
        let output = run(&line, notes.path(), &[("WIKI_AUTHORIZATION", "Bearer x"), ("TOKEN", "x")]);
        assert_eq!(output.status.code(), Some(0), "{line}\n{}", shown(&output));
    }
}
