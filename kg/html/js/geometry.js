// Places in the picture: points along a drawn edge, and rectangles that must not cover each other.

/** The point that a strand's curve is drawn towards (a quadratic Bézier curve, bent as vis-network bends "curvedCW" and "curvedCCW"). */
function viaOf({ from, to, curve }, { x, y } = stage.at(from), end = stage.at(to)) {
  const angle = Math.atan2(y - end.y, end.x - x) + Math.PI * (0.5 + curve / 2);
  const reach = (curve ? 0.5 + Math.abs(curve) / 2 : 0.5) * Math.hypot(end.x - x, end.y - y);
  return { x: x + reach * Math.sin(angle), y: y + reach * Math.cos(angle) };
}

/** A point of a strand's curve; share 0 is the middle of its source, 1 that of its target. */
function pointOn(strand, share) {
  const line = drawing.edges[strand];
  const [a, b] = [stage.at(line.from), stage.at(line.to)];
  const back = 1 - share;
  if (!line.curve) return { x: back * a.x + share * b.x, y: back * a.y + share * b.y };
  const via = viaOf(line);
  return { x: back * back * a.x + 2 * back * share * via.x + share * share * b.x, y: back * back * a.y + 2 * back * share * via.y + share * share * b.y };
}

/** Rectangles that are taken, in a grid, so that a new one need only be compared with its neighbours. */
class Ground {
  constructor(cell) {
    this.cell = cell;
    this.cells = new Map();
  }

  *near({ x, y, width, height }) {
    for (let column = Math.floor(x / this.cell); column <= Math.floor((x + width) / this.cell); column += 1) {
      for (let row = Math.floor(y / this.cell); row <= Math.floor((y + height) / this.cell); row += 1) yield column * 65_536 + row;
    }
  }

  /** Whether nothing stands there but the owner itself and what weighs less. */
  isFree(box, owner, weight = 0) {
    for (const key of this.near(box)) {
      for (const other of this.cells.get(key) ?? []) {
        if ((other.owner === owner && owner !== undefined) || other.weight < weight) continue;
        if (box.x < other.x + other.width && other.x < box.x + box.width && box.y < other.y + other.height && other.y < box.y + box.height) return false;
      }
    }
    return true;
  }

  take(box, owner, weight = Infinity) {
    const taken = { ...box, owner, weight };
    for (const key of this.near(box)) {
      if (this.cells.has(key)) this.cells.get(key).push(taken);
      else this.cells.set(key, [taken]);
    }
  }
}

function holds(box, point) {
  return point.x >= box.x && point.x <= box.x + box.width && point.y >= box.y && point.y <= box.y + box.height;
}

/** Whether a point lies in the rectangle around a strand, which a curve leaves by less than half its length. */
function mayReach({ from, to, curve }, { x, y }, distance) {
  const [a, b] = [stage.at(from), stage.at(to)];
  const margin = distance + (curve ? Math.hypot(a.x - b.x, a.y - b.y) * Math.abs(curve) : 0);
  return x > Math.min(a.x, b.x) - margin && x < Math.max(a.x, b.x) + margin && y > Math.min(a.y, b.y) - margin && y < Math.max(a.y, b.y) + margin;
}

/** The strand that comes nearest to a point, within a distance; null where none does. */
function strandNear(point, distance) {
  let best = null;
  let least = distance;
  for (const strand of drawing.edges) {
    if (!isDrawn(strand.id) || !mayReach(strand, point, distance)) continue;
    for (let share = 0.08; share < 0.94; share += 0.04) {
      const on = pointOn(strand.id, share);
      const away = Math.hypot(on.x - point.x, on.y - point.y);
      if (away < least) [best, least] = [strand.id, away];
    }
  }
  return best;
}

/** The node whose dot holds a point, or comes within a tolerance of it; null where none does. */
function nodeNear(point, tolerance = 0) {
  const unit = 1 / stage.scale();
  let best = null;
  let least = Infinity;
  for (const node of shown.nodes) {
    if (node >= drawing.nodes.length) continue;
    const { x, y } = stage.at(node);
    const away = Math.hypot(x - point.x, y - point.y);
    if (away < least && away <= radiusOf(node, unit) + tolerance) [best, least] = [node, away];
  }
  return best;
}
