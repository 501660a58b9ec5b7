// Which claims, edges and nodes the filters let through.

let shown = { claims: [], edges: new Map(), nodes: new Set(), path: [] };

/** Works out what is shown; `shown.edges` leads from an edge's number to the numbers of its claims. */
function filter() {
  const words = wordsOf(state.text);
  let claims = data.claims.map((_, number) => number).filter((number) => passes(data.claims[number], edgeOfClaim.get(number)) && (!words.length || holdsAll(foldedClaim(number), words)));
  let path = [];
  if (state.focus !== null && state.goal !== null) {
    path = pathBetween(state.focus, state.goal, grouped(claims));
    const on = new Set(path);
    claims = claims.filter((number) => onPath(data.claims[number], path, on));
  } else if (state.focus !== null) {
    const near = within(state.focus, state.steps, grouped(claims));
    claims = claims.filter((number) => near.has(data.claims[number].subject) && near.has(data.claims[number].object));
  }
  const edges = grouped(claims);
  const nodes = new Set();
  for (const number of edges.keys()) nodes.add(data.edges[number].subject).add(data.edges[number].object);
  if (state.focus !== null) nodes.add(state.focus);
  for (const [node] of state.pins) if (!state.hidden.includes(node)) nodes.add(node);
  shown = { claims, edges, nodes, path };
}

function passes(claim, edge) {
  const ends = [claim.subject, claim.object];
  if (ends.some((end) => state.type.includes(data.entities[end].type) || state.hidden.includes(end))) return false;
  if (state.status.includes(claim.status) || state.predicate.includes(claim.predicate)) return false;
  if (state.country !== null && !ends.some((end) => countryOf(end) === state.country)) return false;
  if (state.outlet !== null && documentOf(claim).outlet !== state.outlet) return false;
  if (state.standing !== null && !STANDINGS[state.standing].holds(edge)) return false;
  if (claim.confidence < state.sure) return false;
  return inTime(dateOf(claim));
}

/** A claim without a date is shown only while no time is chosen. A month or year counts when any part of it lies in the span. */
function inTime(date) {
  if (!state.from && !state.to) return true;
  if (!date) return false;
  return (!state.from || date >= state.from.slice(0, date.length)) && (!state.to || date.slice(0, state.to.length) <= state.to);
}

function grouped(claims) {
  const edges = new Map();
  for (const number of claims) {
    const edge = edgeOfClaim.get(number);
    if (edges.has(edge)) edges.get(edge).push(number);
    else edges.set(edge, [number]);
  }
  return edges;
}

/** Nodes that are at most so many steps away, over edges that are shown. */
function within(start, steps, edges) {
  const near = new Set([start]);
  let rim = [start];
  for (let step = 0; step < steps; step += 1) {
    const next = new Set(rim.flatMap((node) => [...neighboursOf(node, edgesOfNode[node].filter((edge) => edges.has(edge)))]));
    rim = [...next].filter((node) => !near.has(node));
    rim.forEach((node) => near.add(node));
  }
  return near;
}

/** Nodes of a shortest path, in order; empty where there is none. Breadth first, over edges in either direction. */
function pathBetween(start, goal, edges) {
  const from = new Map([[start, null]]);
  const queue = [start];
  for (let place = 0; place < queue.length && !from.has(goal); place += 1) {
    for (const node of neighboursOf(queue[place], edgesOfNode[queue[place]].filter((edge) => edges.has(edge)))) {
      if (!from.has(node)) {
        from.set(node, queue[place]);
        queue.push(node);
      }
    }
  }
  const path = [];
  for (let node = from.has(goal) ? goal : null; node !== null; node = from.get(node)) path.unshift(node);
  return path;
}

function onPath(claim, path, on) {
  return on.has(claim.subject) && on.has(claim.object) && Math.abs(path.indexOf(claim.subject) - path.indexOf(claim.object)) === 1;
}

/** Whether anything narrows what is shown. */
function narrowed() {
  const { type, status, predicate, hidden, country, outlet, standing, sure, from, to, text, focus } = state;
  return type.length + status.length + predicate.length + hidden.length > 0 || country !== null || outlet !== null || standing !== null || sure > 0 || Boolean(from || to || text) || focus !== null;
}

function showAll() {
  const { type, status, predicate, hidden, country, outlet, standing, sure, from, to, text, focus, steps, goal } = EMPTY;
  change({ type, status, predicate, hidden, country, outlet, standing, sure, from, to, text, focus, steps, goal });
}
