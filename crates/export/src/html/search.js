"use strict";

// What a reader looks for: words in fronts, answers and contexts, whatever their case, width or kind of kana.

const ENTITIES = new Map([["amp", "&"], ["lt", "<"], ["gt", ">"], ["quot", '"'], ["apos", "'"], ["nbsp", " "]]);
const BLOCK = /<\/?(?:blockquote|br|dd|div|dl|dt|h[1-6]|hr|li|ol|p|pre|table|tbody|td|th|thead|tr|ul)\b[^>]*>/g;

/** The text of HTML that notesmith wrote, in one line; an image counts as its description. */
function textOf(html) {
  return html
    .replace(/<img\b[^>]*?\balt="([^"]*)"[^>]*>/g, " $1 ")
    .replace(BLOCK, " ")
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal, hexadecimal, name) => {
      if (name) return ENTITIES.get(name) ?? whole;
      const point = decimal ? Number(decimal) : parseInt(hexadecimal, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    })
    .replace(/\s+/g, " ")
    .trim();
}

/** Text as it is compared: ＡＢＣ, abc and ABC are one, ｶﾅ, カナ and かな too. */
function fold(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}

/** Finds cards by words, all of which must be there. */
class Search {
  constructor(cards) {
    this.cards = cards;
    this.folded = new Array(cards.length);
  }

  /** What is searched of one card: the front alone, and all of it. */
  words(at) {
    if (!this.folded[at]) {
      const card = this.cards[at];
      const front = fold(textOf(card.Front));
      this.folded[at] = { front, all: `${front}\n${fold(textOf(card.Context))}\n${fold(textOf(card.Back))}` };
    }
    return this.folded[at];
  }

  /** Of the given cards those with all words: first those that have them in front, each in the order given. */
  find(query, among) {
    const terms = Search.terms(query);
    const [first, second] = [[], []];
    for (const at of among) {
      const { front, all } = this.words(at);
      if (!terms.every((term) => all.includes(term))) continue;
      (terms.every((term) => front.includes(term)) ? first : second).push(at);
    }
    return first.concat(second);
  }

  static terms(query) {
    return fold(query).split(/\s+/).filter(Boolean);
  }
}

/** Gives text around its first match, at most `length` characters, as nodes with the matches marked. */
function excerpt(text, terms, length) {
  const letters = Array.from(text);
  // Folding one letter may give several: each folded unit knows the letter that it came from.
  let folded = "";
  const from = [];
  letters.forEach((letter, at) => {
    const piece = fold(letter);
    for (let unit = 0; unit < piece.length; unit += 1) from.push(at);
    folded += piece;
  });
  const marked = new Set();
  for (const term of terms) {
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
      for (let unit = at; unit < at + term.length; unit += 1) marked.add(from[unit]);
    }
  }
  const first = marked.size ? Math.min(...marked) : 0;
  const start = first < length - 20 ? 0 : first - 20;
  const nodes = start > 0 ? ["…"] : [];
  let at = start;
  const end = Math.min(letters.length, start + length);
  while (at < end) {
    const inside = marked.has(at);
    let to = at;
    while (to < end && marked.has(to) === inside) to += 1;
    const piece = letters.slice(at, to).join("");
    if (inside) {
      const mark = document.createElement("mark");
      mark.textContent = piece;
      nodes.push(mark);
    } else {
      nodes.push(piece);
    }
    at = to;
  }
  if (end < letters.length) nodes.push("…");
  return nodes;
}
