// Mouse and finger on the picture: what lies under them, and what a click opens.

function openStrand(number) {
  const members = drawing.edges[number].members.filter((edge) => shown.edges.has(edge));
  select(members.length === 1 ? { edge: members[0] } : { strand: number });
}

/** What lies under a place of the canvas: first names and nodes, then the nearest line, with more tolerance for fingers. */
function underPointer({ DOM, canvas }, finger) {
  const node = network.getNodeAt(DOM);
  if (node !== undefined && shown.nodes.has(node)) return `node ${node}`;
  const label = labelAt(canvas);
  if (label) return label;
  const strand = strandNear(canvas, (finger ? 20 : 9) / network.body.view.scale);
  return strand === null ? null : `edge ${strand}`;
}

function listenToPicture() {
  network.on("click", ({ pointer, event }) => {
    const [kind, number] = (underPointer(pointer, event.pointerType === "touch") ?? "").split(" ");
    network.unselectAll();
    if (kind === "node") select({ node: Number(number) });
    else if (kind === "edge") openStrand(Number(number));
    else select({});
  });
  network.on("beforeDrawing", thicken);
  network.on("afterDrawing", drawOver);
  network.on("dragging", ({ nodes }) => {
    picture.moved = true;
    if (nodes.length) picture.version += 1;
  });
  network.on("dragEnd", ({ nodes }) => {
    network.unselectAll();
    nodes.forEach(pinHere);
  });
  network.on("zoom", () => {
    picture.moved = true;
  });
  network.on("resize", () => {
    if (!picture.moved) requestAnimationFrame(() => showEverything(false));
  });
  let last = null;
  byId("canvas").addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    if (!last) {
      requestAnimationFrame(() => {
        hoverAt(last);
        last = null;
      });
    }
    last = event;
  });
}

/** Looks once a frame at what lies under the mouse. */
function hoverAt(event) {
  const box = byId("canvas").getBoundingClientRect();
  const DOM = { x: event.clientX - box.left, y: event.clientY - box.top };
  const under = event.buttons ? null : underPointer({ DOM, canvas: network.DOMtoCanvas(DOM) }, false);
  if (under !== picture.hovered) {
    picture.hovered = under;
    byId("canvas").classList.toggle("over", Boolean(under));
    network.redraw();
  }
}
