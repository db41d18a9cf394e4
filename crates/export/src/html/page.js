// The page: what is shown, and what keys, taps and swipes do.

const data = JSON.parse(document.getElementById("data").textContent);
const element = (id) => document.getElementById(id);
const HITS_AT_ONCE = 60;
const SWIPE = 50;

/** What the browser remembers of this page; where it may remember nothing, nothing is lost but that. */
const memory = {
  name: `notesmith: ${data.title}`,
  read() {
    try {
      return JSON.parse(localStorage.getItem(this.name)) ?? {};
    } catch {
      return {};
    }
  },
  write(change) {
    try {
      localStorage.setItem(this.name, JSON.stringify({ ...this.read(), ...change }));
    } catch {
      // Private windows refuse to remember.
    }
  },
};

class Page {
  constructor() {
    this.search = new Search(data.cards);
    this.root = treeOf(data.cards, data.decks);
    this.rows = showTree(this.root, element("decks"), (place) => this.choose(place));
    this.place = this.root;
    this.order = this.root.cards;
    this.at = 0;
    this.query = "";
    this.answered = false;
    this.listed = false;
    this.shuffled = false;
  }

  /** Shows the page as it was left, or from its beginning. */
  start() {
    const { place, key, theme } = memory.read();
    const wanted = location.hash.slice(1) || key;
    this.setTheme(theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
    for (const found of this.root.all()) if (found.path === place) this.place = found;
    this.order = this.place.cards;
    let at = this.order.findIndex((card) => data.cards[card].Key === wanted);
    if (at < 0 && wanted) {
      const card = data.cards.findIndex((card) => card.Key === wanted);
      if (card >= 0) [this.place, this.order, at] = [this.root, this.root.cards, card];
    }
    this.at = Math.max(at, 0);
    this.show();
  }

  /** Goes to a deck or a file. */
  choose(place) {
    document.body.classList.remove("open");
    this.place = place;
    this.query = "";
    this.listed = false;
    element("search").value = "";
    this.reorder();
    memory.write({ place: place.path });
  }

  /** Gives the cards of the place their order, and shows the first. */
  reorder() {
    const cards = this.query ? this.search.find(this.query, this.place.cards) : [...this.place.cards];
    if (this.shuffled && !this.query) {
      for (let last = cards.length - 1; last > 0; last -= 1) {
        const other = Math.floor(Math.random() * (last + 1));
        [cards[last], cards[other]] = [cards[other], cards[last]];
      }
    }
    this.order = cards;
    this.at = 0;
    this.answered = false;
    this.show();
  }

  look(query) {
    if (query.trim() === this.query) return;
    this.query = query.trim();
    this.listed = this.query !== "";
    this.reorder();
  }

  /** Shows the card at a place of the order. */
  go(at) {
    if (at < 0 || at >= this.order.length) return;
    this.at = at;
    this.answered = false;
    this.listed = false;
    this.show();
    element("main").scrollTop = 0;
  }

  flip() {
    if (this.listed || !this.order.length) return;
    this.answered = !this.answered;
    this.show();
    if (this.answered) element("answer")?.scrollIntoView({ block: "nearest" });
  }

  show() {
    const { order, at, listed } = this;
    element("stage").hidden = listed;
    element("results").hidden = !listed;
    element("controls").hidden = listed;
    element("list").setAttribute("aria-pressed", String(listed));
    element("shuffle").setAttribute("aria-pressed", String(this.shuffled));
    element("menu").setAttribute("aria-expanded", String(this.menuIsOpen()));
    element("progress").style.transform = `scaleX(${order.length ? (at + 1) / order.length : 0})`;
    for (const [path, row] of this.rows) row.setAttribute("aria-current", String(path === this.place.path));
    if (listed) this.showHits();
    else this.showCard();
  }

  showCard() {
    const { order, at, answered } = this;
    const card = data.cards[order[at]];
    const stage = element("card");
    const turned = this.turned !== `${order[at]} ${answered}`;
    this.turned = `${order[at]} ${answered}`;
    stage.hidden = !card;
    element("none").hidden = Boolean(card);
    element("place").textContent = this.query ? `“${this.query}”` : this.place.path.replaceAll("::", " › ");
    element("position").textContent = card ? `${at + 1} / ${order.length}` : "";
    element("previous").disabled = at <= 0;
    element("next").disabled = at >= order.length - 1;
    element("flip").disabled = !card;
    element("flip").textContent = answered ? "Hide answer" : "Show answer";
    element("flip").setAttribute("aria-pressed", String(answered));
    if (!card || !turned) return;
    stage.replaceChildren(...sideOf(card, data, answered ? "answer" : "question"));
    stage.classList.toggle("shown", answered);
    stage.classList.remove("turned");
    void stage.offsetWidth;
    stage.classList.add("turned");
    // A reload shows the same card. Browsers refuse to be told so with each of many quick turns.
    clearTimeout(this.told);
    this.told = setTimeout(() => {
      memory.write({ key: card.Key });
      history.replaceState(null, "", `#${card.Key}`);
    }, 250);
  }

  showHits() {
    const number = this.order.length;
    const cards = number === 1 ? "1 card" : `${number} cards`;
    element("found").textContent = this.query ? `${cards} with “${this.query}”` : cards;
    element("hits").replaceChildren();
    this.addHits();
  }

  addHits() {
    const list = element("hits");
    const from = list.children.length;
    const terms = Search.terms(this.query);
    for (let at = from; at < Math.min(from + HITS_AT_ONCE, this.order.length); at += 1) {
      const card = data.cards[this.order[at]];
      const button = document.createElement("button");
      button.type = "button";
      button.className = "hit";
      for (const [name, length] of [["Context", 120], ["Front", 160], ["Back", 120]]) {
        const line = document.createElement("span");
        line.className = name.toLowerCase();
        line.lang = data.lang;
        line.append(...excerpt(textOf(card[name]), terms, length));
        button.append(line);
      }
      button.addEventListener("click", () => this.go(at));
      const item = document.createElement("li");
      item.append(button);
      list.append(item);
    }
    element("more").hidden = list.children.length >= this.order.length;
  }

  toggleList() {
    this.listed = !this.listed;
    this.show();
  }

  toggleShuffle() {
    this.shuffled = !this.shuffled;
    this.reorder();
  }

  menuIsOpen() {
    const { classList } = document.body;
    return matchMedia("(min-width: 900px)").matches ? !classList.contains("folded") : classList.contains("open");
  }

  toggleMenu() {
    document.body.classList.toggle(matchMedia("(min-width: 900px)").matches ? "folded" : "open");
    element("menu").setAttribute("aria-expanded", String(this.menuIsOpen()));
  }

  setTheme(theme) {
    const dark = theme === "dark";
    document.documentElement.classList.toggle("dark", dark);
    element("card").classList.toggle("nightMode", dark);
    element("theme").setAttribute("aria-pressed", String(dark));
  }

  toggleTheme() {
    const theme = document.documentElement.classList.contains("dark") ? "light" : "dark";
    this.setTheme(theme);
    memory.write({ theme });
  }

  /** What a key does, if anything. */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
    if (event.target === element("search")) return this.keyOfSearch(event.key);
    const onButton = event.target.closest("button, a") !== null;
    if (onButton && (event.key === " " || event.key === "Enter")) return false;
    const actions = {
      " ": () => this.flip(), Enter: () => this.flip(),
      ArrowRight: () => this.go(this.at + 1), j: () => this.go(this.at + 1), n: () => this.go(this.at + 1),
      ArrowLeft: () => this.go(this.at - 1), k: () => this.go(this.at - 1), p: () => this.go(this.at - 1),
      Home: () => this.go(0), End: () => this.go(this.order.length - 1),
      "/": () => element("search").focus(), d: () => this.toggleMenu(), l: () => this.toggleList(),
      s: () => this.toggleShuffle(), t: () => this.toggleTheme(), Escape: () => this.leave(),
    };
    if (!Object.hasOwn(actions, event.key)) return false;
    actions[event.key]();
    return true;
  }

