// A document: its text with names and claims marked and dropped parts greyed, or, where the text is not in the page, its sentences.

function documentView(number) {
  const item = data.documents[number];
  const claims = data.claims.map((_, place) => place).filter((place) => documentOf(data.claims[place]) === item);
  return el(
    "div",
    { class: "document" },
    el("h2", {}, item.address ? link(item.address, quoted(titleOf(item))) : quoted(titleOf(item))),
    el(
      "p",
      { class: "source" },
      item.outlet && el("span", {}, quoted(item.outlet)),
      item.author && el("span", {}, quoted(`by ${item.author}`)),
      item.published && el("time", { datetime: item.published }, inWords(item.published)),
      el("span", {}, quoted(item.source)),
      el("span", {}, counted(claims.length, "claim")),
    ),
    copiesLine(number),
    item.text ? el("p", { class: "hint" }, "Names are underlined, the words that claims hang on are bold; a tinted sentence made claims: click it. Greyed parts were left out when reading.") : null,
    item.text ? articleText(number) : sentenceList(number),
  );
}

/** Of which document this one is a copy, and which are copies of it. */
function copiesLine(number) {
  const item = data.documents[number];
  const others = data.documents.filter((other) => other.copy === item.id || (item.copy !== null && other.copy === item.copy && other !== item));
  if (item.copy === null && !others.length) return null;
  return el(
    "p",
    { class: "contrast" },
    item.copy !== null && el("span", {}, "Nearly the same as ", original(item), ". "),
    others.length > 0 && el("span", {}, `${item.copy === null ? "Copied" : "Also copied"} by `, ...others.flatMap((other, place) => [place ? ", " : "", documentButton(other)]), ". "),
    "Copies count as one source.",
  );
}

function articleText(number) {
  const item = data.documents[number];
  const spans = [];
  item.blocks.forEach(([start, end], place) => spans.push([start, end, `block ${place}`]));
  item.mentions.forEach(([start, end], place) => spans.push([start, end, `mention ${place}`]));
  data.sentences.forEach((sentence, place) => {
    if (sentence.document !== number) return;
    spans.push([sentence.start, sentence.end, `sentence ${place}`]);
    for (const claim of claimsOfSentence[place]) {
      for (const { sentence: own, trigger } of data.claims[claim].evidence) if (own === place && trigger) spans.push([sentence.start + trigger[0], sentence.start + trigger[1], `trigger ${claim}`]);
    }
  });
  const article = el("div", { class: "article", dir: "auto" });
  let holder = article;
  let block = null;
  let sentence = null;
  for (const piece of pieces(item.text, spans)) {
    const named = (kind) => piece.names.filter((name) => name.startsWith(kind)).map((name) => Number(name.split(" ")[1])).at(-1) ?? null;
    if (named("block") !== block) {
      [block, sentence] = [named("block"), null];
      holder = block === null ? article : article.appendChild(blockElement(item.blocks[block]));
    }
    if (named("sentence") !== sentence) sentence = named("sentence");
    if (block === null) continue;
    const into = sentence === null ? holder : sentenceElement(holder, sentence);
    into.append(textOf(item, piece, named("mention"), named("trigger")));
  }
  return article;
}

function blockElement([, , kind, kept, reason]) {
  const element = el("p", { class: kept ? `block ${kind === "headline" ? "headline" : ""}` : "block dropped" });
  if (!kept) element.append(el("span", { class: "dropped-why" }, `Left out (${[kind, reason].filter(Boolean).join(": ")}) `));
  return element;
}

/** The element of a sentence that made claims; a click or Enter shows them. */
function sentenceElement(holder, number) {
  const last = holder.lastElementChild;
  if (last?.dataset.sentence === String(number)) return last;
  const open = () => select({ document: data.sentences[number].document, sentence: number });
  return holder.appendChild(
    el("span", {
      class: "sentence", role: "button", tabindex: 0, data: { sentence: String(number) }, "aria-pressed": String(state.sentence === number),
      on: {
        click: open,
        keydown: (event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          open();
        },
      },
    }),
  );
}

/** A name, the word that a claim hangs on, or plain text. */
function textOf(item, piece, mention, claim) {
  if (mention === null && claim === null) return piece.text;
  if (mention === null) return el("strong", { class: "trigger", data: { status: data.claims[claim].status }, title: statedOf(data.claims[claim]) }, piece.text);
  const node = item.mentions[mention][2];
  return el("span", { class: "mention", data: { type: lookOf(node) }, title: data.entities[node].name }, piece.text);
}

function sentenceList(number) {
  const list = el("ol", { class: "sentences" });
  data.sentences.forEach((sentence, place) => {
    if (sentence.document === number) list.append(el("li", {}, el("blockquote", {}, el("p", { class: "quote", dir: "auto" }, sentence.text)), el("ul", {}, ...claimsOfSentence[place].map((claim) => el("li", {}, claimButton(claim))))));
  });
  return list;
}
