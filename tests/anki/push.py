"""Judges `notesmith push` against a stand-in for AnkiConnect that answers from Anki's real engine.

    python push.py NOTESMITH NOTES [NOTES...]

Every failed expectation is one line on stderr, and the exit code is 1 if there was any.
"""

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from anki_connect import StandIn
from judge import Judge, note_id, schedule

OWN = ("Key", "Front", "Back", "Context", "Source")


class Push(Judge):
    """One set of notes pushed into one collection, again and again."""

    def __init__(self, program, notes):
        super().__init__(program, notes)
        self.anki = self.collection("push")
        self.stand_in = StandIn(self.anki)

    def push(self, *more, code=0, url=None, env=None):
        done = subprocess.run(
            [self.program, "push", "notes", "--url", url or self.stand_in.url, *more],
            cwd=self.folder, capture_output=True, text=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(self.clock), **(env or {})},
        )
        self.same(done.returncode, code, f"exit code of push {' '.join(more)}: {done.stdout[-300:]}{done.stderr[-600:]}")
        return done

    def changes(self):
        return Counter(self.stand_in.changes)

    def by_key(self):
        return {note["Key"]: note for note in map(self.anki.get_note, self.anki.find_notes("note:Notesmith*"))}

    def edit(self, key, text):
        note = self.by_key()[key]
        note["Back"] += text
        self.anki.update_note(note)

    def run(self):
        cards = self.cards("push.json")
        self.first(cards)
        self.again()
        changed = self.changed_here()
        if changed is None:
            self.faults.append("no card to change was found")
            return
        self.edited_there(changed)
        self.edited_here_and_there()
        self.deleted_there()
        self.tags()
        self.renamed()
        self.vanished()
        self.refusals()
        self.stand_in.close()
        self.anki.close()

    def first(self, cards):
        plan = self.push("--dry-run")
        self.same(self.changes(), Counter(), "what a dry run changes")
        self.same(plan.stdout.count("\nnew ") + plan.stdout.startswith("new "), len(cards), "new cards of the plan")
        self.expect(not list(self.folder.glob("notesmith.*.lock")), "a dry run writes no lock")
        self.push()
        self.same(self.changes()["addNote"], len(cards), "notes added")
        self.same(self.anki.note_count(), len(cards), "notes in the collection")
        by_key = {card["key"]: card for card in cards}
        for key, note in self.by_key().items():
            wanted = by_key.get(key, {})
            self.same(self.anki.decks.name(note.cards()[0].did), wanted.get("deck"), f"deck of {key}")
            self.same(sorted(note.tags), sorted(["notesmith", *wanted.get("tags", [])[1:]]), f"tags of {key}")
            gaps = wanted.get("cloze", "").count("{{c") if wanted.get("type") == "cloze" else 1
            self.same(len(note.cards()), gaps, f"cards of {key}")
            for card in note.cards():
                self.check_render(card, note)
        self.check_media(self.anki)

    def again(self):
        done = self.push()
        self.same(self.changes(), Counter(), f"what a second push changes: {done.stdout[-300:]}")
        self.expect("unchanged" in done.stdout, "the second push says that all is unchanged")
        # Without the record the same content is recognised as the same.
        (self.folder / "notesmith.push.lock").unlink()
        self.push()
        self.same(self.changes(), Counter(), "what a push without its record changes")

    def changed_here(self):
        card = self.leaf(self.cards("push-2.json"))
        if card is None:
            return None
        note = self.by_key()[card["key"]]
        note.tags.append("mine")
        note["Extra"] = "my own words"
        self.anki.update_note(note)
        before = schedule(self.anki, note.guid)
        self.change(card)
        self.push()
        self.same(self.changes(), Counter(updateNoteFields=1), "one definition changed")
        now = self.by_key()[card["key"]]
        self.expect("改" in now["Back"], "the change did not arrive")
        self.same(("mine" in now.tags, now["Extra"]), (True, "my own words"), "what is the learner's own")
        self.same(schedule(self.anki, note.guid), before, "scheduling of the changed card")
        return card

    def edited_there(self, card):
        self.edit(card["key"], "<b>mine</b>")
        done = self.push()
        self.same(self.changes(), Counter(), "a push after an edit in Anki")
        self.expect("edited " in done.stdout, f"the edit in Anki is said: {done.stdout[-300:]}")
        self.expect("<b>mine</b>" in self.by_key()[card["key"]]["Back"], "the edit in Anki stays")

    def edited_here_and_there(self):
        """The card of the last step is edited in the notes, too."""
        card = next(c for c in self.cards("push-3.json") if "改" in c["backText"] and c["backText"].endswith("（改）"))
        card = self.leaf([c for c in self.cards("push-3.json") if "（改）" in c["backText"] or c is card]) or card
        self.change(card)
        dry = self.push("--dry-run", code=1)
        self.expect("conflict " in dry.stdout, f"the conflict is said: {dry.stdout[-300:]}")
        self.push(code=1)
        self.same(self.changes(), Counter(), "a conflict")
        self.expect("<b>mine</b>" in self.by_key()[card["key"]]["Back"], "the edit in Anki stays in a conflict")
        self.push("--overwrite")
        self.same(self.changes(), Counter(updateNoteFields=1), "a conflict that the notes win")
        self.expect("<b>mine</b>" not in self.by_key()[card["key"]]["Back"], "the notes win where that is wished")
        self.push()
        self.same(self.changes(), Counter(), "a push after the conflict")

    def deleted_there(self):
        key, note = next(iter(sorted(self.by_key().items())))
        self.anki.remove_notes([note.id])
        done = self.push()
        self.same(self.changes(), Counter(), "a push after a note was deleted in Anki")
        self.expect("deleted " in done.stdout, "the deletion is said")
        self.push("--overwrite")
        self.same(self.changes(), Counter(addNote=1), "a deleted note that the notes bring back")
        self.expect(key in self.by_key(), "the note is back")

    def tags(self):
        self.push("--tags")
        self.changes()
        notes = self.by_key()
        for card in self.cards("push-tags.json"):
            given = {tag.lower() for tag in notes[card["key"]].tags} - {"mine"}
            self.same(given, {tag.lower() for tag in card["tags"]}, f"tags of {card['frontText']}")
        self.expect(any("mine" in note.tags for note in notes.values()), "the learner's own tag stays")
        self.push("--tags")
        self.same(self.changes(), Counter(), "tags pushed again")

    def renamed(self):
        """A title is renamed: each note stays the one that it was, and gets its new key."""
        ids = {note.id for note in self.by_key().values()}
        self.rename_titles()
        self.push()
        self.same({note.id for note in self.by_key().values()}, ids, "notes after titles were renamed")
        self.same(set(self.by_key()), {card["key"] for card in self.cards("push-4.json")}, "keys after titles were renamed")
        self.changes()
        self.push()
        self.same(self.changes(), Counter(), "a push after the rename")

    def vanished(self):
        card = self.leaf(self.cards("push-5.json"))
        path = self.folder / card["source"]["path"]
        lines = path.read_text(encoding="utf-8").split("\n")
        text = lines.pop(card["source"]["line"] - 1)
        path.write_text("\n".join(lines), encoding="utf-8")
        done = self.push()
        self.expect("vanished " in done.stdout, f"the vanished card is said: {done.stdout[-300:]}")
        self.expect(card["key"] in self.by_key(), "the note of a vanished card stays")
        self.expect(not {"deleteNotes", "updateNoteFields"} & set(self.changes()), "a vanished card changes nothing")
        self.push("--tag-vanished")
        tagged = [key for key, note in self.by_key().items() if "notesmith::vanished" in note.tags]
        self.same(tagged, [card["key"]], "notes that are tagged as vanished")
        self.changes()
        self.push("--tag-vanished")
        self.same(self.changes(), Counter(), "a second push that tags")
        lines.insert(card["source"]["line"] - 1, text)
        path.write_text("\n".join(lines), encoding="utf-8")
        self.push()
        self.expect("notesmith::vanished" not in self.by_key()[card["key"]].tags, "a card that returns is not vanished")

    def refusals(self):
        """Who is no AnkiConnect, or another machine, or wants a key."""
        away = self.push(url="http://192.0.2.1:8765", code=2)
        self.expect("is not this machine" in away.stderr, f"another machine is refused: {away.stderr}")
        nobody = self.push(url="http://127.0.0.1:9", code=2)
        self.expect("2055492159" in nobody.stderr.replace("\n", " "), f"how to start Anki is said: {nobody.stderr}")
        locked = StandIn(self.anki, key="secret")
        refused = self.push(url=locked.url, code=2)
        self.expect("api key" in refused.stderr, f"a missing key is said: {refused.stderr}")
        self.push("--api-key", "NOTESMITH_KEY", url=locked.url, env={"NOTESMITH_KEY": "secret"})
        self.same(Counter(locked.changes), Counter(), "a push with the key")
        locked.close()
        models = self.anki.models
        note_type = models.by_name("Notesmith")
        models.rename_field(note_type, note_type["flds"][5], "Mine")
        models.update_dict(note_type)
        other = self.push(code=2)
        self.expect("has other fields" in other.stderr, f"a foreign note type is refused: {other.stderr}")


def main():
    program, *places = sys.argv[1:]
    failed = False
    for place in places:
        push = Push(str(Path(program).resolve()), Path(place))
        push.run()
        for fault in push.faults[:40]:
            print(f"{place}: {fault}", file=sys.stderr)
        print(f"{place}: pushed, {len(push.faults)} faults")
        failed |= bool(push.faults)
        shutil.rmtree(push.folder, ignore_errors=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
