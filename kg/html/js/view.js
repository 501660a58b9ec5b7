// Which part of the picture is seen.

/** Pixels of the screen for one of the picture: the least and the most. */
const [LEAST_ZOOM, MOST_ZOOM] = [0.02, 6];

/** Brings what is shown into the frame, with room for the names. */
function showEverything(moving = true, nodes = [...shown.nodes].filter((node) => node < drawing.nodes.length)) {
  if (!stage || !nodes.length) return;
  const { width, height, covered } = room();
  let scale = 1.35;
  let frame = null;
  // The names keep their size, so the room that they need in the picture depends on the zoom: a few turns settle it.
  for (let turn = 0; turn < 5; turn += 1) {
    frame = frameOf(nodes, scale);
    scale = Math.max(LEAST_ZOOM, Math.min(1.35, (width - 24) / (frame.right - frame.left), (height - 24) / (frame.bottom - frame.top)));
  }
  const middle = (frame.left + frame.right) / 2;
  const half = Math.max(frame.right - middle, (width - 8) / 2 / scale);
  Object.assign(picture, { frame: { left: middle - half, right: middle + half }, version: picture.version + 1 });
  moveView({ x: middle, y: (frame.top + frame.bottom) / 2 + covered / 2 / scale }, scale, moving);
}

/** The height that the buttons take below the picture. */
const BUTTONS = 48;

/** What there is of the picture to be seen: on narrow screens the panel covers its lower part. */
function room() {
  const { clientWidth, clientHeight } = byId("canvas");
  const panel = byId("panel");
  // Beside a table the panel covers that first.
  const covered = getComputedStyle(panel).position === "fixed" ? byId("canvas").getBoundingClientRect().bottom - panel.getBoundingClientRect().top : 0;
  const below = Math.max(covered, BUTTONS);
  return { width: clientWidth, height: Math.max(80, clientHeight - below), covered: below };
}

/** The rectangle that nodes and their names take at a zoom. */
function frameOf(nodes, scale) {
  const frame = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const node of nodes) {
    const { x, y } = stage.at(node);
    const lines = linesOf(node);
    const [radius, side] = [radiusOf(node, 1 / scale), (longestOf(node) * 4.5 + 3) / scale];
    frame.left = Math.min(frame.left, x - Math.max(radius, side));
    frame.right = Math.max(frame.right, x + Math.max(radius, side));
    frame.top = Math.min(frame.top, y - radius - 12 / scale);
    frame.bottom = Math.max(frame.bottom, y + radius + (lines.length * LINE_HEIGHT + 6) / scale);
  }
  return frame;
}

function moveView(position, scale, moving = true) {
  stage.look(position, scale, moving && !still.matches ? 260 : 0);
}

function zoomBy(factor) {
  if (stage) moveView(stage.centre(), Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, stage.scale() * factor)));
}

/** Brings nodes into the part of the picture that the panel does not cover. */
function keepInSight(...nodes) {
  if (!stage || !byId("canvas").clientWidth || nodes.some((node) => node >= drawing.nodes.length)) return;
  const { width, height, covered } = room();
  const seen = nodes.every((node) => {
    const at = stage.toScreen(stage.at(node));
    return at.x > 30 && at.x < width - 30 && at.y > 30 && at.y < height - 50;
  });
  if (seen) return;
  const { left, right, top, bottom } = frameOf(nodes, stage.scale());
  const scale = Math.min(stage.scale(), (width - 24) / (right - left), (height - 24) / (bottom - top));
  moveView({ x: (left + right) / 2, y: (top + bottom) / 2 + covered / 2 / scale }, scale);
}
