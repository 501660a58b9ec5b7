// What should stand instead of a claim: choices for each of its parts, checked against the vocabulary before they are kept.

function correctionView(number, done) {
  const claim = data.claims[number];
  const before = readingOf(claim);
  const now = { ...before, ...judgementOn(number)?.correction };
  const message = el("p", { class: "wrong", role: "alert" });
  const note = el("input", { type: "text", maxlength: 2000, value: judgementOn(number)?.note ?? "" });
  const apply = button("Keep correction", () => {
    const correction = Object.fromEntries(CORRECTABLE.filter((name) => now[name] !== before[name]).map((name) => [name, now[name]]));
    keepJudgement(number, { verdict: "corrected", correction, note: note.value.trim() || null });
    done(`Corrected: ${correctedWords(now)}`);
  });
  const check = () => {
    const wrong = wrongWith(now, before);
    message.textContent = wrong ?? "";
    apply.disabled = wrong !== null;
  };
  const pick = (name, choices) => {
    const items = choices.map(([value, label]) => el("option", { value: value ?? "", selected: now[name] === value }, label));
    return el("select", { on: { change: (event) => { now[name] = event.target.value || null; check(); } } }, ...items);
  };
  const names = candidates(claim);
  const ends = { subject: pick("subject", names), object: pick("object", names) };
  const swap = button("Swap", () => {
    [now.subject, now.object] = [now.object, now.subject];
    for (const name of ["subject", "object"]) ends[name].value = now[name];
    check();
  }, { "aria-label": "Swap subject and object" });
  const time = el("input", { type: "text", size: 10, placeholder: "2026-02-03", value: now.time ?? "", on: { input: (event) => { now.time = event.target.value.trim() || null; check(); } } });
  const rows = [
    ["Who", ends.subject],
    ["Did what", pick("predicate", Object.entries(data.vocabulary).map(([name, [label]]) => [name, label]).sort(byLabel))],
    ["To whom", ends.object],
    ["Says", pick("polarity", [["affirmed", "that it is so"], ["negated", "that it is not so"]])],
    ["As", pick("modality", [["actual", "fact"], ["alleged", "alleged"], ["planned", "planned"], ["demanded", "demanded"]])],
    ["Said by", pick("attributed_to", [[null, "nobody named"], ...names])],
    ["When", time],
    ["Note", note],
  ];
  for (const [label, field] of rows) field.setAttribute("aria-label", label);
  check();
  return el(
    "div",
    { class: "correction", role: "group", "aria-label": "What is right" },
    ...rows.map(([label, field]) => el("label", { class: "row" }, el("span", { "aria-hidden": "true" }, label), field)),
    message,
    el("div", { class: "judge" }, apply, swap, button("Cancel", () => done(null))),
  );
}

function byLabel([, a], [, b]) {
  return inOrder(a, b);
}

/** Entities that the claim's document speaks of, as far as the page knows; with the ones of the claim itself. */
function candidates(claim) {
  const item = documentOf(claim);
  const found = new Set((item.mentions ?? []).map(([, , entity]) => entity));
  for (const other of data.claims.filter((each) => documentOf(each) === item)) {
    for (const number of [other.subject, other.object, other.speaker]) if (number !== null) found.add(number);
  }
  return [...found].map((number) => [data.entities[number].id, `${data.entities[number].name} (${types.get(data.entities[number].type)?.label ?? data.entities[number].type})`]).sort(byLabel);
}

/** What keeps a correction from being kept; null where nothing does. */
function wrongWith(now, before) {
  if (CORRECTABLE.every((name) => now[name] === before[name])) return "Nothing is changed yet.";
  if (now.subject === now.object) return "A claim links two different actors.";
  const [label, domain, range] = Object.hasOwn(data.vocabulary, now.predicate) ? data.vocabulary[now.predicate] : [now.predicate, [], []];
  const kind = (id) => data.entities[nodeById.get(id)]?.type;
  if (!domain.includes(kind(now.subject))) return `“${label}” is said of: ${domain.join(", ")}.`;
  if (!range.includes(kind(now.object))) return `“${label}” is done to: ${range.join(", ")}.`;
  if (now.time !== null && !isDay(now.time)) return "When: a day, month or year, such as 2026-02-03, 2026-02 or 2026.";
  return null;
}

function isDay(text) {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!found) return false;
  const [year, month, day] = [Number(found[1]), Number(found[2] ?? 1), Number(found[3] ?? 1)];
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year, month - 1, day);
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** A corrected reading in words. */
function correctedWords(reading) {
  const name = (id) => data.entities[nodeById.get(id)]?.name ?? id;
  const label = Object.hasOwn(data.vocabulary, reading.predicate) ? data.vocabulary[reading.predicate][0] : reading.predicate;
  const standing = [reading.polarity === "negated" && "denied", reading.modality !== "actual" && reading.modality, reading.attributed_to && `said by ${name(reading.attributed_to)}`, reading.time && inWords(reading.time)].filter(Boolean);
  return `${name(reading.subject)} ${label} ${name(reading.object)}${standing.length ? ` (${standing.join(", ")})` : ""}`;
}
