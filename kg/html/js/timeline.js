// When claims hold: a bar for each day, month or year of the calendar, empty ones too, and two sliders over the same steps.

const MOST_STEPS = 100;
const DAY = 86_400_000;

/** The steps from the first to the last date as ISO days, months or years, the finest of which there are not too many; `end` is the last of a step. */
function calendar(dates) {
  const [first, last] = [dates[0], dates.at(-1)];
  const part = (iso, place, usual) => Number(iso.split("-")[place] ?? usual);
  const months = [part(first, 0) * 12 + part(first, 1, 1) - 1, part(last, 0) * 12 + part(last, 1, 12) - 1];
  const days = [Date.UTC(part(first, 0), part(first, 1, 1) - 1, part(first, 2, 1)) / DAY, (last.length === 10 ? Date.UTC(part(last, 0), part(last, 1) - 1, part(last, 2)) : Date.UTC(Math.floor(months[1] / 12), (months[1] % 12) + 1, 0)) / DAY];
  const padded = (number, length) => String(number).padStart(length, "0");
  const each = ([from, to], stride, name) => Array.from({ length: Math.ceil((to - from + 1) / stride) }, (_, step) => ({ start: name(from + step * stride), end: name(from + (step + 1) * stride - 1) }));
  const few = ([from, to]) => to - from < MOST_STEPS;
  if (few(days) && dates.some((date) => date.length === 10)) return each(days, 1, (number) => new Date(number * DAY).toISOString().slice(0, 10));
  if (few(months) && dates.some((date) => date.length > 4)) return each(months, 1, (number) => `${padded(Math.floor(number / 12), 4)}-${padded((number % 12) + 1, 2)}`);
  const years = [part(first, 0), part(last, 0)];
  return each(years, Math.ceil((years[1] - years[0] + 1) / MOST_STEPS), (number) => padded(number, 4));
}

/** The places of the first and the last step that a date may lie in: a month has many days. */
function stepsOf(date, steps) {
  const within = steps.flatMap(({ start }, place) => (start.startsWith(date) ? [place] : []));
  if (within.length) return [within[0], within.at(-1)];
  const place = Math.max(0, steps.findLastIndex(({ start }) => start <= date));
  return [place, place];
}

/** Two sliders under a histogram of claims; nothing where all claims are of one time. */
function timeline() {
  const dates = [...new Set(data.claims.map(dateOf).filter((date) => /^\d{4}(-\d{2}){0,2}$/.test(date ?? "")))].sort();
  if (dates.length < 2) return null;
  const steps = calendar(dates);
  const last = steps.length - 1;
  const place = (field) => (state[field] ? stepsOf(state[field], steps)[field === "from" ? 0 : 1] : field === "from" ? 0 : last);
  const handle = (field, label) => {
    const range = el("input", { type: "range", min: 0, max: last, step: 1, "aria-label": label, data: { field }, on: { input: () => move(field, Number(range.value)) } });
    syncs.push(() => {
      range.value = String(place(field));
      range.setAttribute("aria-valuetext", inWords(state[field] ?? steps[Number(range.value)].start));
    });
    return range;
  };
  const move = (field, to) => {
    const other = field === "from" ? "to" : "from";
    const ends = { from: steps[to].start, to: steps[to].end };
    const crossed = state[other] && (field === "from" ? to > place("to") : to < place("from"));
    change({ [field]: to === (field === "from" ? 0 : last) ? null : ends[field], ...(crossed ? { [other]: ends[other] } : {}) });
  };
  const words = el("p", { class: "hint" });
  syncs.push(() => {
    const span = `${inWords(state.from ?? dates[0])} to ${inWords(state.to ?? dates.at(-1))}`;
    words.textContent = state.from || state.to ? `${span}; claims without a date are left out` : span;
  });
  return el("fieldset", { class: "time" }, el("legend", {}, "Time"), histogram(steps, place), handle("from", "From"), handle("to", "Until"), words);
}

/** How many claims hold at each step; one that may lie in several counts in each by its share. */
function histogram(steps, place) {
  const heights = new Array(steps.length).fill(0);
  const placesOf = once((date) => stepsOf(date, steps));
  for (const claim of data.claims) {
    const date = dateOf(claim);
    if (!date) continue;
    const [first, last] = placesOf(date);
    for (let step = first; step <= last; step += 1) heights[step] += 1 / (last - first + 1);
  }
  const top = Math.max(...heights);
  const width = 240 / steps.length;
  const bars = heights.map((height, step) => {
    const tall = height ? Math.max(1.5, (height / top) * 40) : 0;
    return svg("rect", { x: step * width + width * 0.08, y: 40 - tall, width: width * 0.84, height: tall, "data-step": steps[step].start });
  });
  syncs.push(() => bars.forEach((bar, step) => bar.classList.toggle("outside", step < place("from") || step > place("to"))));
  return svg("svg", { class: "histogram", viewBox: "0 0 240 40", preserveAspectRatio: "none", "aria-hidden": "true" }, ...bars);
}
