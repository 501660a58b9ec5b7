// The picture: what lines, nodes, names and crosses look like. A stage draws, moves and zooms them: vis-network, or sigma for large graphs.

/** Lines from which on a picture is crowded. */
const CROWD = 200;
/** How much is left of lines away from what is open. */
const FAINT = 0.15;
let stage = null;
let tones = null;
const outlines = new Map(data.types.map((type) => [type.name, new Path2D(type.outline)]));
const still = matchMedia("(prefers-reduced-motion: reduce)");
const picture = { version: 0, moved: false, seen: null, frame: null, hovered: null, lit: null, turned: false, crosses: 0, strands: new Map(), strandsOfNode: drawing.nodes.map(() => []) };
for (const strand of drawing.edges) for (const end of new Set([strand.from, strand.to])) picture.strandsOfNode[end].push(strand);

function startPicture() {
  const canvas = byId("canvas");
  if (!drawing.nodes.length) return;
  readTones();
  picture.seen = toHash({ ...state, show: "picture", sort: null });
  picture.lit = litBy(state);
  picture.turned = canvas.clientHeight > canvas.clientWidth * 1.15 && spreadOf("x") > spreadOf("y");
  readStrands();
  setStage();
  listenToMouse();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    readTones();
    restyle();
  });
}

/** Above a number of lines the page carries sigma, which needs WebGL; where there is none, vis-network draws it all the same. */
function setStage() {
  if (typeof load_sigma === "function" && hasWebGL()) stage = sigmaStage(byId("canvas"), heard);
  else {
    if (typeof load_sigma === "function") sayPlainly();
    stage = visStage(byId("canvas"), heard);
  }
  showStage();
}

function showStage() {
  putPins();
  showEverything(false);
  stage.restyle();
}

/** The graphics card was taken away: the picture goes on without it. */
function drawPlainly() {
  if (stage.name !== "sigma") return;
  stage.leave();
  byId("canvas").replaceChildren();
  sayPlainly();
  stage = visStage(byId("canvas"), heard);
  showStage();
}

function sayPlainly() {
  byId("note").append(el("span", {}, " This browser offers no WebGL, so the picture of this large graph is drawn the slow way; filters and Only near make it faster."));
  byId("note").hidden = false;
}

/** How far the nodes lie apart along an axis of the layout; a wide layout is turned on a narrow screen. */
function spreadOf(axis) {
  const places = drawing.nodes.map((node) => node[axis]);
  return Math.max(...places) - Math.min(...places);
}

/** Colours come from the style sheet, which knows the ground. */
function readTones() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(name).trim();
  tones = {
    ground: read("--ground"),
    ink: read("--ink"),
    accent: read("--accent"),
    type: new Map(data.types.map((type) => [type.name, read(`--type-${type.look}`)])),
    status: new Map(data.statuses.map((status) => [status.name, read(`--status-${status.name}`)])),
  };
}

function readStrands() {
  drawing.edges.forEach(readStrand);
  picture.crosses = [...picture.strands.values()].filter(({ drawn, cross }) => drawn && cross).length;
}

/** How a strand looks while the filters are as they are, and the words on it. */
function readStrand(strand) {
  const members = strand.members.filter((edge) => shown.edges.has(edge));
  const edge = data.edges[members[0] ?? strand.members[0]];
  const sources = members.reduce((most, member) => Math.max(most, sourcesOf(member)), 1);
  const repeats = members.length === 1 && edge.total > 1 ? ` ×${edge.total}` : "";
  const text = actOf(edge) + (members.length > 1 ? ` +${members.length - 1}` : repeats);
  const { dash, cross } = statuses.get(edge.status);
  picture.strands.set(strand.id, { drawn: members.length > 0, text, status: edge.status, sources, width: 1.6 + Math.min(4, Math.log2(sources) * 1.1), dash, cross });
}

/** Lines of a crowded picture let others through. */
function opacity() {
  const lines = picture.lit ? picture.lit.strands.size : shown.edges.size;
  return lines < CROWD ? 0.92 : lines < 4 * CROWD ? 0.6 : 0.5;
}

/** How much of a line of one source is left at a zoom: seen from afar in a crowd, such lines make room for those of more. */
function fading(scale) {
  return picture.lit || shown.edges.size < CROWD ? 1 : Math.min(1, Math.max(0.4, 4 * scale));
}

function isDrawn(strand) {
  return picture.strands.get(strand).drawn;
}

