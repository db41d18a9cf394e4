"""Judges the exports of notesmith with Anki's own engine, in throw-away collections.

    python judge.py NOTESMITH NOTES [NOTES...]

NOTESMITH is the built program, each NOTES a folder of notes or one note; the notes are copied first.
Every failed expectation is one line on stderr, and the exit code is 1 if there was any.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest, ImportCsvRequest

VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
# What would show that Markdown was not rendered; code and links may hold anything.
LEFTOVER = re.compile(r"\*\*\S[^*\n]*\S\*\*|!?\[[^\]\n]*\]\([^()\n]+\)|^\s*```|^\s*\|?\s*:?-{3,}:?\s*\||^\s*#{1,6} ", re.M)


class Balance(HTMLParser):
    """Checks that tags nest, and collects text outside code and links, and the images."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.faults, self.text, self.images = [], [], [], []
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        if tag == "img":
            self.images.append(dict(attrs).get("src") or "")
        if tag not in VOID:
            self.open.append(tag)
        if tag in {"script", "style", "iframe", "object"} or any(name.startswith("on") for name, _ in attrs):
            self.faults.append(f"<{tag}> or its attributes are not safe")
        if any(re.match(r"\s*(javascript|vbscript|data):", value or "", re.I) for _, value in attrs):
            self.faults.append(f"<{tag}> holds a URL that is not safe")
        if tag not in {"a", "b", "code", "del", "em", "i", "img", "small", "span", "strong", "sub", "sup", "input"}:
            self.text.append("\n")

    def handle_startendtag(self, tag, attrs):
        # `<br />` opens nothing; `<b />` opens `b`, as browsers read it.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")
        self.text.append("\n" if tag not in {"a", "code", "em", "strong", "del", "small"} else "")

    def handle_data(self, data):
        if not {"code", "pre", "a"} & set(self.open):
            self.text.append(data)


