// The panel beside the picture: an overview, an actor, an edge, a bundle of edges or a document, whichever is open.

/** On narrow screens the overview is a sheet, for whoever asks for it; on others it stands there while nothing is open. */
let overviewAsked = false;

function askForOverview(wanted) {
  if (wanted && isOpen()) select({});
  overviewAsked = wanted;
  drawPanel(state, true);
}

function closePanel() {
  if (isOpen()) select({});
  else askForOverview(false);
}

function updatePanel(now, before) {
  const differs = (...names) => names.some((name) => now[name] !== before[name]);
  const opened = differs("node", "edge", "strand", "document", "sentence");
  if (byId("panel").childElementCount && !opened && !differs("focus", "steps", "goal", "hidden", "pins")) return;
  if (opened) overviewAsked = false;
  drawPanel(now, opened);
}

function drawPanel(now, opened) {
  const panel = byId("panel");
  const { title, body } = panelContent();
  const open = isOpen() || overviewAsked;
  const held = nameOfFocus(panel);
  panel.classList.toggle("open", open);
  panel.replaceChildren(
    el("div", { class: "panel-head" }, open && button("Close", closePanel, { class: "close", "aria-keyshortcuts": "Escape" })),
    body,
    takeaway(),
  );
  if (held) [...panel.querySelectorAll("button, select, a, summary")].find((item) => nameOf(item) === held)?.focus({ preventScroll: true });
  if (!opened) return;
  panel.scrollTop = 0;
  if (now.sentence !== null) panel.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: "center" });
  moveFocus(panel, open);
  announce(title);
}

/** Whoever opens something goes to it, and comes back to where they were when it is closed. */
function moveFocus(panel, open) {
  const here = document.activeElement;
  if (open && !here?.closest("#panel, #search, #filters, .top")) {
    // What was pressed in the panel is gone by now: who came from elsewhere still goes back there.
    if (here !== document.body) panel.returnTo = here;
    panel.focus({ preventScroll: true });
  } else if (!open && panel.returnTo) {
    if (here === document.body || here === panel) panel.returnTo.focus({ preventScroll: true });
    panel.returnTo = null;
  }
}

function nameOf(item) {
  return item.getAttribute("aria-label") ?? item.textContent;
}

function nameOfFocus(panel) {
  return panel.contains(document.activeElement) && document.activeElement !== panel ? nameOf(document.activeElement) : null;
}

/** What is open as a file: all claims that the panel is about. */
function takeaway() {
  const claims = claimsInPanel();
  if (!claims.length) return "";
  return el("p", { class: "takeaway" }, el("span", { class: "aside" }, `Take away ${claims.length === 1 ? "this claim" : `these ${inDigits(claims.length)} claims`}:`), button("CSV", () => saveCsv(claims), { "aria-label": "Save what is open as CSV" }), button("JSON", () => saveJson(claims), { "aria-label": "Save what is open as JSON" }));
}

function claimsInPanel() {
  if (state.node !== null) return claimsOfNode[state.node];
  if (state.edge !== null) return data.edges[state.edge].claims;
  if (state.strand !== null) return drawing.edges[state.strand].members.flatMap((edge) => data.edges[edge].claims);
  if (state.document === null) return [];
  return data.claims.map((_, number) => number).filter((number) => documentOf(data.claims[number]) === data.documents[state.document]);
}

function isOpen() {
  return [state.node, state.edge, state.strand, state.document].some((item) => item !== null);
}

function panelContent() {
  if (state.node !== null) return { title: `${data.entities[state.node].name}, ${counted(claimsOfNode[state.node].length, "claim")}`, body: nodeView(state.node) };
  if (state.edge !== null) {
    const edge = data.edges[state.edge];
    return { title: `${sentenceOf(edge)}, ${counted(edge.total, "claim")}`, body: edgeView([state.edge]) };
  }
  if (state.strand !== null) {
    const { members } = drawing.edges[state.strand];
    return { title: counted(members.length, "relation"), body: edgeView(members) };
  }
  if (state.document !== null) return { title: titleOf(data.documents[state.document]), body: sentenceAndDocument() };
  return { title: overviewAsked ? "Overview" : "Nothing is open", body: overview() };
}

