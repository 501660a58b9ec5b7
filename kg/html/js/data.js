// What the page knows, with the ways from one thing to another. Maps, not objects: names from data may be those of built-in properties.

const data = await readBlock("data");
const drawing = await readBlock("network");

restoreFields(data.entities, { aliases: [], country: null, sector: null, links: [], source: null, reason: null });
restoreFields(data.claims, { modality: "actual", speaker: null, time: null, about: null, acting: null, addressed: null, review: null });
const quotes = data.claims.flatMap(({ evidence }) => evidence);
restoreFields(quotes, { trigger: null, subject: null, object: null, inferred: null, reasons: [] });
for (const quote of quotes) quote.reasons = quote.reasons.map((reason) => data.reasons[reason]);
for (const sentence of data.sentences) {
  const { text } = data.documents[sentence.document];
  if (text !== undefined) sentence.text = text.slice(sentence.start, sentence.end);
}
for (const edge of data.edges) {
  const { subject, predicate, object, status } = data.claims[edge.claims[0]];
  Object.assign(edge, { subject, predicate, object, status });
  edge.documents ??= new Set(edge.claims.map((number) => documentOf(data.claims[number]))).size;
  edge.total ??= edge.claims.length;
}
restoreFields(data.edges, { sources: [] });
restoreFields(data.documents, { title: null, outlet: null, author: null, published: null, address: null, copy: null, copied: "" });
const bundles = [...data.bundles];
data.strands = drawing.edges.map(({ members }) => (members.length > 1 ? bundles.shift() : data.edges[members[0]].key));

/** Puts back what was left out because it is empty. */
function restoreFields(items, usual) {
  const fields = Object.entries(usual);
  for (const item of items) for (const [name, value] of fields) if (item[name] === undefined) item[name] = value;
}

const types = new Map(data.types.map((type) => [type.name, type]));
const statuses = new Map(data.statuses.map((status) => [status.name, status]));
const predicates = new Map(data.predicates.map((predicate) => [predicate.name, predicate]));
const nodeById = new Map(data.entities.map((entity, number) => [entity.id, number]));
const edgeByKey = new Map(data.edges.map((edge, number) => [edge.key, number]));
const strandByKey = new Map(data.strands.map((key, number) => [key, number]));
const documentById = new Map(data.documents.map((item, number) => [item.id, number]));

const edgeOfClaim = new Map();
data.edges.forEach((edge, number) => edge.claims.forEach((claim) => edgeOfClaim.set(claim, number)));

const strandOfEdge = new Map();
drawing.edges.forEach((strand) => strand.members.forEach((edge) => strandOfEdge.set(edge, strand.id)));

const claimsOfSentence = data.sentences.map(() => []);
data.claims.forEach((claim, number) => {
  for (const sentence of new Set(claim.evidence.map((evidence) => evidence.sentence))) claimsOfSentence[sentence].push(number);
});

const claimsOfNode = data.entities.map(() => []);
data.claims.forEach((claim, number) => {
  claimsOfNode[claim.subject].push(number);
  if (claim.object !== claim.subject) claimsOfNode[claim.object].push(number);
});

const relationsOfEdge = data.edges.map(() => []);
for (const relation of data.relations) {
  for (const end of ["edge", "other"]) if (typeof relation[end] === "number") relationsOfEdge[relation[end]].push(relation);
}

const edgesOfNode = data.entities.map(() => []);
data.edges.forEach((edge, number) => {
  edgesOfNode[edge.subject].push(number);
  if (edge.object !== edge.subject) edgesOfNode[edge.object].push(number);
});

function documentOf(claim) {
  return data.documents[data.sentences[claim.evidence[0].sentence].document];
}

/** When a claim holds: its own time, else the day its document came out. */
function dateOf(claim) {
  return claim.time ?? documentOf(claim).published ?? null;
}

/** How an edge stands to others: "contradicts" where another says otherwise, "superseded by" where a later one replaced it, "supersedes". */
function standings(edge) {
  return new Set(relationsOfEdge[edge].map((relation) => standingIn(relation, edge)));
}

/** What a reader may want to look at alone, by the word for it in the address. */
const STANDINGS = {
  disputed: { label: "contradicted", holds: (edge) => standings(edge).has("contradicts") },
  overtaken: { label: "overtaken by later claims", holds: (edge) => standings(edge).has("superseded by") },
  current: { label: "not overtaken", holds: (edge) => !standings(edge).has("superseded by") },
  several: { label: "two or more independent sources", holds: (edge) => sourcesOf(edge) > 1 },
};

function standingIn({ kind, edge: active }, edge) {
  return kind === "supersedes" && active !== edge ? "superseded by" : kind;
}

/** Independent sources: copies of one report and all that one outlet publishes are one. */
function sourcesOf(edge) {
  return Math.max(1, data.edges[edge].sources.length);
}

function titleOf(item) {
  return item.title || item.name;
}

/** Numbers of the nodes at the other ends of the node's edges. */
function neighboursOf(node, edges = edgesOfNode[node]) {
  return new Set(edges.map((number) => (data.edges[number].subject === node ? data.edges[number].object : data.edges[number].subject)));
}

/** The country of an entity, or itself where it is one. */
function countryOf(number) {
  const entity = data.entities[number];
  return entity.type === "country" ? number : entity.country;
}
