// Judging claims: buttons in each card, keys, and a bar that counts and saves. Nothing in the graph changes before the file is imported.

const VERDICT_WORDS = { accepted: "Accepted", rejected: "Rejected", corrected: "Corrected" };
let reviewing = false;
let editing = null;

/** The row of a card in which its claim is judged, with what was decided before. */
function judging(number) {
  const claim = data.claims[number];
  const judgement = judgementOn(number);
  const act = (verdict, text, key) =>
    button(text, () => judge(number, verdict), { "aria-pressed": String(judgement?.verdict === verdict), "aria-keyshortcuts": key, data: { verdict } });
  const again = (message) => {
    editing = null;
    refreshCard(number);
    if (message) announce(message);
  };
  return el(
    "div",
    { class: "judging", data: { judged: judgement?.verdict ?? "" } },
    claim.review && el("p", { class: "reviewed" }, ...reviewWords(claim.review)),
    el("div", { class: "judge", role: "group", "aria-label": `Judge: ${sentenceOf(claim)}` }, act("accepted", "Accept", "a"), act("rejected", "Reject", "r"), act("corrected", "Correct", "c"), judgement && button("Take back", () => judge(number, null), { class: "quiet", "aria-keyshortcuts": "x" })),
    judgement && el("p", { class: "aside" }, ...pendingWords(claim, judgement)),
    editing === number && correctionView(number, again),
  );
}

function reviewWords({ verdict, by, at, note, was }) {
  return [
    el("strong", {}, VERDICT_WORDS[verdict]), " by ", quoted(by), at && [", ", el("time", { datetime: at }, inWords(at))],
    note && [": ", quoted(note)], was && ["; it was read as ", el("code", {}, was)],
  ].flat().filter(Boolean);
}

function pendingWords(claim, { verdict, correction, note }) {
  const words = verdict === "corrected" ? [el("strong", {}, "Corrected: "), quoted(correctedWords({ ...readingOf(claim), ...correction }))] : [el("strong", {}, VERDICT_WORDS[verdict])];
  return [...words, ...(note ? [" – ", quoted(note)] : []), ". Not in the graph before it is saved and imported."];
}

/** Takes a verdict; the same again takes it back, 'corrected' asks what is right. */
function judge(number, verdict) {
  const before = judgementOn(number);
  if (verdict === "corrected") editing = editing === number ? null : number;
  else {
    editing = null;
    const back = verdict === null || before?.verdict === verdict;
    keepJudgement(number, back ? null : { verdict });
    announce(back ? "Taken back" : `${VERDICT_WORDS[verdict]}: ${sentenceOf(data.claims[number])}`);
  }
  refreshCard(number);
}

/** Draws a card's judging row anew where it is open, and the bar; the focus stays on the same button. */
function refreshCard(number) {
  const old = document.querySelector(`.card[data-number="${number}"] .judging`);
  if (old) {
    const held = old.contains(document.activeElement) ? document.activeElement.dataset.verdict ?? "accepted" : null;
    const row = judging(number);
    old.replaceWith(row);
    if (editing === number) row.querySelector(".correction select").focus();
    else if (held) row.querySelector(`[data-verdict="${held}"]`).focus({ preventScroll: true });
  }
  updateReview();
}

/** Opens the least certain claim that is still open. */
function openNext() {
  reviewing = true;
  const [number] = openClaims();
  if (number === undefined) announce("No claims are left to be judged");
  else {
    select({ edge: edgeOfClaim.get(number) });
    const card = document.querySelector(`.card[data-number="${number}"]`);
    card?.focus({ preventScroll: true });
    card?.scrollIntoView({ block: "nearest" });
    announce(`${counted(openClaims().length, "claim")} open: ${sentenceOf(data.claims[number])}`);
  }
  updateReview();
}

/** a, r, c and x judge the card that has the focus, else the first open one of the panel; n goes to the next. True where a key was taken. */
function judgeByKey(key) {
  if (key === "n") {
    openNext();
    return true;
  }
  const verdict = { a: "accepted", r: "rejected", c: "corrected", x: null }[key];
  if (verdict === undefined) return false;
  const cards = [...document.querySelectorAll("#panel .card")];
  const card = document.activeElement?.closest?.(".card") ?? cards.find((item) => !judgementOn(Number(item.dataset.number))) ?? cards[0];
  if (!card) return false;
  const number = Number(card.dataset.number);
  if (verdict !== null || judgementOn(number)) judge(number, verdict);
  return true;
}

function startReview() {
  loadJudgements();
  const name = el("input", { type: "text", maxlength: 200, autocomplete: "name", placeholder: "Your name", "aria-label": "Your name", value: judgements.name, on: { input: (event) => {
    judgements.name = event.target.value.trim();
    storeJudgements();
  } } });
  byId("review").append(
    el("p", { id: "judged" }),
    button("Discard", discard, { id: "discard", class: "quiet" }),
    button("Next", openNext, { id: "next-claim", "aria-keyshortcuts": "n", "aria-label": "Next claim" }),
    name,
    button("Save judgements", saveJudgements, { id: "save-judgements" }),
    el("p", { class: "hint", id: "review-hint" }),
  );
  updateReview();
}

function updateReview() {
  const judged = judgedClaims().length;
  const before = data.claims.filter((claim) => claim.review).length;
  byId("review").hidden = !judged && !reviewing;
  byId("judged").textContent = `${inDigits(judged)} of ${counted(data.claims.length, "claim")} judged here${before ? `, ${inDigits(before)} before` : ""}`;
  byId("save-judgements").disabled = byId("discard").disabled = !judged;
  byId("discard").textContent = "Discard";
  byId("next-claim").disabled = !openClaims().length;
  byId("review-hint").textContent = judgements.lasting ? "Keys: a accept, r reject, c correct, x take back, n next" : "This browser keeps nothing for the page: save before you close it";
}

function saveJudgements() {
  download(new Blob(judgementLines(), { type: "application/x-ndjson" }), "judgements.jsonl");
  byId("review-hint").textContent = "Saved. Now: kg review DIR --import judgements.jsonl";
}

/** Forgets the judgements on claims of this page, when it is asked for twice. */
function discard() {
  const judged = judgedClaims();
  if (byId("discard").textContent === "Discard") {
    byId("discard").textContent = `Really discard ${inDigits(judged.length)}?`;
    return;
  }
  editing = null;
  for (const number of judged) keepJudgement(number, null);
  judged.forEach(refreshCard);
  updateReview();
  announce("Judgements discarded");
}
