// Names on the picture. They keep their size on the screen at every zoom, and one that would cover another is left away until there is room.

const NAME_FONT = 13;
const EDGE_FONT = 12;
const LINE_HEIGHT = 16;
const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** The lines of a node's name, and the characters of the longest. */
const linesOf = once((node) => drawing.nodes[node].label.split("\n"));
const longestOf = once((node) => Math.max(...linesOf(node).map((line) => line.length)));

let placed = { key: "", names: [], acts: [] };
const widths = new Map();

function textWidth(context, text, font) {
  const key = `${font} ${text}`;
  if (!widths.has(key)) {
    context.font = font;
    widths.set(key, context.measureText(text).width);
  }
  return widths.get(key);
}

/** Draws the names and acts; `unit` is the length of a pixel of the screen in the picture. */
function drawLabels(context, unit) {
  const key = `${unit.toFixed(4)} ${picture.version}`;
  if (placed.key !== key) placed = { key, ...placeLabels(context, unit) };
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const label of placed.acts) drawAct(context, unit, label);
  for (const label of placed.names) drawName(context, unit, label);
  drawHovered(context, unit);
}

/** What lies under the mouse is named in any case, over whatever stands there. */
function drawHovered(context, unit) {
  const [kind, place] = (picture.hovered ?? "").split(" ");
  const number = Number(place);
  if (kind === "node" && !placed.names.some((label) => label.node === number)) drawName(context, unit, nameBelow(context, unit, number));
  else if (kind === "edge" && !placed.acts.some((label) => label.strand === number)) drawAct(context, unit, actAt(context, unit, number, 0.5));
}

function placeLabels(context, unit) {
  const ground = new Ground(80 * unit);
  const nodes = [...shown.nodes].filter((node) => node < drawing.nodes.length);
  for (const node of nodes) {
    const { x, y } = stage.at(node);
    const radius = radiusOf(node, unit);
    ground.take({ x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius }, node, edgesOfNode[node].length);
  }
  const rank = (node) => (picture.lit?.nodes.has(node) ? 1e6 : 0) + (node === state.node ? 1e7 : 0) + edgesOfNode[node].length;
  const names = nodes.sort((a, b) => rank(b) - rank(a) || a - b).map((node) => placeName(context, unit, ground, node)).filter(Boolean);
  const acts = unit > 2.4 && shown.edges.size > 150 && !picture.lit ? [] : placeActs(context, unit, ground);
  return { names, acts };
}

function nameBelow(context, unit, node) {
  const lines = linesOf(node);
  const font = `600 ${NAME_FONT}px ${FAMILY}`;
  const width = (Math.max(...lines.map((line) => textWidth(context, line, font))) + 6) * unit;
  return { node, lines, box: boxesAround(node, unit, width, lines.length * LINE_HEIGHT * unit)[0] };
}

const SIDES = 4;

/** Where a name of this size may stand: below its node, above it, to the right and to the left; where no side is free and there are few, at its corners. */
function boxesAround(node, unit, width, height) {
  const { x, y } = stage.at(node);
  const away = awayFrom(node, unit);
  const near = 0.7 * away;
  const sides = [[x - width / 2, y + away], [x - width / 2, y - away - height], [x + away, y - height / 2], [x - away - width, y - height / 2]];
  const corners = [[x + near, y + near], [x - near - width, y + near], [x + near, y - near - height], [x - near - width, y - near - height]];
  return (shown.nodes.size < CROWD ? [...sides, ...corners] : sides).map(([left, top]) => ({ x: left, y: top, width, height }));
}

/** How far from the middle of its node a name begins. */
function awayFrom(node, unit) {
  return node === state.node ? radiusOf(node, unit) * 1.2 + 7 * unit : radiusOf(node, unit) + 3 * unit;
}

function placeName(context, unit, ground, node) {
  const wanted = node === state.node;
  // Seen from afar in a crowd, the names of busy nodes may lie over the dots of less busy ones.
  const weight = unit > 1.6 && shown.nodes.size > 2 * CROWD ? edgesOfNode[node].length : 0;
  const isFree = (box) => ground.isFree(box, node, weight);
  // Where a name of narrow letters would have no room, this one need not be measured.
  if (!wanted && !boxesAround(node, unit, (3 * longestOf(node) + 6) * unit, linesOf(node).length * LINE_HEIGHT * unit).some(isFree)) return null;
  const { lines, box: below } = nameBelow(context, unit, node);
  const rays = raysOf(node, awayFrom(node, unit));
  const crossed = (box) => rays.filter((ray) => holds(box, ray)).length;
  const free = boxesAround(node, unit, below.width, below.height).map((box) => (isFree(box) && !leavesFrame(box, 6 * unit) ? box : null));
  const best = (boxes) => boxes.filter(Boolean).sort((a, b) => crossed(a) - crossed(b))[0];
  const box = best(free.slice(0, SIDES)) ?? best(free.slice(SIDES)) ?? (wanted ? below : null);
  if (!box) return null;
  ground.take(box, node);
  return { node, lines, box };
}

