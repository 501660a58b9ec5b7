// What the reader decides about claims, kept in the browser until it is saved: by what a claim says and where, so that a newer page finds it.

const STORE = "actorgraph judgements";
const REVIEWER = "actorgraph reviewer";
const CORRECTABLE = ["subject", "predicate", "object", "polarity", "modality", "attributed_to", "time"];
const judgements = { kept: new Map(), name: "", lasting: true };

/** Reads what an earlier visit left; anything that is no judgement is passed over. */
function loadJudgements() {
  try {
    judgements.name = cutText(localStorage.getItem(REVIEWER), 200) ?? "";
    const found = JSON.parse(localStorage.getItem(STORE) ?? "[]");
    for (const [key, item] of Array.isArray(found) ? found : []) {
      const checked = typeof key === "string" ? judgementOf(item) : null;
      if (checked) judgements.kept.set(key, checked);
    }
  } catch (error) {
    judgements.lasting = error instanceof SyntaxError || error instanceof TypeError; // a frame or a browser that keeps nothing
  }
  for (const claim of data.claims) {
    if (claim.review && judgements.kept.get(keyOf(claim))?.verdict === "accepted") judgements.kept.delete(keyOf(claim));
  }
}

function judgementOf(item) {
  if (!item || !["accepted", "rejected", "corrected"].includes(item.verdict)) return null;
  const correction = {};
  for (const name of CORRECTABLE) {
    const value = item.correction?.[name];
    if (value === null || typeof value === "string") correction[name] = cutText(value, 500);
  }
  if (item.verdict === "corrected" && !Object.keys(correction).length) return null;
  return { verdict: item.verdict, correction: item.verdict === "corrected" ? correction : null, note: cutText(item.note, 2000), at: cutText(item.at, 40) };
}

function cutText(value, length) {
  return typeof value === "string" && value ? value.slice(0, length) : null;
}

function storeJudgements() {
  try {
    localStorage.setItem(REVIEWER, judgements.name);
    localStorage.setItem(STORE, JSON.stringify([...judgements.kept]));
  } catch {
    judgements.lasting = false;
  }
}

/** What a claim says, as a judgement names it. */
function readingOf(claim) {
  return {
    subject: data.entities[claim.subject].id, predicate: claim.predicate, object: data.entities[claim.object].id,
    polarity: claim.status === "denied" ? "negated" : "affirmed",
    modality: claim.status === "denied" ? claim.modality : { fact: "actual" }[claim.status] ?? claim.status,
    attributed_to: claim.speaker === null ? null : data.entities[claim.speaker].id, time: claim.time,
  };
}

function keyOf(claim) {
  const { subject, predicate, object, polarity, modality } = readingOf(claim);
  return [documentOf(claim).id, subject, predicate, object, polarity, modality].join("\n");
}

function judgementOn(number) {
  if (!judgements.kept.size) return null;
  return judgements.kept.get(keyOf(data.claims[number])) ?? null;
}

/** Keeps a judgement on a claim; null takes it back. */
function keepJudgement(number, judgement) {
  const key = keyOf(data.claims[number]);
  if (judgement) judgements.kept.set(key, { correction: null, note: null, ...judgement, at: `${new Date().toISOString().slice(0, 19)}Z` });
  else judgements.kept.delete(key);
  storeJudgements();
}

function judgedClaims() {
  if (!judgements.kept.size) return [];
  return data.claims.map((_, number) => number).filter((number) => judgementOn(number));
}

/** Claims that nobody has judged, here or before, among those that the filters let through; the least certain first. */
function openClaims() {
  const open = shown.claims.filter((number) => !data.claims[number].review && !judgementOn(number));
  return open.sort((a, b) => data.claims[a].confidence - data.claims[b].confidence || a - b);
}

/** The judgements on claims of this page, one JSON object a line, for `kg review DIR --import`. */
function judgementLines() {
  return judgedClaims().map((number) => {
    const claim = data.claims[number];
    const { verdict, correction, note, at } = judgementOn(number);
    const line = {
      claim: claim.id, document: documentOf(claim).id, ...readingOf(claim), about: claim.about, confidence: claim.confidence,
      subject_sector: claim.acting, object_sector: claim.addressed, evidence: claim.evidence.map(evidenceLine),
      verdict, correction: correction ?? undefined, by: judgements.name || undefined, at: at ?? undefined, note: note ?? undefined,
    };
    return `${JSON.stringify(line)}\n`;
  });
}

/** A sentence and its spans in code points of the document: the ledger's way of counting. */
function evidenceLine(evidence) {
  const sentence = data.sentences[evidence.sentence];
  const points = (text) => [...text].length;
  const start = sentence.at ?? sentence.start;
  const span = (role) => evidence[role]?.map((place) => start + points(sentence.text.slice(0, place)));
  return { start, end: start + points(sentence.text), rule: evidence.rule, trigger: span("trigger"), subject: span("subject"), object: span("object"), inferred: evidence.inferred ?? undefined };
}
