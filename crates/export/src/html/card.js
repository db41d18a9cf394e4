// One card as Anki shows it: its templates filled, its images taken from the page, its links harmless.

/** Fills a template as Anki does: `{{#Name}}…{{/Name}}` where the field is not empty, `{{Name}}` the field. */
function fill(template, fields) {
  const value = (name) => (Object.hasOwn(fields, name) ? fields[name] : "");
  return template
    .replace(/\{\{#(\w+)\}\}([^]*?)\{\{\/\1\}\}/g, (_, name, inside) => (value(name) ? inside : ""))
    .replace(/\{\{(\w+)\}\}/g, (_, name) => value(name));
}

/** Turns HTML into nodes in a document of its own, where nothing is loaded before it is made harmless. */
function nodesOf(html, media) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  for (const image of parsed.querySelectorAll("img")) {
    const source = image.getAttribute("src") ?? "";
    if (Object.hasOwn(media, source)) {
      image.src = media[source];
      image.decoding = "async";
    } else {
      image.replaceWith(absent(parsed, image, source));
    }
  }
  for (const link of parsed.querySelectorAll("a[href]")) {
    if (/^(?:https?|mailto):/i.test(link.getAttribute("href"))) {
      link.target = "_blank";
      link.rel = "noopener noreferrer";
    } else {
      // A link to another note leads nowhere from here.
      link.removeAttribute("href");
    }
  }
  for (const table of parsed.querySelectorAll("table, pre")) table.tabIndex = 0;
  return Array.from(parsed.body.childNodes);
}

/** What stands for an image that is not in the page: a link to it where it is on the web. */
function absent(parsed, image, source) {
  const onTheWeb = /^https?:\/\//i.test(source);
  const stand = parsed.createElement(onTheWeb ? "a" : "span");
  if (onTheWeb) stand.href = source;
  stand.className = "absent";
  const name = image.getAttribute("alt") || source.split("/").pop() || "image";
  stand.textContent = onTheWeb ? `image on the web: ${name}` : `no image: ${name}`;
  return stand;
}

/** Gives the nodes of one side of a card. */
function sideOf(card, data, side) {
  const question = fill(data.question, card);
  const html = side === "answer" ? fill(data.answer, { ...card, FrontSide: question }) : question;
  return nodesOf(html, data.media);
}
