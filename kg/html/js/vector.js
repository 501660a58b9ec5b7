// The picture as SVG: what is seen, as lines and words that a drawing program can edit, with the same legend and source line as the PNG.

const CURVE_POINTS = 48;
// What XML has no place for: controls, lone surrogates and two that are no characters.
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

function saveVector() {
  if (!stage) return;
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  const key = legendBelow(width);
  const scale = stage.scale();
  const root = svg("svg", { viewBox: `0 0 ${width} ${height + key.height}`, width, height: height + key.height, "font-family": FAMILY, role: "img" });
  root.append(
    textual("title", {}, document.title),
    textual("desc", {}, sourceWords()),
    svg("rect", { width, height: height + key.height, fill: tones.ground }),
    ...drawing.edges.filter(({ id }) => isDrawn(id)).map((strand) => vectorStrand(strand, scale)),
    ...[...shown.nodes].filter((node) => node < drawing.nodes.length).map((node) => vectorNode(node, scale)),
    ...placed.acts.map((label) => vectorAct(label, scale)),
    ...placed.names.map((label) => vectorName(label, scale)),
    svg("g", { transform: `translate(0 ${height})` }, svg("rect", { width, height: key.height, fill: tones.ground }), ...key.items.map(vectorKeyItem)),
  );
  const text = new XMLSerializer().serializeToString(root);
  download(new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', text, "\n"], { type: "image/svg+xml" }), `${fileName()}.svg`);
}

function textual(tag, attributes, text) {
  return svg(tag, attributes, text.replace(NO_XML, "\ufffd"));
}

function rounded(number) {
  return Number(number.toFixed(1));
}

/** A line up to the edge of its target, its arrowhead, and the cross of a denial. */
function vectorStrand({ id, to }, scale) {
  const { status, width: full } = picture.strands.get(id);
  const { dash, cross } = statuses.get(status);
  const tone = tones.status.get(status);
  const width = rounded(Math.max(0.8, full * thickening(scale) * scale));
  const goal = stage.toScreen(stage.at(to));
  const reach = radiusOf(to, 1 / scale) * scale;
  const all = Array.from({ length: CURVE_POINTS + 1 }, (_, step) => stage.toScreen(pointOn(id, step / CURVE_POINTS)));
  const outside = all.filter(({ x, y }) => Math.hypot(x - goal.x, y - goal.y) >= reach);
  // From afar a node may cover the whole of a line.
  const points = outside.length > 1 ? outside : [all[0], all.at(-1)];
  const [before, tip] = points.slice(-2);
  const group = svg("g", { opacity: opacityOfStrand(id, scale), stroke: tone, fill: "none" });
  group.append(
    textual("title", {}, drawing.edges[id].members.filter((edge) => shown.edges.has(edge)).map((edge) => statedOf(data.edges[edge])).join("\n")),
    svg("path", { d: `M${points.map(({ x, y }) => `${rounded(x)} ${rounded(y)}`).join("L")}`, "stroke-width": width, ...(dash.length ? { "stroke-dasharray": dash.join(" ") } : {}) }),
    svg("path", { d: arrowPath(before, tip, 5 + width * 1.6), fill: tone, stroke: "none" }),
  );
  if (cross) {
    const { x, y } = stage.toScreen(pointOn(id, CROSS_AT));
    const arm = rounded(armOfCross(1 / scale) * scale);
    for (const [colour, thick] of [[tones.ground, 1.1], [tone, 0.48]]) group.append(svg("path", { d: crossPath(rounded(x), rounded(y), arm), stroke: colour, "stroke-width": rounded(thick * arm), "stroke-linecap": "round" }));
  }
  return group;
}

function arrowPath(from, tip, size) {
  const length = Math.hypot(tip.x - from.x, tip.y - from.y) || 1;
  const [dx, dy] = [(tip.x - from.x) / length, (tip.y - from.y) / length];
  const foot = { x: tip.x - dx * size, y: tip.y - dy * size };
  const wing = (side) => `${rounded(foot.x - side * dy * size * 0.45)} ${rounded(foot.y + side * dx * size * 0.45)}`;
  return `M${rounded(tip.x)} ${rounded(tip.y)}L${wing(1)}L${wing(-1)}Z`;
}

function vectorNode(node, scale) {
  const entity = data.entities[node];
  const { x, y } = stage.toScreen(stage.at(node));
  const size = (radiusOf(node, 1 / scale) * scale) / 10;
  return svg(
    "g",
    { transform: `translate(${rounded(x)} ${rounded(y)}) scale(${size.toFixed(3)})`, opacity: alphaOfNode(node) },
    textual("title", {}, entity.name),
    svg("path", { d: types.get(entity.type).outline, fill: tones.type.get(entity.type), stroke: tones.ground, "stroke-width": 2, "paint-order": "stroke" }),
  );
}

function vectorAct({ strand, text, status, box }, scale) {
  const { x, y } = stage.toScreen(box);
  const [width, height] = [box.width * scale, box.height * scale];
  return svg(
    "g",
    { opacity: alphaOfStrand(strand) },
    svg("rect", { x: rounded(x), y: rounded(y), width: rounded(width), height: rounded(height), rx: 5, fill: tones.ground }),
    textual("text", { x: rounded(x + width / 2), y: rounded(y + height / 2 + 4), "text-anchor": "middle", "font-size": EDGE_FONT, "font-weight": 500, fill: tones.status.get(status) }, text),
  );
}

function vectorName({ node, lines, box }, scale) {
  const { x, y } = stage.toScreen(box);
  const middle = rounded(x + (box.width * scale) / 2);
  return svg(
    "g",
    { "text-anchor": "middle", "font-size": NAME_FONT, "font-weight": 600, fill: tones.ink, stroke: tones.ground, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke", opacity: alphaOfNode(node) },
    ...lines.map((line, row) => textual("text", { x: middle, y: rounded(y + (row + 0.5) * LINE_HEIGHT + 4.5) }, line)),
  );
}

function vectorKeyItem({ type, status, label, x, y, sign }) {
  const parts = [];
  if (type) parts.push(svg("path", { d: types.get(type).outline, transform: `translate(${rounded(x + 7)} ${y}) scale(0.6)`, fill: tones.type.get(type) }));
  if (status) {
    const { dash, cross } = statuses.get(status);
    parts.push(svg("path", { d: `M${rounded(x)} ${y}h28`, stroke: tones.status.get(status), "stroke-width": 2, ...(dash.length ? { "stroke-dasharray": dash.join(" ") } : {}) }));
    if (cross) parts.push(svg("path", { d: crossPath(rounded(x) + 14, y, 4), fill: "none", stroke: tones.status.get(status), "stroke-width": 2 }));
  }
  return svg("g", {}, ...parts, textual("text", { x: rounded(x + sign), y: y + 4, "font-size": KEY_FONT, fill: tones.ink }, label));
}