class Judge:
    """One run over one set of notes."""

    def __init__(self, program, notes):
        self.program = program
        self.faults = []
        self.images = 0
        self.clock = int(time.time()) - 1000
        self.folder = Path(tempfile.mkdtemp(prefix="notesmith-anki-"))
        self.notes = self.folder / "notes"
        if notes.is_dir():
            shutil.copytree(notes, self.notes, ignore=shutil.ignore_patterns(".git"))
            if (self.notes / "notesmith.toml").exists():
                shutil.move(self.notes / "notesmith.toml", self.folder)
        else:
            self.notes.mkdir()
            shutil.copy(notes, self.notes / (notes.stem + ".md"))

    def expect(self, holds, what):
        if not holds:
            self.faults.append(what)

    def same(self, got, wanted, what):
        self.expect(got == wanted, f"{what}: got {got}, wanted {wanted}")

    def same_notes(self, collection, guids, what):
        """The guids are the same; those of one side only are named."""
        now = set(collection.db.list("select guid from notes"))
        lost, new = sorted(guids - now), sorted(now - guids)
        self.expect(not lost and not new, f"{what}: {len(new)} new notes {new[:3]}, {len(lost)} lost {lost[:3]}")

    def export(self, form, name, *more):
        # A second for each export: Anki takes a note of a package only if it is newer than its own.
        self.clock += 1
        target = self.folder / name
        done = subprocess.run(
            [self.program, "export", "notes", "--format", form, "-o", str(target), *more],
            cwd=self.folder, capture_output=True, text=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(self.clock)},
        )
        if done.returncode != 0:
            sys.exit(f"export {form} failed with {done.returncode}: {done.stderr}")
        return target

    def cards(self, name):
        return json.loads(self.export("json", name).read_text(encoding="utf-8"))["cards"]

    def collection(self, name):
        return Collection(str(self.folder / f"{name}.anki2"))

    def import_csv(self, collection, path):
        metadata = collection.get_csv_metadata(path=str(path), delimiter=None)
        log = collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log
        return Counter({
            field.name: len(value) if hasattr(value, "__len__") else value for field, value in log.ListFields()
        })

    def import_apkg(self, collection, path):
        request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
        log = collection.import_anki_package(request).log
        return Counter({
            field.name: len(value) if hasattr(value, "__len__") else value for field, value in log.ListFields()
        })

    def check_log(self, log, what, **wanted):
        """Every note is accounted for by exactly the outcomes named; all others are faults."""
        outcomes = {name: count for name, count in log.items() if name not in {"found_notes", "dupe_resolution"}}
        self.same(outcomes, {name: count for name, count in wanted.items() if count}, what)

    def check_notes(self, collection, cards, note_type):
        self.same(collection.note_count(), len(cards), "notes in the collection")
        decks = {card["guid"]: card["deck"] for card in cards}
        gaps = {card["guid"]: card["cloze"].count("{{c") for card in cards if card["type"] == "cloze"}
        of_gaps = {"Basic": "Cloze", "Notesmith": "Notesmith Cloze"}[note_type]
        for note_id in collection.find_notes(""):
            note = collection.get_note(note_id)
            wanted = of_gaps if note.guid in gaps else note_type
            self.same(note.note_type()["name"], wanted, f"note type of {note.guid}")
            self.same(len(note.cards()), gaps.get(note.guid, 1), f"cards of {note.guid}")
            self.expect(note.guid in decks, f"{note.guid} is no guid of ours")
            self.same(collection.decks.name(note.cards()[0].did), decks.get(note.guid), f"deck of {note.guid}")
            for card in note.cards():
                self.check_render(card, note)

    def check_render(self, card, note):
        shown = card.render_output()
        for side, html in (("question", shown.question_text), ("answer", shown.answer_text)):
            seen = Balance(html)
            text = "".join(seen.text)
            self.expect(text.strip() or seen.images or "<a" in html or "<code" in html, f"{note.guid}: empty {side}")
            self.expect(not seen.faults, f"{note.guid}: {side}: {seen.faults[:1]}: {html[:200]}")
            leftover = LEFTOVER.search(text)
            self.expect(not leftover, f"{note.guid}: {side}: Markdown is left: {leftover and leftover.group()!r}")
            for word in ("{{", "}}", "[sound:", "[anki:", "template error", "Front side"):
                self.expect(word not in html, f"{note.guid}: {side} holds {word}")

    def check_media(self, collection):
        for note_id in collection.find_notes(""):
            for field in collection.get_note(note_id).fields:
                for image in Balance(field).images:
                    here = "://" in image or image == "" or collection.media.have(image)
                    self.expect(here or not image.startswith("ns_"), f"media {image} is missing")
                    self.images += image.startswith("ns_")

    def leaf(self, cards):
        """A card that stands in no other one, with its definition on the term's own line."""
        backs = Counter(card["backText"] for card in cards)
        lines = Counter((card["source"]["path"], card["source"]["line"]) for card in cards)
        for card in cards:
            if lines[(card["source"]["path"], card["source"]["line"])] > 1:
                continue
            line = self.line_of(card)
            inside = any(card["backText"] in other["backText"] for other in cards if other is not card)
            whole = card["backText"].replace(" ", "")
            if whole and whole in line.replace(" ", "") and not inside and backs[card["backText"]] == 1:
                return card
        return None

    def line_of(self, card):
        lines = (self.folder / card["source"]["path"]).read_text(encoding="utf-8").split("\n")
        return lines[card["source"]["line"] - 1]

    def rename_titles(self):
        for path in self.notes.rglob("*.md"):
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(r"^(# .*\S)", r"\1 改名", text, flags=re.M), encoding="utf-8")

    def move(self, card):
        path = self.folder / card["source"]["path"]
        lines = path.read_text(encoding="utf-8").split("\n")
        line = lines.pop(card["source"]["line"] - 1)
        path.write_text("\n".join(lines), encoding="utf-8")
        (self.notes / "moved-here.md").write_text(line.strip() + "\n", encoding="utf-8")

    def change(self, card):
        path = self.folder / card["source"]["path"]
        lines = path.read_text(encoding="utf-8").split("\n")
        lines[card["source"]["line"] - 1] = lines[card["source"]["line"] - 1].rstrip() + "（改）"
        path.write_text("\n".join(lines), encoding="utf-8")


def schedule(collection, guid):
    """Makes the note's card one that was reviewed, and gives what must survive."""
    card = collection.get_card(collection.find_cards(f"nid:{note_id(collection, guid)}")[0])
    if card.reps == 0:
        collection.sched.set_due_date([card.id], "7")
        card = collection.get_card(card.id)
        card.reps, card.lapses = 9, 2
        collection.update_card(card)
    return (card.id, card.type, card.queue, card.due, card.ivl, card.factor, card.reps, card.lapses)


