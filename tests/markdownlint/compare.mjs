// Compares notesmith's aliased rules with markdownlint itself.
//
//     node compare.mjs NOTESMITH MODULES
//
// NOTESMITH is the built program, MODULES a folder with the npm packages of package.json.
// Each file in cases/ names rules in its title and holds inputs: every fenced block is one, `json options` sets the
// options of those that follow up to the next heading.
// `·` stands for a space, `→` for a tab, `␍` for a carriage return, and `∎` for the end of a file without a last line
// ending.
// notesmith gets the options through `init --from-markdownlint`, as a person who switches would.
// The blocks of the guide's list of deviations have to differ, so that the list stays true.
// Every difference is one line on stderr, and the exit code is 1 if there was any.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [notesmith, modules] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const { lint } = await import(pathToFileURL(join(modules, "node_modules/markdownlint/lib/exports-sync.mjs")));
const failures = [];

/** Reads the inputs of a file: the rules of the nearest heading that names any, the place, the options, the text. */
function inputs(path) {
  const found = [];
  let [rules, options, fence] = [[], {}, null];
  const lines = readFileSync(path, "utf8").split("\n");
  for (const [index, line] of lines.entries()) {
    if (fence) {
      if (line !== fence.mark) {
        fence.body.push(line);
        continue;
      }
      const body = fence.body.map((text) => `${text}\n`).join("");
      if (fence.info === "json options") {
        options = JSON.parse(body);
      } else {
        found.push({ rules, options, place: `${path}:${fence.line}`, text: unescape(body) });
      }
      fence = null;
    } else if (/^`{3,}/.test(line)) {
      const [, mark, info] = /^(`+)(.*)$/.exec(line);
      fence = { mark, info, line: index + 1, body: [] };
    } else if (line.startsWith("#")) {
      options = {};
      const named = line.match(/MD\d{3}/g);
      rules = named ?? rules;
    }
  }
  return found;
}

function unescape(text) {
  return text.replaceAll("·", " ").replaceAll("→", "\t").replaceAll("␍", "\r").replace("∎\n", "");
}

/** Gives `MD009:3` for each line that markdownlint reports, sorted and distinct. */
function theirs(input) {
  // MD052 alone never has its input parsed; MD001 is there to have it done.
  const config = { default: false, MD001: true };
  for (const rule of input.rules) {
    config[rule] = Object.keys(input.options).length > 0 ? input.options : true;
  }
  const found = lint({ strings: { input: input.text }, config }).input;
  const wanted = found.filter((error) => input.rules.includes(error.ruleNames[0]));
  return distinct(wanted.map((error) => `${error.ruleNames[0]}:${error.lineNumber}`));
}

/** Gives the same of notesmith, for all inputs of the same rules and options in one run. */
function ours(group, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "notes"), { recursive: true });
  const { rules, options } = group[0];
  const config = Object.fromEntries(rules.map((rule) => [rule, options]));
  writeFileSync(join(folder, ".markdownlint.json"), JSON.stringify(config));
  execFileSync(notesmith, ["init", "--from-markdownlint", ".markdownlint.json"], { cwd: folder, stdio: "pipe" });
  for (const [index, input] of group.entries()) {
    writeFileSync(join(folder, "notes", `${index}.md`), input.text);
  }
  const command = ["lint", "--hints", "--select", rules.join(","), "--format", "json", "notes"];
  const run = spawnSync(notesmith, command, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 26 });
  if (run.error || ![0, 1].includes(run.status)) {
    failures.push(`${group[0].place}: notesmith ${command.join(" ")}: ${run.error ?? run.stderr}`);
    return group.map(() => []);
  }
  const found = group.map(() => []);
  for (const finding of JSON.parse(run.stdout).diagnostics) {
    if (rules.includes(finding.alias)) {
      found[Number(/(\d+)\.md$/.exec(finding.path)[1])].push(`${finding.alias}:${finding.start.line}`);
    }
  }
  return found.map(distinct);
}

function distinct(places) {
  return [...new Set(places)].sort();
}

/** Compares all inputs and gives those with what each tool said. */
function compared(all) {
  const groups = new Map();
  for (const input of all) {
    const key = JSON.stringify([input.rules, input.options]);
    groups.set(key, [...(groups.get(key) ?? []), input]);
  }
  const folder = mkdtempSync(join(tmpdir(), "notesmith-"));
  try {
    return [...groups.values()].flatMap((group) => {
      const found = ours(group, join(folder, "run"));
      return group.map((input, index) => ({ ...input, ours: found[index], theirs: theirs(input) }));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const cases = readdirSync(join(here, "cases")).sort().map((name) => join(here, "cases", name));
for (const path of cases) {
  const results = compared(inputs(path));
  for (const { place, ours, theirs } of results.filter((one) => one.ours.join() !== one.theirs.join())) {
    failures.push(`${place}: notesmith ${ours.join(" ") || "nothing"}, markdownlint ${theirs.join(" ") || "nothing"}`);
  }
  for (const rule of new Set(results.flatMap((one) => one.rules))) {
    const fires = (one) => one.theirs.some((found) => found.startsWith(rule));
    const own = results.filter((one) => one.rules.includes(rule));
    if (!own.some(fires) || own.every(fires)) {
      failures.push(`${path}: ${rule} needs an input that is reported and one that is not`);
    }
  }
}
const guide = join(here, "../../docs/guide/markdownlint.md");
for (const { place, ours, theirs } of compared(inputs(guide).filter((input) => input.rules.length > 0))) {
  if (ours.join() === theirs.join()) {
    failures.push(`${place}: no deviation any more: both ${ours.join(" ") || "nothing"}`);
  }
}
for (const failure of failures) {
  process.stderr.write(`${failure}\n`);
}
process.exitCode = failures.length > 0 ? 1 : 0;