function edgeView(edges) {
  const items = edges.map((number) => data.edges[number]);
  const claims = items.flatMap((edge) => edge.claims);
  const [first] = items;
  const total = items.reduce((sum, edge) => sum + edge.total, 0);
  const missingClaims = total - claims.length;
  const documents = new Set(claims.map((number) => documentOf(data.claims[number]))).size;
  const dates = [...new Set(claims.map((number) => dateOf(data.claims[number])).filter(Boolean))].sort();
  const span = dates.length > 1 ? `, ${inWords(dates[0])} to ${inWords(dates.at(-1))}` : dates.length ? `, ${inWords(dates[0])}` : "";
  const single = items.length === 1;
  return el(
    "div",
    {},
    el("h2", { class: "triple" }, ...(single ? tripleOf(first) : [entityButton(first.subject), el("span", { class: "act" }, counted(items.length, "relation")), entityButton(first.object)])),
    el("p", { class: "source" }, el("span", {}, `${counted(total, "claim")} in ${counted(single ? first.documents : documents, "document")}${span}`)),
    single && corroboration(edges[0]),
    single && contrasts(edges[0]),
    ...claims.map((number) => claimCard(number, { heading: !single })),
    missingClaims > 0 && el("p", { class: "hint" }, `${counted(missingClaims, "more claim")} of this kind ${missingClaims === 1 ? "is" : "are"} left out of this page.`),
  );
}

function nodeView(number) {
  const entity = data.entities[number];
  const type = types.get(entity.type);
  return el(
    "div",
    {},
    el("h2", { class: "actor", data: { type: type?.look ?? "other" } }, glyph(entity.type, 24), quoted(entity.name)),
    el("p", { class: "source" }, el("span", {}, type?.label ?? entity.type), entity.sector && el("span", {}, quoted(entity.sector)), entity.country !== null && entity.country !== number && entityButton(entity.country)),
    nodeTools(number),
    ...claimGroups(number),
    neighbourList(number),
    el("section", {}, el("h3", {}, "Identity"), identity(entity)),
  );
}

