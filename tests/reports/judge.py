"""Judges every report format of notesmith with validators that others wrote.

    python judge.py NOTESMITH VALIDATORS

NOTESMITH is the built program, VALIDATORS a folder with the npm packages of package.json.
The notes are the fixtures, and notes whose names and texts attack terminals, CI machines and parsers.
Every failed expectation is one line on stderr, and the exit code is 1 if there was any.
"""

import json
import re
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as ElementTree
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FORMATS = ["text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "markdown"]
HOSTILE = {
    "x\n::error ::.md": "# ノート\n\n- ##[error]x recieve\x1b[31m\n::error file=a::b recieve \u202e\u200b\x07\x9b31m\n",
    "::error file=a::b.md": "- recieve ##vso[task.setvariable variable=a]b ]]> <![CDATA[ recieve\n",
    "  ::add-mask::a.md": "- recieve \ufffe\uffff [a|b](<nope|`<b>&\"'.md>) https://user:secret@example.invalid/\n",
    "a & <b> |`'\"100%,[x](y){z}.md": "- [x](../../../etc/passwd) 𠮷 recieve [日本](無い.md#あ) か\u3099recieve \r- Github\r\n",
    "\x1b[2J.md": "::stop-commands::x recieve\n",
    "sjis.md": "日本語のノート".encode("shift_jis"),
}
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
COMMAND = re.compile(r"##vso\[|##\[(error|warning|add-mask|group|set-env)", re.IGNORECASE)

failures = []


def expect(holds, place, format_, what):
    if not holds:
        failures.append(f"{place} as {format_}: {what}")


def run(command, **options):
    return subprocess.run(command, capture_output=True, timeout=300, check=False, **options)


class Judge:
    def __init__(self, notesmith, validators):
        self.notesmith = notesmith
        self.validators = validators

    def report(self, folder, format_):
        command = [self.notesmith, "lint", "--hints", "--all", "--color", "never", "--format", format_]
        done = run(command, cwd=folder)
        expect(done.returncode in (0, 1), folder.name, format_, f"exit code {done.returncode}: {done.stderr}")
        return done.stdout.decode()

    def judge(self, name, folder):
        with tempfile.TemporaryDirectory() as out:
            paths = {}
            for format_ in FORMATS:
                paths[format_] = Path(out) / f"{format_}.txt"
                paths[format_].write_text(self.report(folder, format_), newline="")
            report = json.loads(paths["json"].read_text())
            found = report["diagnostics"]
            for format_, path in paths.items():
                self.is_harmless(name, format_, path.read_text())
            self.follows(name, "json", ROOT / "schema/report.schema.json", paths["json"])
            self.follows(name, "gitlab", HERE / "gitlab.schema.json", paths["gitlab"])
            self.follows(name, "rdjson", HERE / "rdjson.schema.json", paths["rdjson"])
            self.is_json_lines(name, paths["jsonl"], found, Path(out))
            self.is_sarif(name, paths["sarif"], found, folder)
            self.is_junit(name, paths["junit"], found)
            self.has_as_many(name, paths, found)
            self.points_at_the_text(name, found, folder)
            stats = Path(out) / "stats.json"
            stats.write_bytes(run([self.notesmith, "stats", "--format", "json"], cwd=folder).stdout)
            self.follows(name, "stats", ROOT / "schema/stats.schema.json", stats)
            cards = Path(out) / "cards.json"
            cards.write_bytes(run([self.notesmith, "export", "--format", "json"], cwd=folder).stdout)
            self.follows(name, "cards", ROOT / "schema/cards.json", cards)

    def follows(self, name, format_, schema, *paths, regex="default"):
        command = [sys.executable, "-m", "check_jsonschema", "--force-filetype", "json", "--regex-variant", regex]
        done = run([*command, "--schemafile", schema, *paths])
        expect(done.returncode == 0, name, format_, done.stdout.decode() + done.stderr.decode())

    def is_harmless(self, name, format_, text):
        expect(not CONTROL.search(text), name, format_, f"a control character: {CONTROL.search(text)}")
        expect(not COMMAND.search(text), name, format_, f"a command inside a line: {COMMAND.search(text)}")
        for line in text.split("\n"):
            own = format_ == "github" and re.match(r"::(error|warning|notice) file=[^:]*,title=[^:]*::", line)
            expect(own or not line.strip().startswith("::"), name, format_, f"a line that is a command: {line!r}")

    def is_json_lines(self, name, path, found, out):
        lines = path.read_text().splitlines()
        expect(len(lines) == len(found) + 1, name, "jsonl", f"{len(lines)} lines")
        parts = []
        for number, line in enumerate(lines):
            parts.append(out / f"line{number}.json")
            parts[-1].write_text(line)
        self.follows(name, "jsonl", ROOT / "schema/report-line.schema.json", *parts)
        findings = [json.loads(line) for line in lines[1:]]
        expect(all(finding.pop("type") == "diagnostic" for finding in findings), name, "jsonl", "another type")
        expect(findings == found, name, "jsonl", "other findings than json")

    def is_sarif(self, name, path, found, folder):
        packages = self.validators / "node_modules/@microsoft"
        # One pattern of the published schema has a bracket too many, which ECMAScript does not take.
        schema = packages / "jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
        self.follows(name, "sarif", schema, path, regex="python")
        command = ["node", packages / "sarif-multitool/bin.js", "validate", f"./{path.name}"]
        done = run(command, cwd=path.parent)
        said = done.stdout.decode() + done.stderr.decode()
        # Its exit code is 0 whatever it finds.
        clean = done.returncode == 0 and "1 files scanned" in said and "completed successfully" in said
        expect(clean and ": error" not in said, name, "sarif", said)
        (log,) = json.loads(path.read_text())["runs"]
        expect(log["columnKind"] == "utf16CodeUnits", name, "sarif", "columns of another kind")
        prints = [result["partialFingerprints"]["primaryLocationLineHash"] for result in log["results"]]
        expect(len(prints) == len(set(prints)) == len(found), name, "sarif", "fingerprints are not distinct")
        for result, finding in zip(log["results"], found):
            rule = log["tool"]["driver"]["rules"][result["ruleIndex"]]
            expect(rule["id"] == result["ruleId"] == finding["rule"], name, "sarif", f"rule of {result}")
            place = result["locations"][0]["physicalLocation"]
            uri = place["artifactLocation"]["uri"]
            expect(urllib.parse.unquote(uri) == finding["path"], name, "sarif", f"URI {uri}")
            if "region" in place:
                expect(utf16(folder / finding["path"], place["region"]) == finding["text"], name, "sarif", f"{place}")

    def is_junit(self, name, path, found):
        root = ElementTree.fromstring(path.read_text())
        cases = root.findall("./testsuite/testcase")
        expect(len(cases) == max(1, len(found)) == int(root.get("tests")), name, "junit", f"{len(cases)} cases")
        failing = sum(finding["level"] != "hint" for finding in found)
        expect(len(root.findall(".//failure")) == failing == int(root.get("failures")), name, "junit", "failures")

    def has_as_many(self, name, paths, found):
        counts = {
            "concise": len(paths["concise"].read_text().splitlines()),
            "github": len(paths["github"].read_text().splitlines()),
            "gitlab": len(json.loads(paths["gitlab"].read_text())),
            "rdjson": len(json.loads(paths["rdjson"].read_text())["diagnostics"]),
            "text": len(re.findall(r"^(?:error|warning|hint): ", paths["text"].read_text(), re.MULTILINE)),
            "markdown": len(re.findall(r"^\| [\d:]* \| (?:error|warning|hint) \| .* \| ", paths["markdown"].read_text(), re.M)),
        }
        for format_, number in counts.items():
            expect(number == len(found), name, format_, f"{number} of {len(found)} findings")
        for block in paths["text"].read_text().rstrip("\n").split("\n\n"):
            expect(len(block.split("\n")) <= 6, name, "text", f"more than six lines: {block}")

    def points_at_the_text(self, name, found, folder):
        for finding in found:
            source = (folder / finding["path"]).read_bytes()
            start, end = finding["range"]
            is_text = not finding["rule"].startswith("notesmith/")
            expect(not is_text or source[start:end].decode() == finding["text"], name, "json", f"range of {finding}")


def utf16(path, region):
    """Gives the text of a SARIF region."""
    lines = re.split("(?<=\n)|(?<=\r)(?!\n)", path.read_bytes().decode())
    lines = [line.encode("utf-16-le") for line in lines]
    start, end = region["startLine"] - 1, region["endLine"] - 1
    head = lines[start][2 * (region["startColumn"] - 1) :]
    if start == end:
        cut = lines[start][2 * (region["startColumn"] - 1) : 2 * (region["endColumn"] - 1)]
    else:
        cut = head + b"".join(lines[start + 1 : end]) + lines[end][: 2 * (region["endColumn"] - 1)]
    return cut.decode("utf-16-le")


def main():
    notesmith, validators = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    judge = Judge(notesmith, validators)
    for name in ("clean", "notes", "card-types"):
        judge.judge(name, ROOT / "fixtures" / name)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in HOSTILE.items():
            path = Path(folder) / name
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        judge.judge("hostile notes", Path(folder))
    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
