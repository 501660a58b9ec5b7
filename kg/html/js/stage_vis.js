// The stage of small graphs: vis-network draws lines, moves and zooms. A stage knows where things stand and what part of it is seen;
// what they look like, and what a click means, it is told. stage_sigma.js is the other one, with the same functions.

/** Puts the drawing on the canvas; `heard` holds what to call on clicks, drags, zooms and when the frame changes. */
function visStage(canvas, heard) {
  load_vis_network();
  let [factor, faded] = [1, 1];
  const nodes = drawing.nodes.map(({ id, x, y, size }) => ({ id, size, ...fromLayout(x, y), shape: "custom", ctxRenderer: paintNode }));
  const edges = drawing.edges.map(({ id, from, to, curve }) => ({
    id, from, to, color: { inherit: false },
    smooth: curve ? { enabled: true, type: curve > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(curve) } : { enabled: false },
  }));
  const network = new vis.Network(canvas, {}, drawing.options);
  const { body } = network;
  spareLabels(network);
  // It draws what it is given at once; the first restyle(), when all is set, lets it draw in the frame that it has asked for.
  let drawn = false;
  body.emitter.emit("_blockRedraw");
  // Nor need it look for a view of its own.
  body.emitter.off("fit");
  network.setData({ nodes, edges });

  function paintNode({ ctx: context, id, x, y }) {
    const unit = 1 / body.view.scale;
    const radius = radiusOf(id, unit);
    return {
      drawNode() {
        if (!shown.nodes.has(id)) return;
        context.translate(x, y);
        drawNode(context, unit, id);
      },
      nodeDimensions: { width: 2 * radius, height: 2 * radius },
    };
  }

  /** Tells vis-network's own lines how they look now: its way of doing so works out the fonts of all lines, each time. */
  function styleLines() {
    body.edgeIndices = drawing.edges.filter(({ id }) => isDrawn(id)).map(({ id }) => id);
    for (const id of body.edgeIndices) {
      const color = tones.status.get(picture.strands.get(id).status);
      Object.assign(body.edges[id].options.color, { color, hover: color, highlight: color });
    }
  }

  /** Lines do not get thinner than can be seen, and their dashes stay as long as they look in the legend; see fading() too. */
  function scaleLines() {
    [factor, faded] = [thickening(body.view.scale), fading(body.view.scale)];
    for (const id of body.edgeIndices) {
      const { width, dash } = picture.strands.get(id);
      body.edges[id].options.color.opacity = opacityOfStrand(id, body.view.scale);
      Object.assign(body.edges[id].options, { width: width * factor, dashes: dash.length ? dash.map((length) => length * factor) : false });
    }
  }

  network.on("beforeDrawing", () => {
    const [thick, faint] = [thickening(body.view.scale), fading(body.view.scale)];
    if (Math.abs(thick - factor) + Math.abs(faint - faded) > 0.02) scaleLines();
  });
  network.on("afterDrawing", (context) => drawOver(context, 1 / body.view.scale));
  network.on("click", ({ pointer, event }) => {
    network.unselectAll();
    heard.click(pointer.canvas, event.pointerType === "touch");
  });
  network.on("dragging", ({ nodes: dragged }) => heard.drag(dragged));
  network.on("dragEnd", ({ nodes: dragged }) => {
    network.unselectAll();
    heard.drop(dragged);
  });
  network.on("zoom", heard.zoom);
  network.on("resize", heard.resize);

  return {
    name: "vis",
    at: (node) => body.nodes[node],
    put: (node, place) => Object.assign(body.nodes[node], place),
    scale: () => body.view.scale,
    centre: () => network.getViewPosition(),
    toScreen: (point) => network.canvasToDOM(point),
    toPicture: (point) => network.DOMtoCanvas(point),
    look: (position, scale, milliseconds) => network.moveTo({ position, scale, animation: milliseconds ? { duration: milliseconds, easingFunction: "easeInOutQuad" } : false }),
    redraw: () => network.redraw(),
    restyle() {
      styleLines();
      scaleLines();
      if (drawn) network.redraw();
      else body.emitter.emit("_allowRedraw");
      drawn = true;
    },
    paint: (context, width, height) => context.drawImage(canvas.querySelector("canvas"), 0, 0, width, height),
    leave: () => network.destroy(),
  };
}

/** vis-network would work out the fonts of a label for each node and line, which takes it half of its time; ours are drawn by labels.js. */
function spareLabels(network) {
  const { prototype } = network.nodesHandler.create({ id: -1 }).labelModule.constructor;
  Object.assign(prototype, { update() {}, _processLabel() {}, differentState: () => true });
}