  keyOfSearch(key) {
    if (key === "Enter") {
      element("search").blur();
      this.look(element("search").value);
      this.go(0);
      return true;
    }
    if (key === "Escape") {
      element("search").blur();
      this.leave();
      return true;
    }
    return false;
  }

  /** Closes what is open: the menu, then the search. */
  leave() {
    if (document.body.classList.contains("open")) this.toggleMenu();
    else if (this.query) this.choose(this.place);
    else if (this.listed) this.toggleList();
  }
}

/** Tells whether a tap on the card means the card: not a link in it, not the end of a selection. */
function meansCard(event) {
  return !event.target.closest("a") && document.getSelection().isCollapsed;
}

/** Swipes turn the card, except inside what scrolls sideways itself. */
function listenToSwipes(page) {
  let from = null;
  const stage = element("stage");
  stage.addEventListener("touchstart", (event) => {
    const wide = event.target.closest("pre, table");
    from = event.touches.length === 1 && !(wide && wide.scrollWidth > wide.clientWidth) ? event.touches[0] : null;
  }, { passive: true });
  stage.addEventListener("touchend", (event) => {
    if (!from) return;
    const to = event.changedTouches[0];
    const [right, down] = [to.clientX - from.clientX, to.clientY - from.clientY];
    if (Math.abs(right) > SWIPE && Math.abs(right) > 2 * Math.abs(down)) page.go(page.at + (right < 0 ? 1 : -1));
    from = null;
  });
}

/** Reads the words of all cards while nothing else is to do, so that the first search is quick. */
function readAhead(page) {
  const idle = window.requestIdleCallback ?? ((work) => setTimeout(() => work({ timeRemaining: () => 8 }), 30));
  let at = 0;
  const work = (deadline) => {
    while (at < data.cards.length && deadline.timeRemaining() > 2) page.search.words(at++);
    if (at < data.cards.length) idle(work);
  };
  idle(work);
}

const page = new Page();
element("card").lang = data.lang;
element("search").addEventListener("input", (event) => {
  // Half a word of an input method is no word.
  if (!event.isComposing) page.look(event.target.value);
});
element("search").addEventListener("compositionend", (event) => page.look(event.target.value));
element("card").addEventListener("click", (event) => meansCard(event) && page.flip());
element("previous").addEventListener("click", () => page.go(page.at - 1));
element("next").addEventListener("click", () => page.go(page.at + 1));
element("flip").addEventListener("click", () => page.flip());
element("more").addEventListener("click", () => page.addHits());
element("list").addEventListener("click", () => page.toggleList());
element("shuffle").addEventListener("click", () => page.toggleShuffle());
element("theme").addEventListener("click", () => page.toggleTheme());
element("menu").addEventListener("click", () => page.toggleMenu());
element("veil").addEventListener("click", () => page.toggleMenu());
document.addEventListener("keydown", (event) => page.key(event) && event.preventDefault());
listenToSwipes(page);
page.start();
readAhead(page);
