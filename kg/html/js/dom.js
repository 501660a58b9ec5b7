// Elements. Whatever comes from data goes in as text: nothing here, or anywhere in the page, parses markup.

function byId(id) {
  return document.getElementById(id);
}

/** An element with attributes and children; strings become text. `on` holds listeners, `data` data-attributes. */
function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (name === "data") for (const [key, item] of Object.entries(value)) element.dataset[key] = item;
    else if (name === "href") throw new Error("links are made by link()");
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A link that opens elsewhere, for http and https only; other addresses are shown as text. */
function link(address, text, attributes) {
  let url = null;
  try {
    url = new URL(address);
  } catch {
    url = null;
  }
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) return el("span", attributes, text);
  const anchor = el("a", { ...attributes, target: "_blank", rel: "noopener noreferrer" }, text, el("span", { class: "unseen" }, " (opens elsewhere)"));
  anchor.href = url.href;
  return anchor;
}

function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Text from a document: kept from turning the direction of what stands beside it. */
function quoted(text, attributes) {
  return el("bdi", attributes, text);
}

function button(text, listener, attributes) {
  return el("button", { type: "button", ...attributes, on: { click: listener } }, text);
}

const AT_ONCE = 60;

/** A list of what is made of each item; of very many only the first, and a button that shows the rest. */
function listOf(tag, attributes, items, make) {
  const list = el(tag, attributes, ...items.slice(0, AT_ONCE).map(make));
  if (items.length <= AT_ONCE) return list;
  const showRest = button(`Show ${inDigits(items.length - AT_ONCE)} more`, () => {
    const rest = items.slice(AT_ONCE).map(make);
    more.replaceWith(...rest);
    (rest[0].querySelector("button") ?? rest[0]).focus({ preventScroll: true });
  }, { class: "quiet" });
  const more = tag === "ul" ? el("li", {}, showRest) : showRest;
  list.append(more);
  return list;
}

/** Tells screen readers what has changed. */
function announce(text) {
  byId("live").textContent = text;
}
