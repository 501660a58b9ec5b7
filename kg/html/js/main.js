// Puts the parts together: the state goes through the filter, then to the picture, the panel, the filters and the table.

function updateFrame(now, before) {
  if (now.show !== before.show || now === before) {
    document.body.dataset.view = state.show;
    document.querySelectorAll("[data-show]").forEach((item) => item.setAttribute("aria-pressed", String(item.dataset.show === state.show)));
  }
  byId("undo").disabled = depth === 0;
  if (now.show !== before.show && stage) requestAnimationFrame(() => stage.redraw());
  if (!narrowingChanged(now, before) && now !== before) return;
  const empty = byId("empty");
  empty.hidden = shown.edges.size > 0;
  empty.textContent = data.claims.length ? (state.goal !== null ? "No path links these two." : "The filters let nothing through.") : "No claims were found in these documents.";
  byId("counts").textContent = countsLine();
  if (now !== before && now.show === before.show) announce(countsLine());
}

function countsLine() {
  const edges = [...shown.edges.keys()];
  const documents = new Set(shown.claims.map((number) => documentOf(data.claims[number]))).size;
  const words = [counted(shown.nodes.size, "actor"), counted(edges.length, "relation"), counted(shown.claims.length, "claim"), counted(documents, "document")];
  return (narrowed() ? "Shown: " : "") + words.join(" · ");
}

function startNote() {
  if (!data.omitted && !data.scope) return;
  const { edges, claims } = data.omitted ?? { edges: 0, claims: 0 };
  const parts = [
    data.scope && `This page is ${data.scope}.`,
    edges > 0 && `This page shows the ${counted(data.edges.length, "strongest relation")} of ${inDigits(data.edges.length + edges)}, those of the most independent sources; ${inDigits(edges)} are left out.`,
    claims > 0 && `${counted(claims, "claim")} of the relations shown ${claims === 1 ? "is" : "are"} left out too.`,
    data.omitted && (data.whole ? `${data.whole} beside this page holds all relations, for Gephi and other graph programs; so do the ledger and the other exports.` : "The ledger and the other exports hold all of them."),
  ];
  byId("note").textContent = parts.filter(Boolean).join(" ");
  byId("note").hidden = false;
}

function updateShown(now, before) {
  if (narrowingChanged(now, before)) filter();
}

/** What has been opened or is to be shown alone comes into the frame. */
function followOpened(now, before) {
  if (now.focus !== before.focus || now.goal !== before.goal || now.steps !== before.steps) {
    showEverything();
    return;
  }
  if (now.node !== null && now.node !== before.node) keepInSight(now.node);
  if (now.edge !== null && now.edge !== before.edge) keepInSight(data.edges[now.edge].subject, data.edges[now.edge].object);
}

function startButtons() {
  document.querySelectorAll("[data-show]").forEach((item) => item.addEventListener("click", () => change({ show: item.dataset.show })));
  byId("undo").addEventListener("click", undo);
  byId("overview").addEventListener("click", () => askForOverview(true));
  byId("zoom-in").addEventListener("click", () => zoomBy(1.4));
  byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.4));
  byId("zoom-fit").addEventListener("click", () => showEverything());
  byId("save").addEventListener("click", savePicture);
  byId("save-vector").addEventListener("click", saveVector);
  byId("skip").addEventListener("click", () => {
    if (state.show === "picture") change({ show: matchMedia("(min-width: 60rem)").matches ? "both" : "table" });
    byId("table-title").focus();
  });
  const toggle = byId("toggle-filters");
  toggle.addEventListener("click", () => {
    const open = document.body.classList.toggle("filters-open");
    toggle.setAttribute("aria-expanded", String(open));
  });
}

readAddress();
filter();
startNote();
startReview();
updateFrame(state, state);
// The frame around it stands, so the picture finds its size at once.
startPicture();
startButtons();
startFilters();
startSearch();
startTable();
startKeys();
for (const update of [updateFilters, updatePanel, updateTable]) update(state, state);
[updateShown, updateFrame, updateFilters, updatePanel, updateTable, updatePicture, followOpened].forEach(onChange);
addEventListener("popstate", restore);
addEventListener("hashchange", restore);
