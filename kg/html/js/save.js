// The picture as a file: what is seen, on the page's ground, with a legend of what occurs in it and a line that says where it comes from.

const SCALE = 2;
const MARGIN = 16;
const FOOT = 82;

function savePicture() {
  const canvas = byId("canvas").querySelector("canvas");
  if (!canvas) return;
  const { clientWidth: width, clientHeight: height } = canvas;
  const sheet = el("canvas", { width: width * SCALE, height: (height + FOOT) * SCALE });
  const context = sheet.getContext("2d");
  context.scale(SCALE, SCALE);
  context.fillStyle = tones.ground;
  context.fillRect(0, 0, width, height + FOOT);
  context.drawImage(canvas, 0, 0, width, height);
  drawKey(context, width, height);
  sheet.toBlob((blob) => download(blob, `${fileName()}.png`), "image/png");
}

/** Types and statuses that are seen, then the source line. */
function drawKey(context, width, height) {
  context.font = `12px ${FAMILY}`;
  context.textBaseline = "middle";
  context.textAlign = "left";
  let x = MARGIN;
  let y = height + 14;
  const word = (text) => {
    context.fillStyle = tones.ink;
    context.fillText(text, x, y);
    x += context.measureText(text).width + 18;
  };
  for (const { name, label } of data.types.filter((type) => [...shown.nodes].some((node) => data.entities[node].type === type.name))) {
    context.save();
    context.translate(x + 7, y);
    context.scale(0.6, 0.6);
    context.fillStyle = tones.type.get(name);
    context.fill(outlines.get(name));
    context.restore();
    x += 20;
    word(label);
  }
  [x, y] = [MARGIN, y + 24];
  for (const { name, dash } of data.statuses.filter((status) => [...shown.edges.keys()].some((edge) => data.edges[edge].status === status.name))) {
    context.strokeStyle = tones.status.get(name);
    context.lineWidth = 2;
    context.setLineDash(dash);
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + 28, y);
    context.stroke();
    context.setLineDash([]);
    x += 34;
    word(name);
  }
  context.fillStyle = tones.ink;
  context.fillText(`${document.title} · ${countsLine()} · Actorgraph`, MARGIN, height + 62, width - 2 * MARGIN);
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
    return { relation: standingIn(relation, edge), reason: relation.reason, to: typeof other === "number" ? `${sentenceOf(data.edges[other])} (${data.edges[other].status})` : other };
  });
}

/** The claims that are shown, with all that the page knows of them. */
function saveJson() {
  const claims = sortedClaims().map((number) => {
    const claim = data.claims[number];
    const item = documentOf(claim);
    return {
      id: claim.id, subject: data.entities[claim.subject].id, predicate: claim.predicate, object: data.entities[claim.object].id, status: claim.status,
      attributed_to: claim.speaker === null ? null : data.entities[claim.speaker].id, time: claim.time, about: claim.about, confidence: claim.confidence,
      independent_sources: sourcesOf(edgeOfClaim.get(number)), relations: relationsToSave(edgeOfClaim.get(number)), review: claim.review,
      evidence: claim.evidence.map(({ sentence, rule, inferred }) => ({ text: data.sentences[sentence].text, rule, inferred })),
      document: { id: item.id, title: titleOf(item), outlet: item.outlet, published: item.published, url: item.address, copy_of: item.copy },
    };
  });
  download(new Blob([JSON.stringify(claims, null, 1)], { type: "application/json" }), `${fileName()}.json`);
}
