// Places in the picture: points along a drawn edge, and rectangles that must not cover each other.

/** A point of a strand's curve; share 0 is the middle of its source, 1 that of its target. */
function pointOn(strand, share) {
  return network.body.edges[strand].edgeType.getPoint(share);
}

/** Rectangles that are taken, in a grid, so that a new one need only be compared with its neighbours. */
class Ground {
  constructor(cell) {
    this.cell = cell;
    this.cells = new Map();
  }

  *near({ x, y, width, height }) {
    for (let column = Math.floor(x / this.cell); column <= Math.floor((x + width) / this.cell); column += 1) {
      for (let row = Math.floor(y / this.cell); row <= Math.floor((y + height) / this.cell); row += 1) yield `${column} ${row}`;
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
  const [a, b] = [network.body.nodes[from], network.body.nodes[to]];
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
