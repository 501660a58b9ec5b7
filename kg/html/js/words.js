// How numbers, dates, names and statuses are put into words.

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** The order of two texts whatever their case and accents. An Intl.Collator orders other scripts better but takes ten milliseconds to make. */
function inOrder(a, b) {
  const [one, other] = [sortKey(a), sortKey(b)];
  if (one === other) return a === b ? 0 : a < b ? -1 : 1;
  return one < other ? -1 : 1;
}

/** An ISO 8601 day, month or year in words; anything else as it stands. */
function inWords(iso) {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(iso ?? "");
  if (!found) return iso ?? "";
  const month = MONTHS[Number(found[2]) - 1];
  return [found[3] && month && String(Number(found[3])), month, found[1]].filter(Boolean).join(" ");
}

/** A whole number with commas between thousands. */
function inDigits(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

function counted(number, one, many) {
  return `${inDigits(number)} ${number === 1 ? one : (many ?? `${one}s`)}`;
}

function percent(share) {
  return `${Math.round(share * 100)} %`;
}

/** The drawing of a type, as in the picture. */
function glyph(type, size = 18) {
  const outline = types.get(type)?.outline ?? "M9 0A9 9 0 1 1 -9 0A9 9 0 1 1 9 0Z";
  return svg("svg", { class: "glyph", viewBox: "-13 -13 26 26", width: size, height: size, "aria-hidden": "true", "data-type": types.get(type)?.look ?? "other" }, svg("path", { d: outline }));
}

/** The line of a status, as in the picture. */
function strokeSample(status, width = 34) {
  const look = statuses.get(status);
  const line = svg("line", { x1: 1, y1: 6, x2: width - 1, y2: 6, "stroke-dasharray": look.dash.join(" ") || "none" });
  const parts = [line];
  if (look.cross) parts.push(svg("path", { d: `M${width / 2 - 4} 2l8 8m0-8l-8 8` }));
  return svg("svg", { class: "stroke", viewBox: `0 0 ${width} 12`, width, height: 12, "aria-hidden": "true", "data-status": status }, ...parts);
}

function statusChip(status) {
  return el("span", { class: "chip", data: { status } }, strokeSample(status, 26), status);
}

/** A name that opens its entity. */
function entityButton(number, attributes) {
  const entity = data.entities[number];
  return el(
    "button",
    { type: "button", class: "entity", ...attributes, data: { type: types.get(entity.type)?.look ?? "other" }, on: { click: () => select({ node: number }) } },
    glyph(entity.type, 15),
    quoted(entity.name),
  );
}

/** A claim or edge as words: subject, predicate, object, and what it is where it is no fact. */
function sentenceOf(item) {
  return `${data.entities[item.subject].name} ${predicateLabel(item.predicate)} ${data.entities[item.object].name}${asideOf(item)}`;
}

/** The same with the status in any case, for what leaves the page or stands by itself. */
function statedOf(item) {
  return item.status === "fact" ? `${sentenceOf(item)} (fact)` : sentenceOf(item);
}

/** What is said to have been done: names of predicates are in the past, so 'banned' alone would make a plan a fact. */
function actOf(item) {
  return predicateLabel(item.predicate) + asideOf(item);
}

/** The status in brackets, as the exports have it; nothing for a fact. */
function asideOf({ status }) {
  return status === "fact" ? "" : ` (${status})`;
}

function predicateLabel(name) {
  return predicates.get(name)?.label ?? name;
}