def note_id(collection, guid):
    return collection.db.scalar("select id from notes where guid = ?", guid)


def judge_csv(judge):
    cards = judge.cards("cards.json")
    judge.expect(cards, "the notes hold no card")
    collection = judge.collection("csv")
    first = judge.export("anki-csv", "first.csv")
    judge.check_log(judge.import_csv(collection, first), "first import", new=len(cards))
    judge.check_notes(collection, cards, "Basic")
    judge.check_log(judge.import_csv(collection, first), "the same file again", duplicate=len(cards))
    judge.same(collection.note_count(), len(cards), "notes after the second import")
    changed = judge.leaf(cards)
    if changed is None:
        judge.faults.append("no card to change was found")
        return len(cards)
    before = schedule(collection, changed["guid"])
    own = collection.get_note(note_id(collection, changed["guid"]))
    own.tags.append("mine")
    collection.update_note(own)
    judge.change(changed)
    log = judge.import_csv(collection, judge.export("anki-csv", "second.csv"))
    judge.check_log(log, "one definition changed", updated=1, duplicate=len(cards) - 1)
    judge.same(schedule(collection, changed["guid"]), before, "scheduling of the changed card")
    updated = collection.get_note(note_id(collection, changed["guid"]))
    judge.expect("改" in updated.fields[1], "the changed definition did not arrive")
    judge.expect("mine" in updated.tags, "the user's own tag is gone")
    judge.same(collection.note_count(), len(cards), "notes after the change")
    collection.close()
    return len(cards)


def judge_apkg(judge):
    """A package, the same again, one change, and then a CSV for the same notes."""
    cards = judge.cards("packed.json")
    collection = judge.collection("apkg")
    first = judge.export("apkg", "first.apkg")
    again = judge.export("apkg", "again.apkg")
    judge.expect(first.read_bytes() == again.read_bytes(), "apkg: the same notes gave other bytes")
    judge.check_log(judge.import_apkg(collection, first), "apkg: first import", new=len(cards))
    judge.check_notes(collection, cards, "Notesmith")
    judge.check_media(collection)
    judge.check_log(judge.import_apkg(collection, again), "apkg: the same again", duplicate=len(cards))
    changed = judge.leaf(cards)
    before = schedule(collection, changed["guid"])
    judge.change(changed)
    log = judge.import_apkg(collection, judge.export("apkg", "second.apkg"))
    judge.check_log(log, "apkg: one definition changed", updated=1, duplicate=len(cards) - 1)
    judge.same(schedule(collection, changed["guid"]), before, "apkg: scheduling of the changed card")
    judge.expect("改" in collection.get_note(note_id(collection, changed["guid"]))["Back"], "apkg: no change arrived")
    judge.change(changed)
    log = judge.import_csv(collection, judge.export("anki-csv", "third.csv", "--notetype", "Notesmith"))
    judge.same(log["new"], 0, "apkg, then CSV: new notes")
    judge.same(log["updated"] >= 1, True, "apkg, then CSV: updated notes")
    judge.same(collection.note_count(), len(cards), "apkg, then CSV: notes")
    judge.same(schedule(collection, changed["guid"]), before, "apkg, then CSV: scheduling")
    collection.close()


# The members that CrowdAnki's importer reads (crowd_anki/representation), by type.
CROWDANKI = {
    "Deck": {
        "crowdanki_uuid": str, "name": str, "deck_config_uuid": str, "desc": str, "dyn": int, "extendNew": int,
        "extendRev": int, "media_files": list, "notes": list, "children": list,
    },
    "Note": {"fields": list, "guid": str, "tags": list, "note_model_uuid": str},
    "NoteModel": {"crowdanki_uuid": str, "name": str, "flds": list, "tmpls": list, "css": str, "type": int},
    "DeckConfig": {"crowdanki_uuid": str, "name": str, "new": dict, "rev": dict, "lapse": dict},
}


