// Finding words: whatever their case and accents, all of them, in any order; words in quotation marks stand together.

/** Text without case and accents, as words are compared. */
function folded(text) {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The words that are looked for: `paris "data protection"` are two. */
function wordsOf(query) {
  if (!query) return [];
  return [...folded(query).matchAll(/"([^"]+)"|([^\s"]+)/g)].map(([, phrase, word]) => (phrase ?? word).trim()).filter(Boolean);
}

function holdsAll(text, words) {
  return words.every((word) => text.includes(word));
}

/** Something worked out once for each number, when it is first asked for. */
function once(work) {
  const known = new Map();
  return (number) => {
    if (!known.has(number)) known.set(number, work(number));
    return known.get(number);
  };
}

const sortKey = once(folded);
const foldedNames = once((node) => [data.entities[node].name, ...data.entities[node].aliases].map(folded));
const foldedSentence = once((number) => folded(data.sentences[number].text));
const foldedTitle = once((number) => folded([titleOf(data.documents[number]), data.documents[number].outlet ?? ""].join(" ")));

/** All in which a claim can be found: the names of its two ends, its act, its status and its sentences. */
const foldedClaim = once((number) => {
  const claim = data.claims[number];
  const sentences = [...new Set(claim.evidence.map((evidence) => evidence.sentence))];
  return [...foldedNames(claim.subject), folded(predicateLabel(claim.predicate)), ...foldedNames(claim.object), claim.status, ...sentences.map(foldedSentence)].join("\n");
});

const foldedEdge = once((number) => {
  const { subject, predicate, object, status } = data.edges[number];
  return [...foldedNames(subject), folded(predicateLabel(predicate)), ...foldedNames(object), status].join("\n");
});
