// The crosses on lines of denials.

/** Where on its line a cross stands. */
const CROSS_AT = 0.72;
/** The paths of all crosses, by how strong they are, while nothing moves. */
let crosses = { key: "", paths: new Map(), tone: null };

/** The crosses of denials, strong ones over faint ones, each in one go. */
function drawCrosses(context, unit) {
  if (!picture.crosses) return;
  const arm = armOfCross(unit);
  const key = `${arm.toFixed(3)} ${picture.version}`;
  if (crosses.key !== key) crosses = { key, ...pathsOfCrosses(arm) };
  context.lineCap = "round";
  for (const [alpha, path] of crosses.paths) {
    context.globalAlpha = alpha;
    for (const [colour, width] of [[tones.ground, 1.1], [crosses.tone, 0.48]]) {
      context.strokeStyle = colour;
      context.lineWidth = width * arm;
      context.stroke(path);
    }
  }
  context.globalAlpha = 1;
}

function pathsOfCrosses(arm) {
  const paths = new Map([[FAINT, new Path2D()], [1, new Path2D()]]);
  let tone = null;
  for (const [id, { drawn, cross, status }] of picture.strands) {
    if (!drawn || !cross) continue;
    tone = tones.status.get(status);
    const { x, y } = pointOn(id, CROSS_AT);
    const path = paths.get(alphaOfStrand(id));
    for (const side of [1, -1]) {
      path.moveTo(x - arm, y - side * arm);
      path.lineTo(x + arm, y + side * arm);
    }
  }
  return { paths, tone };
}

/** Half of a cross's width in the picture: it shrinks from afar as all else does, but not below what can be seen, unless there are very many. */
function armOfCross(unit) {
  const least = Math.min(1, Math.sqrt(CROWD / Math.max(1, picture.crosses)));
  return Math.max(5 * Math.min(1.7, Math.max(unit, 1)), least * Math.max(Math.min(2.6 * unit, 20), 1.7 * unit));
}

/** A cross as SVG writes it. */
function crossPath(x, y, arm) {
  return `M${x - arm} ${y - arm}l${2 * arm} ${2 * arm}m0 ${-2 * arm}l${-2 * arm} ${2 * arm}`;
}
