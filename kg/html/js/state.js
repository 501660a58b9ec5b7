// What is chosen, in one object that the address's hash holds too: a view can be linked, restored and undone.

const EMPTY = {
  show: "picture", node: null, edge: null, strand: null, document: null, sentence: null,
  type: [], status: [], predicate: [], hidden: [], country: null, outlet: null, standing: null, sure: 0, from: null, to: null, text: "", focus: null, steps: 1, goal: null,
  pins: [], sort: null,
};
const PINS_MOST = 50;
const LISTS = ["type", "status", "predicate"];

let state = { ...EMPTY };
let depth = 0;
const listeners = [];

function onChange(listener) {
  listeners.push(listener);
}

/** Takes over some fields, writes the hash and tells everyone. */
function change(patch) {
  const next = { ...state, ...patch };
  const hash = toHash(next);
  const before = state;
  if (hash !== toHash(state)) {
    depth += 1;
    try {
      history.pushState({ depth }, "", hash || "#");
    } catch {
      depth = 0; // a frame without an address of its own: everything works but links and undo
    }
  }
  state = next;
  listeners.forEach((listener) => listener(state, before));
}

const NOTHING = { node: null, edge: null, strand: null, document: null, sentence: null };

/** Whether more differs than what is open. */
function narrowingChanged(now, before) {
  return Object.keys(EMPTY).some((name) => !(name in NOTHING) && now[name] !== before[name]);
}

/** Opens one thing in the panel: a node, an edge, a strand or a document by number; nothing closes it. */
function select(what) {
  change({ ...NOTHING, ...what });
}

function toHash(from) {
  const parts = new URLSearchParams();
  if (from.show !== EMPTY.show) parts.set("show", from.show);
  if (from.node !== null) parts.set("node", data.entities[from.node].id);
  if (from.edge !== null) parts.set("edge", data.edges[from.edge].key);
  if (from.strand !== null) parts.set("edges", data.strands[from.strand]);
  if (from.document !== null) parts.set("document", data.documents[from.document].id);
  if (from.sentence !== null) parts.set("sentence", String(from.sentence));
  for (const name of LISTS) for (const value of from[name]) parts.append(`no-${name}`, value);
  for (const node of from.hidden) parts.append("hide", data.entities[node].id);
  if (from.country !== null) parts.set("country", data.entities[from.country].id);
  if (from.outlet !== null) parts.set("outlet", from.outlet);
  if (from.standing !== null) parts.set("standing", from.standing);
  if (from.sure > 0) parts.set("sure", String(from.sure));
  if (from.from) parts.set("from", from.from);
  if (from.to) parts.set("to", from.to);
  if (from.text) parts.set("text", from.text);
  if (from.focus !== null) parts.set("around", data.entities[from.focus].id);
  if (from.focus !== null && from.steps !== 1) parts.set("steps", String(from.steps));
  if (from.goal !== null) parts.set("goal", data.entities[from.goal].id);
  for (const [node, x, y] of from.pins) parts.append("pin", `${x},${y},${data.entities[node].id}`);
  if (from.sort) parts.set("sort", `${from.sort.down ? "-" : ""}${COLUMNS[from.sort.column].name.toLowerCase()}`);
  const text = parts.toString();
  return text && `#${text}`;
}

/** The state of a hash; whatever it names that is not in this graph is passed over. */
function fromHash(hash) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const number = (map, name) => map.get(parts.get(name)) ?? null;
  const sentence = Number(parts.get("sentence") ?? NaN);
  return {
    ...EMPTY,
    show: ["picture", "both", "table"].includes(parts.get("show")) ? parts.get("show") : EMPTY.show,
    node: number(nodeById, "node"),
    edge: number(edgeByKey, "edge"),
    strand: number(strandByKey, "edges"),
    document: number(documentById, "document"),
    sentence: Number.isInteger(sentence) && data.sentences[sentence] ? sentence : null,
    type: parts.getAll("no-type").filter((name) => types.has(name)),
    status: parts.getAll("no-status").filter((name) => statuses.has(name)),
    predicate: parts.getAll("no-predicate").filter((name) => predicates.has(name)),
    hidden: parts.getAll("hide").filter((id) => nodeById.has(id)).map((id) => nodeById.get(id)),
    country: number(nodeById, "country"),
    outlet: data.documents.some((item) => item.outlet === parts.get("outlet")) ? parts.get("outlet") : null,
    standing: Object.hasOwn(STANDINGS, parts.get("standing") ?? "") ? parts.get("standing") : null,
    sure: Math.min(1, Math.max(0, Number(parts.get("sure")) || 0)),
    from: isoDate(parts.get("from")),
    to: isoDate(parts.get("to")),
    text: (parts.get("text") ?? "").slice(0, 200),
    focus: number(nodeById, "around"),
    steps: [1, 2, 3].includes(Number(parts.get("steps"))) ? Number(parts.get("steps")) : 1,
    goal: number(nodeById, "goal"),
    pins: parts.getAll("pin").map(pinOf).filter(Boolean).slice(0, PINS_MOST),
    sort: sortOf(parts.get("sort") ?? ""),
  };
}

/** A pin as the address has it: the place in the layout, then the actor's id, which may hold commas. */
function pinOf(text) {
  const found = /^(-?\d{1,6}),(-?\d{1,6}),(.+)$/s.exec(text);
  const node = found ? nodeById.get(found[3]) : undefined;
  return node !== undefined && node < data.linked ? [node, Number(found[1]), Number(found[2])] : null;
}

function sortOf(text) {
  const column = COLUMNS.findIndex(({ name }) => name.toLowerCase() === text.replace(/^-/, ""));
  return column < 0 ? null : { column, down: text.startsWith("-") };
}

function isoDate(text) {
  return /^\d{4}(-\d{2}){0,2}$/.test(text ?? "") ? text : null;
}

function readAddress() {
  state = fromHash(location.hash);
  depth = history.state?.depth ?? 0;
}

/** Takes the state from the address on back and forward. */
function restore() {
  const before = state;
  readAddress();
  listeners.forEach((listener) => listener(state, before));
}

function undo() {
  if (depth > 0) history.back();
}
