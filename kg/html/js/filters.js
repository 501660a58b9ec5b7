// Legend and filters in one: every entry shows how a thing looks, how often it occurs, and whether it is shown.

const syncs = [];

function startFilters() {
  const count = (field) => data.claims.reduce((found, claim) => found.set(claim[field], (found.get(claim[field]) ?? 0) + 1), new Map());
  const [byStatus, byPredicate] = [count("status"), count("predicate")];
  const shownTypes = new Set(data.entities.slice(0, data.linked).map((entity) => entity.type));
  const sections = [
    el("div", { class: "filters-head" }, el("h2", {}, "Legend & filters"), resetButton()),
    checks("Status", "status", data.statuses.filter(({ name }) => byStatus.has(name)).map(({ name, meaning }) => ({ name, label: name, hint: meaning, sign: strokeSample(name), count: byStatus.get(name) }))),
    checks("Actors", "type", data.types.filter(({ name }) => shownTypes.has(name)).map(({ name, plural }) => ({ name, label: plural, sign: glyph(name), count: data.entities.slice(0, data.linked).filter((entity) => entity.type === name).length }))),
    relations(byPredicate),
    el("fieldset", {}, el("legend", {}, "Narrow down"), choice("Country", "country", countries()), choice("Outlet", "outlet", outlets()), choice("Standing", "standing", standingChoices()), sureness(), textFilter()),
    timeline(),
    hiddenList(),
  ];
  byId("filters").append(...sections.filter(Boolean));
}

function updateFilters(now, before) {
  if (now === before || narrowingChanged(now, before)) syncs.forEach((sync) => sync());
}

function resetButton() {
  const reset = button("Show all", showAll, { class: "quiet" });
  syncs.push(() => {
    reset.disabled = !narrowed();
  });
  return reset;
}

function checks(title, field, entries) {
  return el("fieldset", {}, el("legend", {}, title), ...entries.map((entry) => check(field, entry)));
}

/** One box: ticked while the thing is shown. */
function check(field, { name, label, hint, sign, count }) {
  const box = el("input", { type: "checkbox", data: { field, name }, on: { change: () => change({ [field]: box.checked ? state[field].filter((item) => item !== name) : [...state[field], name] }) } });
  syncs.push(() => {
    box.checked = !state[field].includes(name);
  });
  return el("label", { class: "check", title: hint }, box, sign, el("span", { class: "label" }, label), el("span", { class: "count" }, String(count), el("span", { class: "unseen" }, field === "type" ? " actors" : " claims")));
}

function relations(byPredicate) {
  const groups = new Map();
  for (const predicate of data.predicates) groups.set(predicate.group, [...(groups.get(predicate.group) ?? []), predicate]);
  return el(
    "fieldset",
    {},
    el("legend", {}, "Relations"),
    ...[...groups].map(([group, members]) =>
      el(
        "div",
        { class: "relations" },
        groupBox(group, members),
        el(
          "details",
          { open: groups.size < 3 },
          el("summary", {}, el("span", { class: "label" }, group), el("span", { class: "count" }, String(members.reduce((sum, { name }) => sum + (byPredicate.get(name) ?? 0), 0)))),
          ...members.map(({ name, label, meaning }) => check("predicate", { name, label, hint: meaning, count: byPredicate.get(name) ?? 0 })),
        ),
      ),
    ),
  );
}

/** A box for a whole group of predicates; half ticked while some are shown. */
function groupBox(group, members) {
  const names = members.map(({ name }) => name);
  const box = el("input", {
    type: "checkbox", "aria-label": `All relations: ${group}`,
    on: { change: () => change({ predicate: box.checked ? state.predicate.filter((name) => !names.includes(name)) : [...new Set([...state.predicate, ...names])] }) },
  });
  syncs.push(() => {
    const off = names.filter((name) => state.predicate.includes(name)).length;
    box.checked = off === 0;
    box.indeterminate = off > 0 && off < names.length;
  });
  return box;
}

function countries() {
  const found = new Set(data.entities.slice(0, data.linked).map((_, number) => countryOf(number)).filter((number) => number !== null && number !== undefined));
  return [...found].map((number) => ({ value: number, label: data.entities[number].name })).sort((a, b) => inOrder(a.label, b.label));
}

function outlets() {
  return [...new Set(data.documents.map((item) => item.outlet).filter(Boolean))].sort().map((outlet) => ({ value: outlet, label: outlet }));
}

/** Only what some relations are and others are not can be chosen. */
function standingChoices() {
  const found = Object.entries(STANDINGS).filter(([, { holds }]) => new Set(data.edges.map((_, edge) => holds(edge))).size > 1);
  return found.map(([value, { label }]) => ({ value, label }));
}

function choice(title, field, options) {
  if (options.length < (field === "standing" ? 1 : 2)) return null;
  const list = el("select", { on: { change: () => change({ [field]: list.selectedIndex ? options[list.selectedIndex - 1].value : null }) } }, el("option", {}, "any"), ...options.map(({ label }) => el("option", {}, label)));
  syncs.push(() => {
    list.selectedIndex = options.findIndex(({ value }) => value === state[field]) + 1;
  });
  return el("label", { class: "row" }, el("span", {}, title), list);
}

function sureness() {
  const value = el("output", {});
  const range = el("input", { type: "range", min: 0, max: 100, step: 5, on: { input: () => change({ sure: Number(range.value) / 100 }) } });
  syncs.push(() => {
    range.value = String(Math.round(state.sure * 100));
    value.textContent = state.sure ? `${Math.round(state.sure * 100)} % or more` : "any";
    range.setAttribute("aria-valuetext", value.textContent);
  });
  return el("label", { class: "row" }, el("span", {}, "Confidence"), el("span", { class: "slider" }, range, value));
}

function textFilter() {
  const field = el("input", { type: "text", placeholder: "any words", maxlength: 200, on: { change: () => change({ text: field.value.trim() }) } });
  syncs.push(() => {
    field.value = state.text;
  });
  return el("label", { class: "row" }, el("span", {}, "Text"), field);
}

function hiddenList() {
  const list = el("fieldset", { hidden: true });
  syncs.push(() => {
    const around = state.focus === null ? [] : [button(el("span", {}, state.goal === null ? `Only near ${data.entities[state.focus].name} ✕` : `Path ${data.entities[state.focus].name} – ${data.entities[state.goal].name} ✕`), () => change({ focus: null, goal: null }), { class: "tag" })];
    const hidden = state.hidden.map((node) => button(el("span", {}, `${data.entities[node].name} hidden ✕`), () => change({ hidden: state.hidden.filter((item) => item !== node) }), { class: "tag" }));
    const pinned = state.pins.map(([node]) => button(el("span", {}, `${data.entities[node].name} pinned ✕`), () => unpin(node), { class: "tag" }));
    const tags = [...around, ...hidden, ...pinned];
    list.hidden = !tags.length;
    list.replaceChildren(el("legend", {}, "For now"), el("div", { class: "cloud" }, ...tags));
  });
  return list;
}
