// The picture: vis-network draws lines, moves and zooms; shapes, names and crosses are drawn here.

let network = null;
let tones = null;
let edgeSet = null;
const outlines = new Map(data.types.map((type) => [type.name, new Path2D(type.outline)]));
const still = matchMedia("(prefers-reduced-motion: reduce)");
const picture = { version: 0, factor: 1, moved: false, seen: null, frame: null, hovered: null, lit: null, turned: false, strands: new Map(), strandsOfNode: drawing.nodes.map(() => []) };
for (const strand of drawing.edges) for (const end of new Set([strand.from, strand.to])) picture.strandsOfNode[end].push(strand);

function startPicture() {
  const canvas = byId("canvas");
  if (!drawing.nodes.length) return;
  readTones();
  picture.seen = toHash({ ...state, show: "picture", sort: null });
  picture.lit = litBy(state);
  picture.turned = canvas.clientHeight > canvas.clientWidth * 1.15 && spreadOf("x") > spreadOf("y");
  const nodes = drawing.nodes.map(({ id, x, y, size }) => ({ id, size, ...fromLayout(x, y), shape: "custom", ctxRenderer: drawNode }));
  edgeSet = new vis.DataSet(drawing.edges.map(strandOptions));
  network = new vis.Network(canvas, { nodes: new vis.DataSet(nodes), edges: edgeSet }, drawing.options);
  listenToPicture();
  putPins();
  showEverything(false);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    readTones();
    restyle();
  });
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

/** How a strand looks while the filters are as they are; the words on it are kept for labels.js. */
function strandOptions(strand) {
  const members = strand.members.filter((edge) => shown.edges.has(edge));
  const [first] = members.length ? members : strand.members;
  const edge = data.edges[first];
  const look = statuses.get(edge.status);
  const sources = Math.max(1, ...members.map(sourcesOf));
  const repeats = members.length === 1 && edge.total > 1 ? ` ×${edge.total}` : "";
  const text = predicateLabel(edge.predicate) + (members.length > 1 ? ` +${members.length - 1}` : repeats);
  const width = 1.6 + Math.min(4, Math.log2(sources) * 1.1);
  picture.strands.set(strand.id, { drawn: members.length > 0, text, status: edge.status, sources, width, dash: look.dash });
  const faint = picture.lit && !picture.lit.strands.has(strand.id);
  return {
    id: strand.id, from: strand.from, to: strand.to, hidden: !members.length,
    width, dashes: look.dash.length ? look.dash : false,
    color: { color: tones.status.get(edge.status), hover: tones.status.get(edge.status), highlight: tones.status.get(edge.status), opacity: faint ? 0.13 : opacity(), inherit: false },
    smooth: strand.curve ? { enabled: true, type: strand.curve > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(strand.curve) } : { enabled: false },
  };
}

/** Lines of a crowded picture let others through. */
function opacity() {
  const lines = picture.lit ? picture.lit.strands.size : shown.edges.size;
  return lines < 200 ? 0.92 : lines < 800 ? 0.6 : 0.4;
}

function isDrawn(strand) {
  return picture.strands.get(strand).drawn;
}

function alphaOfNode(node) {
  return picture.lit && !picture.lit.nodes.has(node) ? 0.22 : 1;
}

function alphaOfStrand(strand) {
  return picture.lit && !picture.lit.strands.has(strand) ? 0.15 : 1;
}

/** Nodes never shrink to less than three or four pixels on the screen, and to less than eight while there are few. */
function radiusOf(node, unit) {
  const { size } = drawing.nodes[node];
  return Math.max(size, (shown.nodes.size < 60 ? 6 + size / 6 : 2.4 + size / 10) * unit);
}

/** Lines do not get thinner than can be seen, and their dashes stay as long as they look in the legend. */
function thicken() {
  const unit = 1 / network.body.view.scale;
  const factor = Math.max(1, 0.55 * unit);
  if (Math.abs(factor - picture.factor) < 0.02) return;
  picture.factor = factor;
  for (const strand of drawing.edges) {
    const { options } = network.body.edges[strand.id];
    const { width, dash } = picture.strands.get(strand.id);
    options.width = width * factor;
    options.dashes = dash.length ? dash.map((length) => length * factor) : false;
  }
}

function drawNode({ ctx: context, id, x, y }) {
  const unit = 1 / network.body.view.scale;
  const radius = radiusOf(id, unit);
  return {
    drawNode() {
      if (!shown.nodes.has(id)) return;
      const entity = data.entities[id];
      context.globalAlpha = alphaOfNode(id);
      context.translate(x, y);
      if (pinOn(id)) {
        context.beginPath();
        context.arc(0, -radius - 5 * unit, 3 * unit, 0, 2 * Math.PI);
        context.fillStyle = tones.accent;
        context.fill();
      }
      if (id === state.node || picture.hovered === `node ${id}`) {
        context.beginPath();
        context.arc(0, 0, radius * 1.2 + 4 * unit, 0, 2 * Math.PI);
        context.fillStyle = tones.ground;
        context.fill();
        context.lineWidth = (id === state.node ? 3 : 1.5) * unit;
        context.strokeStyle = id === state.node ? tones.accent : tones.type.get(entity.type);
        context.stroke();
      }
      context.scale(radius / 10, radius / 10);
      context.lineWidth = (Math.min(4 * unit, radius / 3) * 10) / radius;
      context.strokeStyle = tones.ground;
      context.stroke(outlines.get(entity.type));
      context.fillStyle = tones.type.get(entity.type);
      context.fill(outlines.get(entity.type));
    },
    nodeDimensions: { width: 2 * radius, height: 2 * radius },
  };
}

function drawOver(context) {
  const unit = 1 / network.body.view.scale;
  context.lineCap = "round";
  for (const strand of drawing.edges) {
    const { drawn, status } = picture.strands.get(strand.id);
    if (drawn && statuses.get(status).cross) drawCross(context, unit, strand.id, status);
  }
  drawLabels(context, unit);
}

/** From afar a cross shrinks with everything else: the colour is left. */
function drawCross(context, unit, strand, status) {
  const { x, y } = pointOn(strand, 0.72);
  const size = Math.min(1.7, Math.max(unit, 1));
  const arm = 5 * size;
  context.globalAlpha = alphaOfStrand(strand);
  for (const [colour, width] of [[tones.ground, 5.5], [tones.status.get(status), 2.4]]) {
    context.strokeStyle = colour;
    context.lineWidth = width * size;
    context.beginPath();
    context.moveTo(x - arm, y - arm);
    context.lineTo(x + arm, y + arm);
    context.moveTo(x + arm, y - arm);
    context.lineTo(x - arm, y + arm);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** After a change of filters or of what is open: what is near it stays strong, the rest goes faint. */
function updatePicture() {
  if (!network) return;
  const seen = toHash({ ...state, show: "picture", sort: null });
  if (seen === picture.seen) return;
  picture.seen = seen;
  putPins();
  picture.lit = litBy(state);
  restyle();
}

function restyle() {
  picture.version += 1;
  picture.factor = 1;
  edgeSet.update(drawing.edges.map(strandOptions));
  network.redraw();
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
