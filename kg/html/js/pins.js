// Pinned actors: each keeps the place where it was put, and stays in sight whatever the filters let through.

/** A place of the layout in the picture; a wide layout is turned on a narrow screen. */
function fromLayout(x, y) {
  return picture.turned ? { x: y * 0.8, y: x * 0.9 } : { x, y };
}

function toLayout({ x, y }) {
  return (picture.turned ? [y / 0.9, x / 0.8] : [x, y]).map((place) => Math.round(Math.max(-999_999, Math.min(999_999, place))));
}

function pinOn(node) {
  return state.pins.find(([pinned]) => pinned === node);
}

/** Pins a node to where it is now. */
function pinHere(node) {
  if (!stage || node >= drawing.nodes.length) return;
  const pins = [...state.pins.filter(([pinned]) => pinned !== node), [node, ...toLayout(stage.at(node))]];
  if (pins.length > PINS_MOST) announce(`At most ${PINS_MOST} actors can be pinned`);
  else change({ pins });
}

function unpin(node) {
  change({ pins: state.pins.filter(([pinned]) => pinned !== node) });
}

/** Puts every node to its pin, or back to where the layout has it. */
function putPins() {
  for (const { id, x, y } of drawing.nodes) {
    const pin = pinOn(id);
    stage.put(id, fromLayout(...(pin ? pin.slice(1) : [x, y])));
  }
}
