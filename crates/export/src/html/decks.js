// The tree of decks: levels of their names, and below them the files that the cards come from.

const ARROW = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="m9 5 7 7-7 7"/></svg>';

/** A deck or a file with all cards in it and below it. */
class Place {
  constructor(name, path) {
    this.name = name;
    this.path = path;
    this.cards = [];
    this.below = new Map();
  }

  child(name) {
    if (!this.below.has(name)) this.below.set(name, new Place(name, this.path ? `${this.path}::${name}` : name));
    return this.below.get(name);
  }

  /** All places from this one on, each before those below it. */
  *all() {
    yield this;
    for (const place of this.below.values()) yield* place.all();
  }
}

/** Makes the tree of all cards; names are in the order in which people count. */
function treeOf(cards, decks) {
  const root = new Place("All cards", "");
  cards.forEach((card, at) => {
    const file = textOf(card.Source).split("/").pop().replace(/\.[^.]*$/, "");
    let place = root;
    place.cards.push(at);
    for (const level of [...decks[card.deck].split("::"), file]) {
      place = place.child(level);
      place.cards.push(at);
    }
  });
  const order = new Intl.Collator("ja", { numeric: true });
  for (const place of root.all()) {
    place.below = new Map([...place.below].sort(([left], [right]) => order.compare(left, right)));
  }
  return root;
}

/** Shows the tree in the navigation; `choose` gets the place that the reader picks. */
function showTree(root, navigation, choose) {
  const rows = new Map();
  const few = [...root.all()].length <= 24;
  const show = (place, depth) => {
    const item = document.createElement("li");
    const row = document.createElement("div");
    row.className = "row";
    item.append(row);
    const pick = document.createElement("button");
    pick.type = "button";
    pick.className = "pick";
    const [name, number] = [document.createElement("span"), document.createElement("span")];
    name.textContent = place.name;
    number.textContent = place.cards.length;
    number.className = "number";
    pick.append(name, number);
    pick.addEventListener("click", () => choose(place));
    rows.set(place.path, pick);
    if (place.below.size) {
      const list = document.createElement("ul");
      for (const below of place.below.values()) list.append(show(below, depth + 1));
      list.hidden = !few && depth > 0;
      row.append(folder(place.name, list));
      item.append(list);
    }
    row.append(pick);
    return item;
  };
  const list = document.createElement("ul");
  list.append(show(root, 0));
  navigation.replaceChildren(list);
  return rows;
}

/** The button that folds a level of the tree. */
function folder(name, list) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "fold";
  button.innerHTML = ARROW;
  button.setAttribute("aria-label", `Decks below ${name}`);
  button.setAttribute("aria-expanded", String(!list.hidden));
  button.addEventListener("click", () => {
    list.hidden = !list.hidden;
    button.setAttribute("aria-expanded", String(!list.hidden));
  });
  return button;
}
