// The picture as a file: what is seen, on the page's ground, with a legend of what occurs in it and a line that says where it comes from.

const SCALE = 2;
const MARGIN = 16;
const KEY_FONT = 12;
const KEY_ROW = 24;
const SOURCE_ROW = 18;

function savePicture() {
  if (!stage) return;
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  const key = legendBelow(width);
  const sheet = el("canvas", { width: width * SCALE, height: (height + key.height) * SCALE });
  const context = sheet.getContext("2d");
  context.scale(SCALE, SCALE);
  context.fillStyle = tones.ground;
  context.fillRect(0, 0, width, height + key.height);
  stage.paint(context, width, height);
  context.translate(0, height);
  key.items.forEach((item) => drawKeyItem(context, item, width));
  sheet.toBlob((blob) => download(blob, `${fileName()}.png`), "image/png");
}

/** The types and statuses that are seen, and the source line, with their places below the picture; as many rows as the width asks for. */
function legendBelow(width) {
  const context = el("canvas", {}).getContext("2d");
  context.font = `${KEY_FONT}px ${FAMILY}`;
  const items = [];
  let y = 16;
  const row = (entries, sign) => {
    let x = MARGIN;
    for (const { label, ...entry } of entries) {
      const needed = sign + context.measureText(label).width + 18;
      if (x > MARGIN && x + needed > width - MARGIN) [x, y] = [MARGIN, y + KEY_ROW];
      items.push({ ...entry, label, x, y, sign });
      x += needed;
    }
    if (entries.length) y += KEY_ROW;
  };
  row(data.types.filter((type) => [...shown.nodes].some((node) => data.entities[node].type === type.name)).map(({ name, label }) => ({ type: name, label })), 20);
  row(data.statuses.filter((status) => [...shown.edges.keys()].some((edge) => data.edges[edge].status === status.name)).map(({ name }) => ({ status: name, label: name })), 34);
  for (const line of brokenLines(context, sourceWords(), width - 2 * MARGIN)) {
    items.push({ label: line, x: MARGIN, y, sign: 0 });
    y += SOURCE_ROW;
  }
  return { items, height: y };
}

/** A text in lines that are no longer than a width, broken between words. */
function brokenLines(context, text, width) {
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && context.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Where a picture comes from: the page, what of it is seen, the span of its documents. */
function sourceWords() {
  const days = shown.claims.map((number) => documentOf(data.claims[number]).published).filter(Boolean).sort();
  const span = days.length ? `documents of ${inWords(days[0])}${days[0] === days.at(-1) ? "" : ` to ${inWords(days.at(-1))}`}` : null;
  return [document.title, countsLine(), span, "Actorgraph"].filter(Boolean).join(" · ");
}

function drawKeyItem(context, { type, status, label, x, y, sign }, width) {
  if (type) {
    context.save();
    context.translate(x + 7, y);
    context.scale(0.6, 0.6);
    context.fillStyle = tones.type.get(type);
    context.fill(outlines.get(type));
    context.restore();
  }
  if (status) {
    const { dash, cross } = statuses.get(status);
    context.strokeStyle = tones.status.get(status);
    context.lineWidth = 2;
    context.setLineDash(dash);
    context.stroke(new Path2D(`M${x} ${y}h28`));
    context.setLineDash([]);
    if (cross) context.stroke(new Path2D(crossPath(x + 14, y, 4)));
  }
  context.font = `${KEY_FONT}px ${FAMILY}`;
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.fillStyle = tones.ink;
  context.fillText(label, x + sign, y, width - MARGIN - x - sign);
}

function fileName() {
  return document.title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "graph";
}

function download(blob, name) {
  const anchor = el("a", { download: name });
  anchor.href = URL.createObjectURL(blob);
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 1000);
  announce(`${name} saved`);
}

/** What other edges say against an edge or replaced it with, as a file tells it. */
function relationsToSave(edge) {
  return relationsOfEdge[edge].map((relation) => {
    const other = relation.edge === edge ? relation.other : relation.edge;
    return { relation: standingIn(relation, edge), reason: relation.reason, to: typeof other === "number" ? statedOf(data.edges[other]) : other };
  });
}

/** Claims in a file of their own, to be opened in a spreadsheet; the mark in front tells it that this is UTF-8. */
function saveCsv(numbers) {
  download(new Blob(["\ufeff", toCsv(numbers)], { type: "text/csv" }), `${fileName()}.csv`);
}

/** Claims with all that the page knows of them. */
function saveJson(numbers) {
  const claims = numbers.map((number) => {
    const claim = data.claims[number];
    const item = documentOf(claim);
    return {
      id: claim.id, subject: data.entities[claim.subject].id, predicate: claim.predicate, object: data.entities[claim.object].id, status: claim.status,
      attributed_to: claim.speaker === null ? null : data.entities[claim.speaker].id, time: claim.time, about: claim.about, confidence: claim.confidence,
      independent_sources: sourcesOf(edgeOfClaim.get(number)), relations: relationsToSave(edgeOfClaim.get(number)), review: claim.review,
      evidence: claim.evidence.map(({ sentence, rule, inferred }) => ({ text: data.sentences[sentence].text, rule, inferred })),
      document: { id: item.id, title: titleOf(item), outlet: item.outlet, published: item.published, url: item.address, copy_of: item.copy },
      citation: citation(number),
    };
  });
  download(new Blob([JSON.stringify(claims, null, 1)], { type: "application/json" }), `${fileName()}.json`);
}
