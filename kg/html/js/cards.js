// A claim as a card: its sentence, how sure it is, who says so, where it stands, and why the program reads it so.

function claimCard(number, { heading = true } = {}) {
  const claim = data.claims[number];
  const look = statuses.get(claim.status);
  return el(
    "article",
    { class: "card", tabindex: -1, data: { status: claim.status, claim: claim.id, number: String(number) } },
    heading && el("h3", { class: "triple" }, ...tripleOf(claim)),
    el("div", { class: "standing" }, statusChip(claim.status), el("span", {}, meaningOf(claim, look))),
    ...claim.evidence.map((evidence, place) => evidenceBlock(number, evidence, place)),
    facts(claim),
    judging(number),
    more(claim, number),
  );
}

function tripleOf(item) {
  return [entityButton(item.subject), el("span", { class: "act" }, actOf(item)), entityButton(item.object)];
}

function meaningOf(claim, look) {
  return claim.status === "denied" && claim.modality !== "actual" ? `${look.meaning} (${claim.modality})` : look.meaning;
}

function evidenceBlock(number, evidence, place) {
  const claim = data.claims[number];
  const absent = missing(evidence);
  const words = absent.length && !evidence.inferred ? `The ${absent.join(" and the ")} of this claim ${absent.length > 1 ? "are" : "is"} not named in the sentence.` : null;
  return el(
    "div",
    { class: "evidence" },
    place > 0 && el("p", { class: "also" }, "Also stated here:"),
    el("blockquote", {}, markedSentence(claim, evidence)),
    (evidence.inferred || words) && el("p", { class: "inferred" }, el("strong", {}, "Inferred: "), quoted(evidence.inferred || words)),
    sourceLine(evidence.sentence, place ? null : number),
    siblings(number, evidence.sentence),
  );
}

/** Where a sentence stands; with a claim's number also the way to cite it. */
function sourceLine(sentence, cited) {
  const number = data.sentences[sentence].document;
  const item = data.documents[number];
  const name = item.address ? link(item.address, quoted(titleOf(item))) : quoted(titleOf(item));
  return el(
    "p",
    { class: "source" },
    el("span", { class: "title" }, name),
    item.outlet && el("span", {}, quoted(item.outlet)),
    item.published && el("time", { datetime: item.published }, inWords(item.published)),
    button(item.text ? "Read in context" : "All claims of this document", () => select({ document: number, sentence }), { class: "quiet" }),
    cited !== null && button("Copy citation", () => copy(citation(cited), "Citation copied"), { class: "quiet" }),
  );
}

/** Other claims of the same sentence: the way back from a sentence to all that it made. */
function siblings(claim, sentence) {
  const others = claimsOfSentence[sentence].filter((number) => number !== claim);
  if (!others.length) return null;
  return el(
    "details",
    { class: "siblings" },
    el("summary", {}, `${counted(others.length, "other claim")} from this sentence`),
    el("ul", {}, ...others.map((number) => el("li", {}, claimButton(number)))),
  );
}

function claimButton(number) {
  const claim = data.claims[number];
  return el(
    "button",
    { type: "button", class: "claim-link", data: { status: claim.status }, on: { click: () => select({ edge: edgeOfClaim.get(number) }) } },
    strokeSample(claim.status, 24), quoted(sentenceOf(claim)),
  );
}

function facts(claim) {
  const rows = [
    ["Said by", claim.speaker === null ? null : entityButton(claim.speaker)],
    ["When", claim.time ? el("time", { datetime: claim.time }, inWords(claim.time)) : claim.when && quoted(claim.when)],
    ["About", claim.about && quoted(claim.about)],
    ["Acting as", claim.acting && quoted(claim.acting)],
    ["Addressed as", claim.addressed && quoted(claim.addressed)],
    ["Confidence", el("span", {}, el("meter", { min: 0, max: 1, value: claim.confidence, "aria-label": "Confidence" }), ` ${percent(claim.confidence)}`)],
  ].filter(([, value]) => value);
  return el("dl", { class: "facts" }, ...rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

function more(claim, number) {
  const reasons = claim.evidence.flatMap((evidence) => evidence.reasons);
  return el(
    "details",
    { class: "why" },
    el("summary", {}, "Why this was read so"),
    el("dl", { class: "facts" }, el("dt", {}, "Rule"), el("dd", {}, el("code", {}, [...new Set(claim.evidence.map((evidence) => evidence.rule))].join(", "))), el("dt", {}, "Claim"), el("dd", {}, el("code", {}, claim.id))),
    reasons.length > 0 && el("ul", { class: "reasons" }, ...reasons.map((reason) => el("li", {}, quoted(reason)))),
  );
}

/** Text, document and date of a claim, to be put into a report. */
function citation(number) {
  const claim = data.claims[number];
  const item = documentOf(claim);
  const where = [titleOf(item), item.outlet, item.published && inWords(item.published), item.address].filter(Boolean).join(", ");
  return `${statedOf(claim)}: “${data.sentences[claim.evidence[0].sentence].text.trim()}” ${where}. Claim ${claim.id}.`;
}

/** Puts text on the clipboard; where the browser does not let a page do so, it is shown to be copied by hand. */
async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    announce(done);
  } catch {
    const field = el("textarea", { class: "to-copy", readonly: true, "aria-label": "Copy this text" }, text);
    byId("panel").prepend(field);
    field.select();
    announce("Copy the selected text");
  }
}
