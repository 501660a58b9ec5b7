// All claims that are shown, as a table: the same graph for keyboards and screen readers, sortable, to be copied.

const BATCH = 200;
const COLUMNS = [
  { name: "Subject", value: (claim) => data.entities[claim.subject].name, cell: (claim) => entityButton(claim.subject) },
  { name: "Relation", value: (claim) => predicateLabel(claim.predicate), cell: relationCell },
  { name: "Object", value: (claim) => data.entities[claim.object].name, cell: (claim) => entityButton(claim.object) },
  { name: "Status", value: (claim) => claim.status, cell: (claim) => statusChip(claim.status) },
  { name: "Sentence", value: (claim) => data.sentences[claim.evidence[0].sentence].text, cell: sentenceCell },
  { name: "Said by", value: (claim) => (claim.speaker === null ? "" : data.entities[claim.speaker].name), cell: (claim) => (claim.speaker === null ? "" : entityButton(claim.speaker)) },
  { name: "When", value: (claim) => claim.time ?? "", cell: (claim) => (claim.time ? el("time", { datetime: claim.time }, inWords(claim.time)) : "") },
  { name: "Document", value: (claim) => titleOf(documentOf(claim)), cell: documentCell },
  { name: "Sure", value: (claim) => claim.confidence, cell: (claim) => percent(claim.confidence) },
  { name: "Sources", value: (_, number) => sourcesOf(edgeOfClaim.get(number)), cell: sourcesCell },
];
const order = { rows: BATCH, drawn: false };

function startTable() {
  byId("claims").append(
    el("div", { class: "table-head" }, el("h2", { id: "table-title", tabindex: "-1" }), el("div", { class: "takeaway" }, button("Copy as CSV", () => copy(toCsv(sortedClaims()), "Table copied")), button("Save as CSV", () => saveCsv(sortedClaims())), button("Save as JSON", () => saveJson(sortedClaims())))),
    el("div", { class: "table-frame", tabindex: 0, role: "region", "aria-labelledby": "table-title" }, el("table", { id: "table", role: "table", "aria-labelledby": "table-title" })),
    button("Show more", () => {
      order.rows += BATCH;
      drawTable();
    }, { id: "more-rows" }),
  );
}

function updateTable(now, before) {
  if (state.show === "picture") {
    order.drawn = false;
    return;
  }
  if (order.drawn && !narrowingChanged(now, before)) markCurrent();
  else {
    order.rows = BATCH;
    drawTable();
  }
}

function sortedClaims() {
  const claims = [...shown.claims];
  if (!state.sort) return claims.sort((a, b) => a - b);
  const { value } = COLUMNS[state.sort.column];
  const sign = state.sort.down ? -1 : 1;
  return claims.sort((a, b) => {
    const [left, right] = [value(data.claims[a], a), value(data.claims[b], b)];
    return sign * (typeof left === "number" ? left - right : inOrder(left, right)) || a - b;
  });
}

function drawTable() {
  order.drawn = true;
  const claims = sortedClaims();
  byId("table-title").textContent = `${counted(claims.length, "claim")}${claims.length < data.claims.length ? ` of ${inDigits(data.claims.length)}` : ""}`;
  byId("more-rows").hidden = claims.length <= order.rows;
  byId("table").replaceChildren(
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, ...COLUMNS.map(headCell))),
    el("tbody", { role: "rowgroup" }, ...claims.slice(0, order.rows).map(rowOf)),
  );
  markCurrent();
}

function headCell({ name }, column) {
  const sorted = state.sort?.column === column ? (state.sort.down ? "descending" : "ascending") : null;
  const sort = () => {
    const down = sorted === "ascending";
    change({ sort: { column, down } });
    byId("table").querySelectorAll("th button")[column].focus();
    announce(`Sorted by ${name}, ${down ? "descending" : "ascending"}`);
  };
  return el("th", { scope: "col", role: "columnheader", "aria-sort": sorted }, button(name, sort, { data: { sorted: sorted ?? "" } }));
}

function rowOf(number) {
  const claim = data.claims[number];
  return el("tr", { role: "row", data: { row: String(number), status: claim.status } }, ...COLUMNS.map(({ name, cell }) => el("td", { role: "cell", data: { label: name } }, cell(claim, number))));
}

function relationCell(claim, number) {
  return button(actOf(claim), () => select({ edge: edgeOfClaim.get(number) }), { class: "act-link", "aria-label": `${actOf(claim)}: open evidence` });
}

function sentenceCell(claim) {
  return el("span", { class: "cut", dir: "auto" }, data.sentences[claim.evidence[0].sentence].text);
}

/** How many independent sources the relation has, and whether others say otherwise. */
function sourcesCell(_, number) {
  const edge = edgeOfClaim.get(number);
  const told = [...standings(edge)].filter((kind) => kind !== "supersedes").map((kind) => CONTRAST_MARKS[kind]);
  return el("span", {}, String(sourcesOf(edge)), told.length > 0 && el("span", { class: "aside" }, ` ${told.join(", ")}`));
}

function documentCell(claim) {
  const item = documentOf(claim);
  return el("span", { class: "cut" }, item.address ? link(item.address, quoted(titleOf(item))) : quoted(titleOf(item)), item.published && el("span", { class: "aside" }, ` ${inWords(item.published)}`));
}

/** Marks the rows of what is open and brings the first of them into sight. */
function markCurrent() {
  const rows = [...byId("table").querySelectorAll("tbody tr")];
  const current = rows.filter((row) => {
    const number = Number(row.dataset.row);
    const edge = edgeOfClaim.get(number);
    const claim = data.claims[number];
    const on = edge === state.edge || (state.strand !== null && strandOfEdge.get(edge) === state.strand) || (state.node !== null && [claim.subject, claim.object].includes(state.node));
    row.toggleAttribute("data-current", on);
    return on;
  });
  if (state.show === "both" && current.length && !document.activeElement?.closest("#claims")) current[0].scrollIntoView({ block: "nearest" });
}

/** Comma-separated values; a cell that a spreadsheet would run as a formula begins with an apostrophe. */
function toCsv(numbers) {
  const names = ["claim", "subject id", "object id", "published", "address", "standing", "copy of", ...COLUMNS.map(({ name }) => name.toLowerCase())];
  const rows = numbers.map((number) => {
    const claim = data.claims[number];
    const item = documentOf(claim);
    return [claim.id, data.entities[claim.subject].id, data.entities[claim.object].id, item.published ?? "", item.address ?? "", [...standings(edgeOfClaim.get(number))].join("; "), item.copied, ...COLUMNS.map(({ value }) => value(claim, number))];
  });
  const cell = (value) => {
    const text = String(value).replace(/^(?=[=+\-@\t\r])/, "'");
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [names, ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
}