function alphaOfNode(node) {
  return picture.lit && !picture.lit.nodes.has(node) ? 0.22 : 1;
}

function alphaOfStrand(strand) {
  return picture.lit && !picture.lit.strands.has(strand) ? FAINT : 1;
}

function opacityOfStrand(strand, scale) {
  if (picture.lit && !picture.lit.strands.has(strand)) return 0.13;
  return opacity() * (picture.strands.get(strand).sources > 1 ? 1 : fading(scale));
}

/** Nodes never shrink to less than three or four pixels on the screen, and to less than eight while there are few. */
function radiusOf(node, unit) {
  const { size } = drawing.nodes[node];
  const [fixed, share] = leastRadius();
  return Math.max(size, (fixed + size * share) * unit);
}

/** In pixels: a fixed part, and a share of the size. Where there are very many, dots would hide the lines. */
function leastRadius() {
  if (shown.nodes.size < 60) return [6, 1 / 6];
  return shown.nodes.size < 800 ? [2.4, 0.1] : [1.3, 0.09];
}

/** How many times as thick as they are lines are drawn at a zoom: not thinner than can be seen. */
function thickening(scale) {
  return Math.max(1, 0.55 / scale);
}

/** Nodes that bear more than their shape. */
function markedNodes() {
  const [kind, place] = (picture.hovered ?? "").split(" ");
  const marked = new Set(state.pins.map(([node]) => node));
  if (kind === "node") marked.add(Number(place));
  if (state.node !== null && state.node < drawing.nodes.length) marked.add(state.node);
  return [...marked].filter((node) => shown.nodes.has(node));
}

/** Draws a node at the origin. */
function drawNode(context, unit, node) {
  const radius = radiusOf(node, unit);
  const entity = data.entities[node];
  context.globalAlpha = alphaOfNode(node);
  if (pinOn(node)) {
    context.beginPath();
    context.arc(0, -radius - 5 * unit, 3 * unit, 0, 2 * Math.PI);
    context.fillStyle = tones.accent;
    context.fill();
  }
  if (node === state.node || picture.hovered === `node ${node}`) {
    context.beginPath();
    context.arc(0, 0, radius * 1.2 + 4 * unit, 0, 2 * Math.PI);
    context.fillStyle = tones.ground;
    context.fill();
    context.lineWidth = (node === state.node ? 3 : 1.5) * unit;
    context.strokeStyle = node === state.node ? tones.accent : tones.type.get(entity.type);
    context.stroke();
  }
  context.scale(radius / 10, radius / 10);
  context.lineWidth = (Math.min(4 * unit, radius / 3) * 10) / radius;
  context.strokeStyle = tones.ground;
  context.stroke(outlines.get(entity.type));
  context.fillStyle = tones.type.get(entity.type);
  context.fill(outlines.get(entity.type));
}

/** What stands above lines and nodes. */
function drawOver(context, unit) {
  if (!stage) return;
  drawCrosses(context, unit);
  drawLabels(context, unit);
}

/** After a change of filters or of what is open: what is near it stays strong, the rest goes faint. */
function updatePicture() {
  if (!stage) return;
  const seen = toHash({ ...state, show: "picture", sort: null });
  if (seen === picture.seen) return;
  picture.seen = seen;
  putPins();
  picture.lit = litBy(state);
  restyle();
}

function restyle() {
  picture.version += 1;
  readStrands();
  stage.restyle();
}

/** The nodes and strands that belong to what is open; null while nothing is. */
function litBy({ node, edge, strand, document: number, sentence, focus, goal }) {
  let edges = null;
  if (goal !== null && node === focus && edge === null && strand === null && number === null) return null;
  if (edge !== null) edges = [edge];
  else if (strand !== null) edges = drawing.edges[strand].members;
  else if (node !== null) edges = edgesOfNode[node];
  else if (sentence !== null) edges = claimsOfSentence[sentence].map((claim) => edgeOfClaim.get(claim));
  else if (number !== null && data.documents.length > 1) {
    edges = data.edges.flatMap((item, place) => (item.claims.some((claim) => documentOf(data.claims[claim]) === data.documents[number]) ? [place] : []));
  }
  if (!edges) return null;
  const nodes = new Set(edges.flatMap((place) => [data.edges[place].subject, data.edges[place].object]));
  if (node !== null) nodes.add(node);
  return { nodes, strands: new Set(edges.map((place) => strandOfEdge.get(place))) };
}
