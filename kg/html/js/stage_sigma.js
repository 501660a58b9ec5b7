// The stage of large graphs: sigma draws lines and nodes by WebGL, with the programs of sigma_lines.js and sigma_nodes.js; names, crosses
// and rings stand on a canvas of their own above. The functions are those of stage_vis.js.

/** The side of the square that sigma takes for the whole; it sets nothing but the measure of its camera. */
const FIELD = 1000;

/** Whether the browser can draw this way. */
function hasWebGL() {
  try {
    return typeof WebGL2RenderingContext === "function" && el("canvas", {}).getContext("webgl2") !== null;
  } catch {
    return false;
  }
}

function sigmaStage(canvas, heard) {
  load_sigma();
  const places = drawing.nodes.map(({ x, y }) => fromLayout(x, y));
  const graph = new sigmaLibrary.MultiDirectedGraph();
  for (const { id } of drawing.nodes) graph.addNode(id, { x: places[id].x, y: -places[id].y });
  for (const { id, from, to } of drawing.edges) graph.addDirectedEdgeWithKey(id, from, to);
  // It draws what it is given at once; the graph is given to it by the first restyle(), when all else is set.
  const renderer = new sigmaLibrary.Sigma(new sigmaLibrary.MultiDirectedGraph(), canvas, {
    allowInvalidContainer: true, renderLabels: false, renderEdgeLabels: false, enableCameraRotation: false, stagePadding: 0, zIndex: false,
    nodeReducer: (key) => nodeItem(Number(key)), edgeReducer: (key) => lineItem(Number(key)),
    nodeProgramClasses: { shape: nodeProgram() }, edgeProgramClasses: { straight: lineProgram(1), curved: lineProgram(10) },
    defaultNodeType: "shape", defaultEdgeType: "straight",
    ...(still.matches ? { zoomDuration: 0, inertiaDuration: 0 } : {}),
  });
  // What lies under the mouse is looked for by the page; sigma would read pixels back from the graphics card at every move.
  renderer.getNodeAtPosition = () => undefined;
  const half = FIELD / 2;
  renderer.setCustomBBox({ x: [-half, half], y: [-half, half] });
  renderer.createCanvasContext("over", { beforeLayer: "mouse", style: { pointerEvents: "none" } });
  renderer.resize(true);
  const over = renderer.getCanvases().over.getContext("2d");
  const camera = renderer.getCamera();
  let known = sizeOf();

  function sizeOf() {
    const { width, height } = renderer.getDimensions();
    return { width, height, smaller: Math.min(width, height) };
  }

  function nodeItem(node) {
    const { x, y } = graph.getNodeAttributes(node);
    const { size } = drawing.nodes[node];
    return { x, y, size, hidden: !shown.nodes.has(node), type: "shape", look: types.get(data.entities[node].type).look, tone: tones.type.get(data.entities[node].type), alpha: alphaOfNode(node) };
  }

  function lineItem(strand) {
    const { from, to, curve } = drawing.edges[strand];
    const { drawn, status, width, dash, sources } = picture.strands.get(strand);
    const via = viaOf(drawing.edges[strand], places[from], places[to]);
    return {
      hidden: !drawn, type: curve ? "curved" : "straight", size: width, dash, reach: drawing.nodes[to].size,
      via: { x: via.x / FIELD + 0.5, y: 0.5 - via.y / FIELD }, tone: tones.status.get(status), alpha: opacityOfStrand(strand, 1), fades: sources > 1 ? 0 : 1,
    };
  }

  const stage = {
    name: "sigma",
    at: (node) => places[node],
    /** Told to the graph without its event, which would have sigma work out everything anew for one node. */
    put(node, { x, y }) {
      Object.assign(places[node], { x, y });
      Object.assign(graph.getNodeAttributes(node), { x, y: -y });
    },
    scale: () => known.smaller / (camera.ratio * FIELD),
    centre: () => ({ x: (camera.x - 0.5) * FIELD, y: (0.5 - camera.y) * FIELD }),
    toScreen(point) {
      const [scale, centre] = [stage.scale(), stage.centre()];
      return { x: (point.x - centre.x) * scale + known.width / 2, y: (point.y - centre.y) * scale + known.height / 2 };
    },
    toPicture(point) {
      const [scale, centre] = [stage.scale(), stage.centre()];
      return { x: (point.x - known.width / 2) / scale + centre.x, y: (point.y - known.height / 2) / scale + centre.y };
    },
    look(position, scale, milliseconds) {
      const to = { x: position.x / FIELD + 0.5, y: 0.5 - position.y / FIELD, ratio: known.smaller / (scale * FIELD), angle: 0 };
      if (milliseconds) camera.animate(to, { duration: milliseconds, easing: "quadraticInOut" });
      else camera.setState(to);
    },
    redraw: () => renderer.scheduleRender(),
    restyle: () => (renderer.getGraph() === graph ? renderer.refresh({ schedule: true }) : renderer.setGraph(graph)),
    /** Draws it now: what WebGL drew is there only until the browser shows it. */
    paint(context, width, height) {
      renderer.refresh();
      const layers = renderer.getCanvases();
      for (const name of ["edges", "nodes", "over"]) context.drawImage(layers[name], 0, 0, width, height);
    },
    leave() {
      sizes.disconnect();
      renderer.kill();
    },
  };

  renderer.on("afterRender", () => {
    const ratio = over.canvas.width / known.width;
    const [scale, centre] = [stage.scale() * ratio, stage.centre()];
    over.setTransform(1, 0, 0, 1, 0, 0);
    over.clearRect(0, 0, over.canvas.width, over.canvas.height);
    over.setTransform(scale, 0, 0, scale, over.canvas.width / 2 - centre.x * scale, over.canvas.height / 2 - centre.y * scale);
    drawOver(over, 1 / stage.scale());
    for (const node of markedNodes()) {
      over.save();
      over.translate(places[node].x, places[node].y);
      drawNode(over, 1 / stage.scale(), node);
      over.restore();
    }
  });
  renderer.on("resize", () => {
    const before = known;
    known = sizeOf();
    if (before.smaller === known.smaller) return;
    // The zoom is that of the picture, not of the frame around it.
    camera.setState({ ratio: (camera.ratio * known.smaller) / before.smaller });
    boundZoom();
  });
  const sizes = new ResizeObserver(() => {
    if (canvas.clientWidth === known.width && canvas.clientHeight === known.height) return;
    renderer.scheduleRender();
    if (canvas.clientWidth) heard.resize();
  });
  sizes.observe(canvas);
  function boundZoom() {
    renderer.setSettings({ minCameraRatio: known.smaller / (MOST_ZOOM * FIELD), maxCameraRatio: known.smaller / (LEAST_ZOOM * FIELD) });
  }
  boundZoom();
  listenToSigma(renderer, stage, heard, (node) => renderer.refresh({ partialGraph: { nodes: [node], edges: picture.strandsOfNode[node].map(({ id }) => id) }, skipIndexation: true, schedule: true }));
  for (const name of ["edges", "nodes"]) renderer.getCanvases()[name].addEventListener("webglcontextlost", () => setTimeout(heard.lost));
  return stage;
}

