// The search box: names first, then relations, titles and sentences. A list box that the arrow keys walk through.

const MOST = 12;
let hits = [];
let active = -1;

function startSearch() {
  const field = byId("search");
  field.addEventListener("input", () => find(field.value));
  field.addEventListener("focus", () => field.value && find(field.value));
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.length) walk((active + (event.key === "ArrowDown" ? 1 : hits.length - 1) + (active < 0 && event.key === "ArrowUp" ? 1 : 0)) % hits.length);
    } else if (event.key === "Enter" && hits.length) take(hits[Math.max(0, active)]);
    else if (event.key === "Escape") {
      if (field.value) event.stopPropagation();
      field.value = "";
      find("");
    }
  });
  field.addEventListener("blur", () => setTimeout(() => find(""), 150));
}

function find(text) {
  const wanted = text.trim();
  const words = wordsOf(wanted);
  hits = words.length ? [...nameHits(words), ...edgeHits(words), ...titleHits(words), ...sentenceHits(words)].slice(0, MOST) : [];
  const count = wanted.length > 1 && words.length ? data.claims.filter((_, number) => holdsAll(foldedClaim(number), words)).length : 0;
  if (count) hits.push({ text: wanted, count });
  active = -1;
  const list = byId("hits");
  list.replaceChildren(...(hits.length ? hits.map(option) : [el("li", { class: "none", role: "option", "aria-disabled": "true" }, "Nothing found")]));
  list.hidden = !wanted;
  byId("search").setAttribute("aria-expanded", String(Boolean(wanted)));
  byId("search").removeAttribute("aria-activedescendant");
  if (wanted) announce(hits.length ? `${counted(hits.length, "result")}` : "Nothing found");
}

/** Entities whose name or other name holds the text; those that begin with it, and those with more edges, come first. */
function nameHits(words) {
  const found = [];
  data.entities.forEach((entity, node) => {
    const names = foldedNames(node);
    const place = names.findIndex((name) => holdsAll(name, words));
    if (place < 0) return;
    const begins = names.some((name) => name === words.join(" ")) ? 2000 : names[place].startsWith(words[0]) ? 1000 : 0;
    found.push({ node, name: place ? entity.aliases[place - 1] : entity.name, rank: begins + Math.min(999, edgesOfNode[node].length) });
  });
  return found.sort((a, b) => b.rank - a.rank || a.node - b.node).slice(0, 8);
}

/** Relations by their names and act together, as in "banned Grok"; one name alone is not asked for them. */
function edgeHits(words) {
  const found = [];
  for (let edge = 0; words.length > 1 && edge < data.edges.length && found.length < 5; edge += 1) if (holdsAll(foldedEdge(edge), words)) found.push({ edge });
  return found;
}

/** Documents by the words of their titles and outlets. */
function titleHits(words) {
  return data.documents.map((_, number) => number).filter((number) => holdsAll(foldedTitle(number), words)).slice(0, 2).map((number) => ({ document: number }));
}

function sentenceHits(words) {
  const found = [];
  for (let number = 0; number < data.sentences.length && found.length < MOST; number += 1) {
    if (holdsAll(foldedSentence(number), words)) found.push({ sentence: number, ...snippetOf(data.sentences[number].text, words[0]) });
  }
  return found;
}

/** The part of a sentence around a word; letters are counted in the text as it stands, where an accent may be one or two. */
function snippetOf(text, word) {
  const place = text.toLowerCase().indexOf(word);
  if (place < 0) return { before: text.slice(0, 84), match: "", after: "" };
  return { before: text.slice(Math.max(0, place - 24), place), match: text.slice(place, place + word.length), after: text.slice(place + word.length, place + 60) };
}

function option(hit, place) {
  const item = el("li", { role: "option", id: `hit-${place}`, "aria-selected": "false", on: { pointerdown: (event) => event.preventDefault(), click: () => take(hit) } });
  if (hit.node !== undefined) {
    const entity = data.entities[hit.node];
    item.append(glyph(entity.type, 16), quoted(entity.name), ...(hit.name === entity.name ? [] : [el("span", { class: "aside" }, `also ${hit.name}`)]));
  } else if (hit.edge !== undefined) item.append(strokeSample(data.edges[hit.edge].status, 24), quoted(sentenceOf(data.edges[hit.edge])));
  else if (hit.document !== undefined) item.append(quoted(titleOf(data.documents[hit.document])), el("span", { class: "aside" }, "document"));
  else if (hit.sentence !== undefined) item.append(el("span", { class: "snippet" }, hit.before, el("strong", {}, hit.match), hit.after));
  else item.append(el("span", {}, `Only the ${counted(hit.count, "claim")} with “${hit.text}”`));
  return item;
}

function walk(to) {
  active = to;
  [...byId("hits").children].forEach((item, place) => item.setAttribute("aria-selected", String(place === active)));
  byId("hits").children[active].scrollIntoView({ block: "nearest" });
  byId("search").setAttribute("aria-activedescendant", `hit-${active}`);
}

function take(hit) {
  byId("search").value = "";
  find("");
  if (hit.text !== undefined) change({ ...NOTHING, text: hit.text });
  else if (hit.node !== undefined) {
    select({ node: hit.node });
    keepInSight(hit.node);
  } else if (hit.edge !== undefined) select({ edge: hit.edge });
  else if (hit.document !== undefined) select({ document: hit.document });
  else {
    const claims = claimsOfSentence[hit.sentence];
    select(claims.length === 1 ? { edge: edgeOfClaim.get(claims[0]) } : { document: data.sentences[hit.sentence].document, sentence: hit.sentence });
  }
}
