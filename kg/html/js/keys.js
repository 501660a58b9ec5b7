// The keyboard: "/" to search, Escape to close, letters to judge claims, and the picture by arrow keys.

const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
let at = null;

function startKeys() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      byId("search").focus();
    } else if (event.key === "Escape" && document.body.classList.contains("filters-open")) byId("toggle-filters").click();
    else if (event.key === "Escape" && (isOpen() || overviewAsked)) closePanel();
    else if (event.key === "z" && (event.ctrlKey || event.metaKey) && !typing) {
      event.preventDefault();
      undo();
    } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && judgeByKey(event.key)) event.preventDefault();
  });
  byId("canvas").addEventListener("keydown", onCanvas);
  byId("canvas").addEventListener("focus", () => {
    if (at === null && state.node !== null) at = state.node;
  });
  byId("canvas").addEventListener("blur", () => hover(null));
}

function onCanvas(event) {
  if (!stage || event.ctrlKey || event.metaKey || event.altKey) return;
  const acts = {
    "+": () => zoomBy(1.3), "=": () => zoomBy(1.3), "-": () => zoomBy(1 / 1.3), 0: () => showEverything(),
    Enter: () => at !== null && select({ node: at }),
    " ": () => at !== null && select({ node: at }),
  };
  if (DIRECTIONS[event.key] && event.shiftKey) shift(DIRECTIONS[event.key]);
  else if (DIRECTIONS[event.key]) step(DIRECTIONS[event.key]);
  else if (acts[event.key]) acts[event.key]();
  else return;
  event.preventDefault();
}

/** Moves the node that is under the keyboard, as dragging it does. */
function shift([dx, dy]) {
  if (at === null || !shown.nodes.has(at)) return;
  const { x, y } = stage.at(at);
  const stride = 24 / stage.scale();
  stage.put(at, { x: x + dx * stride, y: y + dy * stride });
  pinHere(at);
  keepInSight(at);
}

/** Goes to the node that lies best in a direction: near, and not far off the line. */
function step([dx, dy]) {
  const nodes = [...shown.nodes].filter((node) => node < drawing.nodes.length && node !== at);
  if (at === null || !shown.nodes.has(at)) at = nodes.sort((a, b) => drawing.nodes[b].size - drawing.nodes[a].size || a - b)[0] ?? null;
  else {
    const { x, y } = stage.at(at);
    const cost = (node) => {
      const [rx, ry] = [stage.at(node).x - x, stage.at(node).y - y];
      const ahead = rx * dx + ry * dy;
      return ahead <= 0 ? Infinity : ahead + 2.5 * Math.abs(rx * dy - ry * dx);
    };
    const next = nodes.sort((a, b) => cost(a) - cost(b))[0];
    if (next !== undefined && cost(next) < Infinity) at = next;
  }
  if (at === null) return;
  hover(at);
  keepInSight(at);
  const entity = data.entities[at];
  announce(`${entity.name}, ${types.get(entity.type)?.label ?? entity.type}, ${counted(edgesOfNode[at].length, "relation")}`);
}

function hover(node) {
  picture.hovered = node === null ? null : `node ${node}`;
  stage?.redraw();
}
