// Mouse and finger on the picture: what lies under them, and what a click opens.

function openStrand(number) {
  const members = drawing.edges[number].members.filter((edge) => shown.edges.has(edge));
  select(members.length === 1 ? { edge: members[0] } : { strand: number });
}

/** What lies under a point of the picture: first names and nodes, then the nearest line, with more tolerance for fingers. */
function underPointer(point, finger) {
  const node = nodeNear(point, finger ? 6 / stage.scale() : 0);
  if (node !== null) return `node ${node}`;
  const label = labelAt(point);
  if (label) return label;
  const strand = strandNear(point, (finger ? 20 : 9) / stage.scale());
  return strand === null ? null : `edge ${strand}`;
}

/** What a stage calls. */
const heard = {
  click(point, finger) {
    const [kind, number] = (underPointer(point, finger) ?? "").split(" ");
    if (kind === "node") select({ node: Number(number) });
    else if (kind === "edge") openStrand(Number(number));
    else select({});
  },
  drag(nodes) {
    picture.moved = true;
    if (nodes.length) picture.version += 1;
  },
  drop: (nodes) => nodes.forEach(pinHere),
  zoom() {
    picture.moved = true;
  },
  resize() {
    if (!picture.moved) requestAnimationFrame(() => showEverything(false));
  },
  lost: drawPlainly,
};

function listenToMouse() {
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
  byId("canvas").addEventListener("pointerleave", () => {
    if (!picture.hovered) return;
    byId("canvas").classList.remove("over");
    hover(null);
  });
}

/** Looks once a frame at what lies under the mouse. */
function hoverAt(event) {
  if (event.buttons) return;
  const box = byId("canvas").getBoundingClientRect();
  const under = underPointer(stage.toPicture({ x: event.clientX - box.left, y: event.clientY - box.top }), false);
  if (under === picture.hovered) return;
  picture.hovered = under;
  byId("canvas").classList.toggle("over", Boolean(under));
  stage.redraw();
}
