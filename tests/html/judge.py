"""Judges the HTML page of notesmith in a real browser, opened from a file.

    python3 judge.py NOTESMITH CHROMIUM NOTES [NOTES...]

NOTESMITH is the built program, CHROMIUM the browser, each NOTES a folder of notes.
With the variable PICTURES set to a folder, screenshots of the first NOTES are left there.
Every failed expectation is one line on stderr, and the exit code is 1 if there was any.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from browser import Browser

MANY = 5_000
# The time that the slowest of machines may take to open the page and to search it, both with many cards.
SLOW_MILLISECONDS = 8_000


class Judge:
    """One page in one browser."""

    def __init__(self, program, browser, notes, folder):
        self.program, self.browser, self.notes, self.folder = program, browser, notes, folder
        self.faults = []
        if notes.is_file():
            # A single note, whatever it is called.
            self.notes = folder / "notes"
            self.notes.mkdir()
            shutil.copy(notes, self.notes / (notes.stem + ".md"))
        self.page = self.export("html", folder / "deck.html")
        self.cards = json.loads(self.export("json", folder / "cards.json").read_text(encoding="utf-8"))["cards"]

    def export(self, form, path):
        own = self.notes / "notesmith.toml"
        config = ["--config", str(own)] if own.exists() else []
        done = subprocess.run([self.program, "export", str(self.notes), "--format", form, "-o", str(path), *config],
                              capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"export {form} failed with {done.returncode}: {done.stderr}")
        return path

    def same(self, got, wanted, what):
        if got != wanted:
            self.faults.append(f"{what}: got {got!r}, wanted {wanted!r}")

    def text(self, selector):
        return self.browser.run(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''").strip()

    def position(self):
        return self.text("#position")

    def answer_is_shown(self):
        return self.browser.run("document.querySelector('#card #answer') !== null")

    def search(self, words):
        self.browser.run("document.querySelector('#search').focus()")
        self.browser.run("document.querySelector('#search').select()")
        self.browser.call("Input.insertText", text=words)

    def found(self):
        return self.browser.run("[...document.querySelectorAll('#hits .front')].map((hit) => hit.textContent)")

    def judge(self):
        self.check_bytes()
        self.browser.events.clear()
        self.browser.window(1200, 800)
        self.browser.open(self.page.as_uri())
        self.check_first_card()
        self.check_keys()
        self.check_search()
        self.check_decks()
        self.check_every_card()
        self.check_theme()
        self.check_phone()
        self.same(self.browser.complaints(), [], "errors of the page")
        own = self.page.as_uri()
        asked = [url[:200] for url in self.browser.requests() if url.split("#")[0] != own and not url.startswith("data:")]
        self.same(asked, [], "requests of the page")
        self.check_policy()

    def check_policy(self):
        """What a fault of ours let through would not run either."""
        ran = self.browser.run("(() => { const own = document.createElement('script'); own.textContent = 'window.hostile = 1';"
                               "document.body.append(own); const b = document.createElement('b');"
                               "b.setAttribute('onclick', 'window.hostile = 2'); document.body.append(b); b.click();"
                               "return window.hostile ?? 'nothing'; })()")
        self.same(ran, "nothing", "script that the policy lets run")
        self.same(len(self.browser.complaints()) > 0, True, "the browser says that the policy forbids it")
        self.browser.events.clear()

    def check_bytes(self):
        again = self.export("html", self.folder / "again.html")
        text = self.page.read_text(encoding="utf-8")
        self.same(again.read_text(encoding="utf-8") == text, True, "the same notes give the same bytes")
        self.same(len(re.findall(r"<script", text, re.I)), 2, "script elements, the data among them")
        self.same(len(re.findall(r"</script", text, re.I)), 2, "ends of script elements")
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text).group(1)
        self.same(policy.startswith("default-src 'none'; "), True, "the policy forbids by default")
        self.same([word for word in ("unsafe", "http", "*") if word in policy], [], "openings of the policy")
        outside = re.findall(r"<(?:link|iframe|object|embed|base|script[^>]+src)\b", text.split('id="data"')[0])
        self.same(outside, [], "elements that load something")

    def check_first_card(self):
        first = self.cards[0]
        self.same(self.position(), f"1 / {len(self.cards)}", "the position at the start")
        self.same(first["frontText"] in self.text("#card"), True, "the first front is shown")
        self.same(self.answer_is_shown(), False, "the answer is hidden at first")
        self.same(self.browser.run("getComputedStyle(document.querySelector('#card')).fontSize"), "18px",
                  "the card has Anki's style")

    def check_keys(self):
        press = self.browser.press
        press(" ", " ")
        self.same(self.answer_is_shown(), True, "space shows the answer")
        source = self.cards[0]["source"]["path"].split("/")[-1]
        self.same(source in self.text("#card .source"), True, "the source is shown")
        press(" ", " ")
        self.same(self.answer_is_shown(), False, "space hides it again")
        press("ArrowRight")
        self.same(self.position(), f"2 / {len(self.cards)}", "an arrow goes on")
        press("ArrowLeft")
        press("ArrowLeft")
        self.same(self.position(), f"1 / {len(self.cards)}", "an arrow goes back, and not beyond the first")
        self.browser.click("#next")
        self.browser.click("#card")
        self.same((self.position(), self.answer_is_shown()), (f"2 / {len(self.cards)}", True), "the mouse goes on and flips")
        self.browser.click("#flip")
        self.same(self.answer_is_shown(), False, "the button flips back")
        self.browser.press("Home")

    def check_search(self):
        """Each card is found by its front, and by kana and width that are not its own."""
        for card in self.cards[:: max(1, len(self.cards) // 12)]:
            front = card["frontText"]
            self.search(front)
            self.same(front in [hit.strip() for hit in self.found()], True, f"a search for {front!r} finds it")
        kana = next((run for card in self.cards for run in re.findall(r"[ァ-ヶー]{3,}", card["frontText"])), None)
        if kana:
            self.search(kana)
            wanted = self.text("#found").split()[0]
            hiragana = "".join(chr(ord(one) - 0x60) if "ァ" <= one <= "ヶ" else one for one in kana)
            self.search(hiragana)
            self.same(self.text("#found").split()[0], wanted, f"{hiragana} finds what {kana} finds")
            self.same(self.browser.run("document.querySelectorAll('#hits mark').length") > 0, True, "matches are marked")
        self.search("ありえない言葉 qzxjw")
        self.same(self.found(), [], "words that are nowhere find nothing")
        self.search(self.cards[-1]["frontText"])
        self.browser.press("Enter", "\r")
        self.same(self.answer_is_shown() or self.cards[-1]["frontText"] in self.text("#card"), True, "Enter opens the first hit")
        self.browser.press("Escape")
        self.same(self.position(), f"1 / {len(self.cards)}", "Escape ends the search")

    def check_decks(self):
        numbers = self.browser.run("[...document.querySelectorAll('#decks .number')].map((b) => b.textContent)")
        self.same(numbers[0], str(len(self.cards)), "the first place holds all cards")
        self.browser.run("[...document.querySelectorAll('#decks .pick')].at(-1).click()")
        self.same(self.position(), f"1 / {numbers[-1]}", "the last file's cards are chosen")
        self.browser.run("document.querySelector('#decks .pick').click()")

    def check_every_card(self):
        """Both sides of every card are turned to: nothing is empty, nothing throws, no image is broken."""
        for number, card in enumerate(self.cards[:400]):
            question = self.text("#card .front")
            self.browser.run("page.flip()")
            back = self.browser.run("(() => { const b = document.querySelector('#card .back');"
                                    "return b.innerText.trim() !== '' || b.querySelector('img, input') !== null; })()")
            if not back or (not question and card["frontText"]):
                self.faults.append(f"card {number}, {card['frontText']!r}: a side is empty")
            self.browser.run("page.go(page.at + 1)")
        broken = self.browser.run("Promise.all(Object.values(data.media).map((url) => new Promise((done) => {"
                                  "const i = new Image(); i.onload = () => done(0); i.onerror = () => done(1); i.src = url; })))")
        self.same(sum(broken), 0, "broken images in the page")
        self.same(self.browser.run("window.hostile ?? 'nothing'"), "nothing", "script of a note that ran")
        self.browser.press("Home")

    def check_theme(self):
        before = self.browser.run("getComputedStyle(document.querySelector('#card')).backgroundColor")
        self.browser.click("#theme")
        after = self.browser.run("getComputedStyle(document.querySelector('#card')).backgroundColor")
        self.same((before, after), ("rgb(255, 255, 255)", "rgb(28, 33, 40)"), "the card in the light and in the dark")
        self.browser.click("#theme")

    def check_phone(self):
        self.browser.window(390, 844, phone=True)
        self.browser.until("getComputedStyle(document.querySelector('#decks')).visibility === 'hidden'", "the menu is closed")
        if len(self.cards) > 1:
            self.browser.swipe((300, 400), (80, 410))
            self.same(self.position(), f"2 / {len(self.cards)}", "a swipe goes on")
            self.browser.swipe((80, 400), (300, 410))
            self.same(self.position(), f"1 / {len(self.cards)}", "a swipe goes back")
            self.browser.run("page.toggleMenu()")
            self.browser.swipe((250, 400), (20, 410))
            self.browser.run("page.toggleMenu()")
            self.same(self.browser.run("location.pathname"), self.page.as_uri().removeprefix("file://"), "the page after a swipe in the menu")
        self.same(self.browser.run("document.documentElement.scrollWidth <= innerWidth"), True, "nothing is wider than a phone")
        small = self.browser.run("[...document.querySelectorAll('.bar button, .controls button')]"
                                 ".filter((b) => b.getBoundingClientRect().height < 40).length")
        self.same(small, 0, "buttons too small for a thumb")
        unnamed = self.browser.run("[...document.querySelectorAll('button, input')].filter((b) =>"
                                   "!(b.innerText.trim() || b.ariaLabel || b.labels?.length)).length")
        self.same(unnamed, 0, "controls without a name")


def take_pictures(judge, folder):
    browser = judge.browser
    wide = next(n for n, c in enumerate(judge.cards) if "<li>" in c["back"] or "<table>" in c["back"])
    for name, dark, phone in (("light", False, False), ("dark", True, False), ("phone", False, True), ("phone-dark", True, True)):
        browser.window(*((360, 640) if phone else (960, 600)), phone=phone)
        browser.run(f"page.setTheme({json.dumps('dark' if dark else 'light')}); page.choose(page.root); page.go({wide}); page.flip()")
        browser.run("new Promise((done) => setTimeout(done, 400))")
        browser.picture(folder / f"{name}.png")
    judge.search("キュー" if any("キュー" in c["frontText"] for c in judge.cards) else judge.cards[0]["frontText"][:3])
    browser.picture(folder / "phone-search.png")
    browser.run("page.choose(page.root); page.toggleMenu(); new Promise((done) => setTimeout(done, 400))")
    browser.picture(folder / "phone-decks.png")
    browser.run("page.toggleMenu()")


def judge_empty(program, browser, folder):
    """Notes without a card make a page that says so."""
    notes = folder / "empty"
    notes.mkdir()
    (notes / "a.md").write_text("# 題\n\n文だけ。\n", encoding="utf-8")
    page = folder / "empty.html"
    subprocess.run([program, "export", str(notes), "--format", "html", "-o", str(page)], check=True, capture_output=True)
    browser.events.clear()
    browser.open(page.as_uri())
    said = browser.run("page.flip(); page.go(1); document.querySelector('#none').innerText")
    faults = browser.complaints()
    return faults if said == "There is no card here." else [f"a page without cards says {said!r}", *faults]


def judge_many(program, browser, folder):
    """A page of many cards opens and is searched in a time that nobody minds."""
    notes = folder / "many"
    notes.mkdir()
    for number in range(10):
        lines = [f"- 用語 {number}-{at}: 定義その {at}。サーバーの設定を\n  - 細かいこと {at}\n" for at in range(MANY // 10)]
        (notes / f"{number}.md").write_text(f"# 題 {number}\n\n" + "".join(lines), encoding="utf-8")
    judge = Judge(program, browser, notes, folder)
    browser.window(1200, 800)
    browser.open(judge.page.as_uri())
    judge.same(judge.position(), f"1 / {MANY}", "many cards: the position at the start")
    opened = browser.run("performance.timing.loadEventEnd - performance.timing.navigationStart")
    searched = browser.run("(() => { const began = performance.now(); page.look('さーばー 9-4'); return performance.now() - began; })()")
    judge.same(judge.text("#found").split()[0] != "0", True, "many cards: a search finds")
    judge.same(opened < SLOW_MILLISECONDS and searched < SLOW_MILLISECONDS, True, f"{opened} ms to open, {searched} ms to search")
    print(f"{MANY} cards: {judge.page.stat().st_size >> 10} KiB, opened in {opened:.0f} ms, first search {searched:.0f} ms")
    return judge.faults


def main():
    program, chromium, *places = sys.argv[1:]
    program = str(Path(program).resolve())
    failed = False
    browser = Browser(chromium)
    # What the hostile fixtures call.
    browser.call("Page.addScriptToEvaluateOnNewDocument", source="window.alert = () => { window.hostile = 'alert'; };")
    try:
        for place in places:
            with tempfile.TemporaryDirectory(prefix="notesmith-html-") as folder:
                judge = Judge(program, browser, Path(place), Path(folder))
                judge.judge()
                if os.environ.get("PICTURES") and place == places[0]:
                    take_pictures(judge, Path(os.environ["PICTURES"]))
                for fault in judge.faults[:40]:
                    print(f"{place}: {fault}", file=sys.stderr)
                print(f"{place}: {len(judge.cards)} cards in a browser, {len(judge.faults)} faults")
                failed |= bool(judge.faults)
        with tempfile.TemporaryDirectory(prefix="notesmith-html-") as folder:
            faults = judge_many(program, browser, Path(folder)) + judge_empty(program, browser, Path(folder))
            for fault in faults:
                print(fault, file=sys.stderr)
            failed |= bool(faults)
    finally:
        browser.close()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