def judge_crowdanki(judge):
    """Reads the folders as the add-on's importer does, into a collection of the real engine."""
    cards = judge.cards("shared.json")
    target = judge.export("crowdanki", "shared")
    collection = judge.collection("crowdanki")
    for folder in sorted(target.iterdir()):
        root = json.loads((folder / "deck.json").read_text(encoding="utf-8"))
        models = {}
        for kind, name in (("NoteModel", "note_models"), ("DeckConfig", "deck_configurations")):
            for entry in root[name]:
                check_members(judge, entry, kind)
        judge.expect(any(c["crowdanki_uuid"] == root["deck_config_uuid"] for c in root["deck_configurations"]), "options")
        for shared in root["note_models"]:
            model = collection.models.by_name(shared["name"])
            if model is None:
                model = collection.models.new(shared["name"])
                model.update({key: value for key, value in shared.items() if key not in ("__type__", "crowdanki_uuid")})
                collection.models.add(model)
            models[shared["crowdanki_uuid"]] = collection.models.by_name(shared["name"])
        media = {path.name for path in (folder / "media").iterdir()}
        for name in media:
            collection.media.add_file(str(folder / "media" / name))
        judge.same(read_deck(judge, collection, root, "", models), media, f"media of {folder.name}")
    judge.check_notes(collection, cards, "Notesmith")
    judge.check_media(collection)
    collection.close()


def read_deck(judge, collection, deck, above, models):
    """Adds the notes of a deck and of those below it, and gives the media that they list."""
    check_members(judge, deck, "Deck")
    name = f"{above}::{deck['name']}" if above else deck["name"]
    deck_id = collection.decks.id(name)
    for shared in deck["notes"]:
        check_members(judge, shared, "Note")
        model = models[shared["note_model_uuid"]]
        judge.same(len(shared["fields"]), len(model["flds"]), f"fields of {shared['guid']}")
        note = collection.new_note(model)
        note.fields, note.guid, note.tags = shared["fields"], shared["guid"], shared["tags"]
        collection.add_note(note, deck_id)
    below = [read_deck(judge, collection, child, name, models) for child in deck["children"]]
    return set(deck["media_files"]).union(*below)


def check_members(judge, entry, kind):
    judge.same(entry.get("__type__"), kind, "crowdanki: type of an object")
    for member, wanted in CROWDANKI[kind].items():
        judge.expect(isinstance(entry.get(member), wanted), f"crowdanki: {kind}.{member} is {entry.get(member)!r:.60}")
    judge.expect(not {"id", "mod", "usn", "did"} & set(entry), f"crowdanki: {kind} holds what one collection owns")


def judge_lock(judge, form, bring):
    """Renames a heading and moves an entry: with the lock each note stays the one that it was."""
    collection = judge.collection(f"lock-{form}")
    cards = judge.cards("locked.json")
    bring(judge, collection, judge.export(form, f"locked-1.{form}", "--lock"))
    guids = set(collection.db.list("select guid from notes"))
    judge.same(len(guids), len(cards), f"{form}: notes of the locked export")
    reviewed = schedule(collection, cards[-1]["guid"])
    judge.rename_titles()
    bring(judge, collection, judge.export(form, f"locked-2.{form}"))
    judge.same_notes(collection, guids, f"{form}: titles renamed")
    moved = judge.leaf(judge.cards("locked-2.json"))
    if moved is None:
        judge.faults.append("no card to move was found")
        return
    judge.move(moved)
    bring(judge, collection, judge.export(form, f"locked-3.{form}"))
    judge.same_notes(collection, guids, f"{form}: an entry moved")
    judge.same(schedule(collection, cards[-1]["guid"]), reviewed, f"{form}: scheduling after renames and moves")
    collection.close()


def bring_csv(judge, collection, path):
    judge.import_csv(collection, path)


def bring_apkg(judge, collection, path):
    judge.import_apkg(collection, path)


def main():
    program, *places = sys.argv[1:]
    failed = False
    for place in places:
        judge = Judge(str(Path(program).resolve()), Path(place))
        count = judge_csv(judge)
        judge_apkg(judge)
        judge_crowdanki(judge)
        judge_lock(judge, "anki-csv", bring_csv)
        judge_lock(judge, "apkg", bring_apkg)
        for fault in judge.faults[:40]:
            print(f"{place}: {fault}", file=sys.stderr)
        print(f"{place}: {count} cards, {judge.images} local images, {len(judge.faults)} faults")
        failed |= bool(judge.faults)
        shutil.rmtree(judge.folder, ignore_errors=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