/** Mouse and fingers: nodes are dragged, the rest moves and zooms as sigma does it. */
function listenToSigma(renderer, stage, heard, moved) {
  const [mouse, touch] = [renderer.getMouseCaptor(), renderer.getTouchCaptor()];
  let held = null;
  let dragged = false;
  const hold = (point, finger) => {
    held = nodeNear(stage.toPicture(point), finger ? 8 / stage.scale() : 0);
    dragged = false;
  };
  const drag = (point, event) => {
    if (held === null) return;
    event.preventSigmaDefault();
    dragged = true;
    stage.put(held, stage.toPicture(point));
    moved(held);
    heard.drag([held]);
  };
  const drop = () => {
    if (held !== null && dragged) heard.drop([held]);
    held = null;
  };
  mouse.on("mousedown", (event) => event.original.button === 0 && hold(event, false));
  mouse.on("mousemovebody", (event) => {
    if (held !== null) drag(event, event);
    else if (event.original.buttons) heard.zoom();
  });
  mouse.on("mouseup", drop);
  const click = (point, finger) => {
    if (!dragged) heard.click(stage.toPicture(point), finger);
    dragged = false;
  };
  mouse.on("click", (event) => click(event, false));
  // Two quick clicks are two clicks, maybe on different things.
  mouse.on("doubleClick", (event) => {
    event.preventSigmaDefault();
    click(event, false);
  });
  mouse.on("wheel", heard.zoom);
  let from = null;
  touch.on("touchdown", (event) => {
    [from] = event.touches;
    if (event.touches.length === 1) hold(event.touches[0], true);
    else held = null;
  });
  touch.on("touchmove", (event) => {
    const [point] = event.touches;
    if (event.touches.length === 1 && (dragged || Math.hypot(point.x - from.x, point.y - from.y) > 10)) drag(point, event);
    else if (held !== null) event.preventSigmaDefault();
    else heard.zoom();
  });
  touch.on("touchup", drop);
  const tap = (event) => {
    event.preventSigmaDefault();
    click(event.touches[0] ?? event.previousTouches[0], true);
  };
  touch.on("tap", tap);
  touch.on("doubletap", tap);
}
