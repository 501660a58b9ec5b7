// Who else says so, and who says otherwise: the independent sources of an edge, copies among its documents, contradictions and what came later.

const NAMED_SOURCES = 8;

/** Independent sources by name, and which documents are copies and add none. */
function corroboration(number) {
  const edge = data.edges[number];
  const documents = [...new Set(edge.claims.map((claim) => documentOf(data.claims[claim])))];
  const copies = documents.filter((item) => item.copy !== null);
  const names = edge.sources.slice(0, NAMED_SOURCES).map((source) => data.sources[source]);
  const count = sourcesOf(number);
  return el(
    "div",
    { class: "corroboration" },
    el(
      "p",
      {},
      el("strong", {}, counted(count, "independent source")),
      names.length > 0 && ": ",
      ...names.flatMap((name, place) => [place ? ", " : "", quoted(name)]),
      count > names.length && names.length > 0 && ` and ${count - names.length} more`,
      edge.documents > count && `. ${counted(edge.documents, "document")} come from ${count === 1 ? "it" : "them"}: copies, and what one outlet publishes, count once.`,
    ),
    copies.length > 0 &&
      el("details", {}, el("summary", {}, `${counted(copies.length, "copy", "copies")} of another document`), el("ul", {}, ...copies.map((item) => el("li", {}, documentButton(item), " is nearly the same as ", original(item))))),
  );
}

function documentButton(item) {
  return button(quoted(titleOf(item)), () => select({ document: documentById.get(item.id) }), { class: "quiet" });
}

function original(item) {
  const number = documentById.get(item.copy);
  return number === undefined ? quoted(item.copied) : documentButton(data.documents[number]);
}

/** Edges that say otherwise or that replaced one another, with the reason; then the same act with another status. */
function contrasts(number) {
  const told = relationsOfEdge[number];
  const known = new Set(told.flatMap(({ edge, other }) => [edge, other]));
  const { subject, predicate, object, status } = data.edges[number];
  const alike = edgesOfNode[subject].filter((place) => {
    const other = data.edges[place];
    return !known.has(place) && other.object === object && other.predicate === predicate && other.status !== status;
  });
  const parts = [
    ...["contradicts", "superseded by", "supersedes"].flatMap((kind) => contrastRows(number, kind, told.filter((relation) => standingIn(relation, number) === kind))),
    alike.length > 0 &&
      el("p", { class: "contrast" }, "The same is also stated as ", ...alike.flatMap((place, index) => [index ? " and " : "", button(data.edges[place].status, () => select({ edge: place }), { class: "quiet" })]), "."),
  ].filter(Boolean);
  return parts.length ? el("div", {}, ...parts) : null;
}

const CONTRAST_MARKS = { contradicts: "contradicted", "superseded by": "overtaken" };
const CONTRAST_WORDS = { contradicts: "Contradicted by", "superseded by": "Overtaken by", supersedes: "Came after" };

function contrastRows(number, kind, told) {
  return told.map((relation) => {
    const other = relation.edge === number ? relation.other : relation.edge;
    return el(
      "div",
      { class: "contrast", data: { standing: kind } },
      el("strong", {}, CONTRAST_WORDS[kind]),
      typeof other === "number" ? edgeLine(other) : el("p", {}, quoted(other), el("span", { class: "aside" }, " left out of this page")),
      el("p", { class: "aside" }, relation.reason),
    );
  });
}

/** An edge in one line with how many say so; a click opens it. */
function edgeLine(number) {
  const edge = data.edges[number];
  const dates = [...new Set(edge.claims.map((claim) => dateOf(data.claims[claim])).filter(Boolean))].sort();
  return el(
    "button",
    { type: "button", class: "claim-link", data: { status: edge.status }, on: { click: () => select({ edge: number }) } },
    strokeSample(edge.status, 24), quoted(sentenceOf(edge)),
    el("span", { class: "aside" }, [edge.status === "fact" && "fact", counted(sourcesOf(number), "source"), dates.length && inWords(dates.at(-1))].filter(Boolean).join(", ")),
  );
}