function identity(entity) {
  const rows = [
    ["Also called", entity.aliases.length && el("span", { class: "aliases" }, ...entity.aliases.slice(0, 12).map((alias) => quoted(alias)), entity.aliases.length > 12 && ` and ${entity.aliases.length - 12} more`)],
    ["Known as", el("code", {}, entity.id)],
    ["Found in", entity.source && quoted(entity.source)],
    ...entity.links.map(({ scheme, value, status, address }) => [
      { wikidata: "Wikidata", iso3166: "ISO 3166", domain: "Site" }[scheme] ?? scheme,
      el("span", {}, address ? link(address, value) : quoted(value), status === "corroborated" && " (corroborated)"),
    ]),
    ["Why", entity.reason && quoted(entity.reason)],
  ].filter(([, value]) => value);
  return el("dl", { class: "facts" }, ...rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

/** All actors that a claim links to another, by name. */
const linkedByName = once(() => data.entities.slice(0, data.linked).map((_, place) => place).sort((a, b) => inOrder(data.entities[a].name, data.entities[b].name) || a - b));

/** To which actor a shortest path is wanted; there may be thousands, which are put in when somebody goes to the list. */
function pathChoice(number) {
  const optionOf = (place) => new Option(data.entities[place].name, place, false, state.focus === number && state.goal === place);
  const chosen = state.focus === number && state.goal !== null ? [optionOf(state.goal)] : [];
  const fill = () => {
    if (list.options.length === 1 + chosen.length) list.replaceChildren(list.options[0], ...linkedByName().filter((place) => place !== number).map(optionOf));
  };
  const list = el(
    "select",
    { "aria-label": `Shortest path from ${data.entities[number].name}`, on: { pointerdown: fill, focus: fill, change: () => change({ focus: number, goal: list.value === "" ? null : Number(list.value) }) } },
    new Option("Path to …", ""),
    ...chosen,
  );
  return list;
}

function nodeTools(number) {
  if (number >= data.linked) return el("p", { class: "hint" }, "Named in the documents; no claim links it to another actor.");
  const around = state.focus === number && state.goal === null;
  const on = state.focus === number && state.goal !== null ? shown.path : [];
  return el(
    "div",
    { class: "node-tools" },
    el(
      "div",
      { class: "steps", role: "group", "aria-label": "Show only what is near" },
      el("span", { "aria-hidden": "true" }, "Only near:"),
      ...[1, 2, 3].map((steps) => {
        const on = around && state.steps === steps;
        return button(String(steps), () => change(on ? { focus: null, goal: null } : { focus: number, steps, goal: null }), { "aria-pressed": String(on), "aria-label": `Within ${counted(steps, "step")}` });
      }),
    ),
    pathChoice(number),
    on.length > 0 && el("ol", { class: "cloud path", "aria-label": "Shortest path" }, ...on.map((node) => el("li", {}, entityButton(node)))),
    button(pinOn(number) ? "Unpin" : "Pin", () => (pinOn(number) ? unpin(number) : pinHere(number)), { "aria-pressed": String(Boolean(pinOn(number))), "aria-label": `Pin ${data.entities[number].name}`, title: "Keeps its place, and stays in sight whatever the filters say" }),
    button("Hide", () => change({ ...NOTHING, hidden: [...state.hidden, number], focus: state.focus === number ? null : state.focus }), { "aria-label": `Hide ${data.entities[number].name}` }),
  );
}

/** The actor's claims, what it did before what was done to it, by predicate. */
function claimGroups(number) {
  const groups = new Map();
  for (const edge of edgesOfNode[number]) {
    const item = data.edges[edge];
    const key = `${item.subject === number ? 0 : 1} ${item.predicate}`;
    groups.set(key, [...(groups.get(key) ?? []), edge]);
  }
  const sections = { 0: [], 1: [] };
  for (const [key, edges] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const side = key[0];
    const other = (edge) => data.edges[edge][side === "0" ? "object" : "subject"];
    const label = predicateLabel(data.edges[edges[0]].predicate);
    sections[side].push(
      el("div", { class: "group" }, el("h4", {}, side === "0" ? label : `… ${label} it`), listOf("ul", {}, edges, (edge) => el("li", {}, edgeButton(edge, other(edge))))),
    );
  }
  return [["What it does", sections[0]], ["What is done to it", sections[1]]].filter(([, parts]) => parts.length).map(([title, parts]) => el("section", { class: "groups" }, el("h3", {}, title), ...parts));
}

function edgeButton(edge, other) {
  const item = data.edges[edge];
  return el(
    "button",
    { type: "button", class: "claim-link", data: { status: item.status }, on: { click: () => select({ edge }) } },
    strokeSample(item.status, 24), glyph(data.entities[other].type, 14), quoted(data.entities[other].name),
    item.status !== "fact" && el("span", { class: "aside" }, item.status),
    item.total > 1 && el("span", { class: "aside" }, `×${item.total}`),
  );
}

function neighbourList(number) {
  const near = [...neighboursOf(number)].sort((a, b) => inOrder(data.entities[a].name, data.entities[b].name));
  return near.length > 0 && el("section", { class: "groups" }, el("h3", {}, counted(near.length, "neighbour")), listOf("div", { class: "cloud" }, near, (node) => entityButton(node)));
}

function sentenceAndDocument() {
  const claims = state.sentence === null ? [] : claimsOfSentence[state.sentence];
  return el(
    "div",
    {},
    claims.length > 0 && el("div", { class: "made" }, el("h3", {}, `The chosen sentence made ${counted(claims.length, "claim")}`), el("ul", {}, ...claims.map((claim) => el("li", {}, claimButton(claim))))),
    documentView(state.document),
  );
}

/** What stands there while nothing is open. */
function overview() {
  const linked = data.entities.slice(0, data.linked).map((_, number) => number);
  const busiest = linked.sort((a, b) => edgesOfNode[b].length - edgesOfNode[a].length || a - b).slice(0, 8);
  const unlinked = data.entities.map((_, number) => number).slice(data.linked).filter((number) => !claimsOfNode[number].length);
  return el(
    "div",
    { class: "overview" },
    el("h2", {}, "The sentence behind every line"),
    el("p", {}, "Click a line to read the sentence it comes from, who says so and how sure it is. Click an actor for all that is said of it."),
    el("ul", { class: "key" }, ...data.statuses.map(({ name, meaning }) => el("li", { data: { status: name } }, strokeSample(name, 44), el("strong", {}, name), el("span", {}, meaning)))),
    data.claims.length > 0 && el("p", { class: "begin" }, button("Review claims", openNext, { "aria-keyshortcuts": "n" }), el("span", { class: "aside" }, "accept, reject or correct them, the least certain first")),
    busiest.length > 0 && el("section", { class: "groups" }, el("h3", {}, "Most connected"), el("div", { class: "cloud" }, ...busiest.map((number) => entityButton(number)))),
    documentList(),
    unlinked.length > 0 && el("section", { class: "groups" }, el("h3", {}, "Named, but in no claim"), listOf("div", { class: "cloud" }, unlinked, (number) => entityButton(number))),
  );
}

function newestFirst({ published: a }, { published: b }) {
  return a === b ? 0 : (a ?? "") > (b ?? "") ? -1 : 1;
}

function documentList() {
  const rows = data.documents.map((item, number) => ({ item, number })).sort((a, b) => newestFirst(a.item, b.item) || a.number - b.number);
  return el(
    "section",
    { class: "groups" },
    el("h3", {}, counted(data.documents.length, "source document")),
    listOf("ul", { class: "documents" }, rows, ({ item, number }) =>
      el("li", {}, button(quoted(titleOf(item)), () => select({ document: number }), { class: "quiet" }), el("span", { class: "aside" }, [item.outlet, item.published && inWords(item.published)].filter(Boolean).join(", "))),
    ),
  );
}