/** Whether a name would be cut off at the side when everything is shown; then it waits until there is room. */
function leavesFrame({ x, width }, tolerance) {
  return picture.frame !== null && (x < picture.frame.left - tolerance || x + width > picture.frame.right + tolerance);
}

/** Points where the lines of a node leave it, to keep its name off them; those of busy nodes go everywhere and are not asked. */
function raysOf(node, radius) {
  const strands = picture.strandsOfNode[node];
  if (strands.length > 12) return [];
  return strands.filter((strand) => isDrawn(strand.id)).flatMap((strand) => {
    const outward = strand.from === node;
    const [a, b] = [stage.at(strand.from), stage.at(strand.to)];
    const length = Math.hypot(a.x - b.x, a.y - b.y);
    return [1.25, 1.6, 2].map((far) => {
      const share = Math.min(0.45, (radius * far) / Math.max(1, length));
      return pointOn(strand.id, outward ? share : 1 - share);
    });
  });
}

function placeActs(context, unit, ground) {
  const strands = drawing.edges.filter((strand) => isDrawn(strand.id) && (!picture.lit || picture.lit.strands.has(strand.id)));
  const rank = (strand) => picture.strands.get(strand.id).sources;
  const arm = armOfCross(unit);
  for (const [id, { drawn, cross }] of picture.strands) {
    if (!drawn || !cross) continue;
    // A denial whose cross is hidden would look like a fact.
    const { x, y } = pointOn(id, CROSS_AT);
    ground.take({ x: x - arm, y: y - arm, width: 2 * arm, height: 2 * arm });
  }
  const found = [];
  const open = state.edge === null ? state.strand : strandOfEdge.get(state.edge);
  for (const strand of strands.sort((a, b) => rank(b) - rank(a) || a.id - b.id)) {
    const places = [0.5, 0.42, 0.58, 0.35, 0.65].map((share) => actAt(context, unit, strand.id, share));
    const label = places.find(({ box }) => ground.isFree(box)) ?? (strand.id === open ? places[0] : null);
    if (!label) continue;
    ground.take(label.box);
    found.push(label);
  }
  return found;
}

function actAt(context, unit, strand, share) {
  const { text, status } = picture.strands.get(strand);
  const width = (textWidth(context, text, `500 ${EDGE_FONT}px ${FAMILY}`) + 10) * unit;
  const height = 17 * unit;
  const { x, y } = pointOn(strand, share);
  return { strand, text, status, box: { x: x - width / 2, y: y - height / 2, width, height } };
}

function drawAct(context, unit, { strand, text, status, box }) {
  context.globalAlpha = alphaOfStrand(strand);
  context.fillStyle = tones.ground;
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, 5 * unit);
  context.fill();
  context.font = `500 ${EDGE_FONT * unit}px ${FAMILY}`;
  context.fillStyle = tones.status.get(status);
  context.fillText(text, box.x + box.width / 2, box.y + box.height / 2 + 0.5 * unit);
  context.globalAlpha = 1;
}

function drawName(context, unit, { node, lines, box }) {
  context.globalAlpha = alphaOfNode(node);
  context.font = `600 ${NAME_FONT * unit}px ${FAMILY}`;
  context.lineWidth = 4 * unit;
  context.strokeStyle = tones.ground;
  context.fillStyle = tones.ink;
  lines.forEach((line, row) => {
    const y = box.y + (row + 0.5) * LINE_HEIGHT * unit;
    context.strokeText(line, box.x + box.width / 2, y);
    context.fillText(line, box.x + box.width / 2, y);
  });
  context.globalAlpha = 1;
}

/** What a label under a point belongs to, as "node 3" or "edge 5". */
function labelAt(point) {
  const name = placed.names.find((label) => holds(label.box, point));
  if (name) return `node ${name.node}`;
  const act = placed.acts.find((label) => holds(label.box, point));
  return act ? `edge ${act.strand}` : null;
}
