// A sentence with its subject, trigger and object marked. Spans may overlap; a piece of text bears every mark that covers it.

const ROLES = ["subject", "trigger", "object"];
const ROLE_WORDS = { subject: "who", trigger: "did what", object: "to whom" };

/** Pieces of a text between all starts and ends of its spans, each with the names of the spans that cover it. */
function pieces(text, spans) {
  const cuts = new Set([0, text.length]);
  for (const [start, end] of spans) cuts.add(Math.min(start, text.length)).add(Math.min(end, text.length));
  const ordered = [...cuts].sort((a, b) => a - b);
  return ordered.slice(1).map((end, place) => {
    const start = ordered[place];
    return { start, text: text.slice(start, end), names: spans.filter((span) => span[0] <= start && span[1] >= end).map((span) => span[2]) };
  });
}

function markedSentence(claim, evidence) {
  const { text } = data.sentences[evidence.sentence];
  const spans = ROLES.filter((role) => evidence[role]).map((role) => [...evidence[role], role]);
  const quote = el("p", { class: "quote", dir: "auto" });
  let last = "";
  for (const piece of pieces(text, spans)) {
    if (!piece.names.length) {
      quote.append(piece.text);
      last = "";
      continue;
    }
    const role = piece.names.at(-1);
    const mark = el("mark", { data: { role, ...(role === "trigger" ? { status: claim.status } : { type: lookOf(claim[role]) }) } }, piece.text);
    if (last !== role) mark.prepend(el("span", { class: "unseen" }, `[${ROLE_WORDS[role]}:] `));
    quote.append(mark);
    last = role;
  }
  return quote;
}

function lookOf(node) {
  return types.get(data.entities[node].type)?.look ?? "other";
}

/** Which of subject and object the sentence does not name. */
function missing(evidence) {
  return ["subject", "object"].filter((role) => !evidence[role]);
}
