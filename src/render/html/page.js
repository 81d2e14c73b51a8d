"use strict";
// Draws the records that stand in this page. Text is only ever set as text: no string becomes markup.
const data = JSON.parse(document.getElementById("data").textContent);
const POLARITIES = ["To improve", "Mixed", "Strength", "Neutral"];
const TONES = { outstanding: "good", good: "good", "typically-positive": "good", "requires-improvement": "middling",
  adequate: "middling", inconsistent: "middling", inadequate: "bad", "systemic-failings": "bad",
  "listed again": "bad", "still criticised": "bad", mixed: "middling", "now praised": "good" };
const LEVELS = { outstanding: 4, good: 3, "typically-positive": 3, "requires-improvement": 2, adequate: 2, inconsistent: 2,
  inadequate: 1, "systemic-failings": 1 };
const PER_PAGE = 50;
const SVG = "http://www.w3.org/2000/svg";
const byId = (id) => document.getElementById(id);
const bodyOf = (id) => document.querySelector(`#${id} .body`);
const number = new Intl.NumberFormat("en-GB");

function make(tag, attributes, children, space) {
  const node = space ? document.createElementNS(space, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
  }
  for (const child of [children ?? []].flat(9)) node.append(child);
  return node;
}
const el = (tag, attributes, ...children) => make(tag, attributes, children);
const svg = (tag, attributes, ...children) => make(tag, attributes, children, SVG);

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
function day(iso) {
  if (!iso) return "date not stated";
  const [year, month, date] = iso.split("-");
  return [date && String(+date), month && MONTHS[month - 1], year].filter(Boolean).join(" ");
}
const year = (doc) => (doc.date ? doc.date.slice(0, 4) : "no date");
const typeOf = (doc) => data.types[doc.type] || doc.type;
const nameOf = (doc) => doc.authority || "authority not stated";
const toned = (key, words) => el("span", { class: `grade ${TONES[key] || "plain"}` }, words);

function pageLink(doc, page) {
  const words = doc.paged ? `page ${page}` : "document";
  const label = `${words} of ${doc.path}`;
  if (!doc.href) return el("span", { title: doc.path }, words);
  return el("a", { href: doc.paged ? `${doc.href}#page=${page}` : doc.href, title: label, "aria-label": label }, words);
}

// Filters.
const all = { authority: "", type: "", theme: "", polarity: "", words: "" };
let wanted = { ...all };
function options(id, first, pairs) {
  byId(id).replaceChildren(el("option", { value: "" }, first), ...pairs.map(([value, words]) => el("option", { value }, words)));
}
const sortedPairs = (pairs) => pairs.sort((a, b) => String(a[1]).localeCompare(String(b[1]), "en-GB"));
const authorities = [...new Set(data.documents.map((doc) => doc.authority).filter(Boolean))];
options("authority", `All ${authorities.length}`, sortedPairs(authorities.map((name) => [name, name])));
options("type", "All", sortedPairs(Object.entries(data.types)));
options("theme", "All", sortedPairs(data.themes.map(([, title], at) => [String(at), title])));
options("polarity", "All but neutral", [...POLARITIES.map((words, at) => [String(at), words]), ["any", "All"]]);

const takesDocument = (doc) => (!wanted.authority || doc.authority === wanted.authority) && (!wanted.type || doc.type === wanted.type);
const takesThemes = (themes) => wanted.theme === "" || themes.includes(Number(wanted.theme));
const takesPolarity = (polarity) =>
  wanted.polarity === "any" || (wanted.polarity === "" ? polarity !== 3 : polarity === Number(wanted.polarity));
const searched = () => wanted.words.toLowerCase().split(/\s+/).filter(Boolean);
const holds = (text, words) => {
  if (!words.length) return true;
  const lower = text.toLowerCase();
  return words.every((word) => lower.includes(word));
};

function marked(text, words) {
  if (!words.length) return [text];
  const lower = text.toLowerCase();
  // A letter whose lower case is longer would shift every place after it.
  if (lower.length !== text.length) return [text];
  const parts = [];
  let from = 0;
  while (from < text.length) {
    let at = -1, length = 0;
    for (const word of words) {
      const place = lower.indexOf(word, from);
      if (place >= 0 && (at < 0 || place < at || (place === at && word.length > length))) [at, length] = [place, word.length];
    }
    if (at < 0) break;
    parts.push(text.slice(from, at), el("mark", {}, text.slice(at, at + length)));
    from = at + length;
  }
  return [...parts, text.slice(from)];
}

// Lists are drawn a page at a time, so that a page with a thousand documents stays quick.
function paged(section, items, draw, empty) {
  let page = 0;
  const pages = Math.max(1, Math.ceil(items.length / PER_PAGE));
  const show = (focus) => {
    const slice = items.slice(page * PER_PAGE, (page + 1) * PER_PAGE);
    const turn = (words, by, off) => {
      const button = el("button", { type: "button", disabled: off ? "" : null }, words);
      button.addEventListener("click", () => { page += by; show(true); });
      return button;
    };
    const status = el("span", { role: "status", tabindex: "-1" }, items.length
      ? `${number.format(page * PER_PAGE + 1)} to ${number.format(page * PER_PAGE + slice.length)} of ${number.format(items.length)}` : empty);
    const pager = el("div", { class: "pager" }, pages > 1 ? [turn("Earlier", -1, page === 0)] : [], status, pages > 1 ? [turn("Next", 1, page === pages - 1)] : []);
    bodyOf(section).replaceChildren(pager, ...(items.length ? [draw(slice)] : []));
    if (focus) status.focus();
  };
  show(false);
}

function table(caption, heads, rows) {
  return el("table", {}, el("caption", {}, caption),
    el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", {}, rows.map((row) => el("tr", {}, row.map((cell, at) => (at ? el("td", {}, cell) : el("th", { scope: "row" }, cell)))))));
}

// Judgements.
const judgementsNow = (doc) => doc.judgements.filter((judgement) => judgement[4] === null);
const byDate = (a, b) => (a.date || "").localeCompare(b.date || "");

function drawJudgements(docs) {
  const graded = docs.filter((doc) => judgementsNow(doc).length).sort(byDate);
  const body = bodyOf("judgements");
  if (!graded.length) return body.replaceChildren(el("p", { class: "note" }, "No judgement among these documents."));
  if (wanted.authority || new Set(graded.map((doc) => doc.authority)).size === 1) return body.replaceChildren(timeline(graded), gradesOf(graded));
  body.replaceChildren(years(graded), el("p", { class: "note" }, "Choose one authority to see its judgements one by one."), latest(graded));
}

function areasOf(docs) {
  const titles = new Map();
  for (const doc of docs) for (const [area, title] of judgementsNow(doc)) titles.set(area, title);
  const order = data.areas;
  return [...titles].sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]));
}

function gradesOf(docs) {
  const rows = areasOf(docs).map(([area, title]) => [title, ...docs.map((doc) => {
    const found = judgementsNow(doc).find((judgement) => judgement[0] === area);
    return found ? [toned(found[2], found[3]), " ", pageLink(doc, found[5])] : el("span", { class: "faint" }, "not judged");
  })]);
  const box = el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Judgements by inspection" });
  box.append(table("Judgements by inspection", ["Judgement", ...docs.map((doc) => [day(doc.date), el("br"), el("span", { class: "faint" }, typeOf(doc))])], rows));
  return box;
}

function timeline(docs) {
  const areas = areasOf(docs);
  const left = 250, right = 90, row = 34, width = 900, height = areas.length * row + 40;
  const at = (doc, index) => left + (docs.length === 1 ? 0 : (index * (width - left - right)) / (docs.length - 1));
  const title = `Judgements of ${nameOf(docs[0])} over time`;
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": `${title}; the table below tells the same` }, svg("title", {}, title));
  docs.forEach((doc, index) => drawing.append(svg("text", { x: at(doc, index), y: height - 10, "text-anchor": "middle", class: "faint" }, day(doc.date).replace(/^\d+ /, ""))));
  areas.forEach(([area, words], line) => {
    const y = line * row + 22;
    drawing.append(svg("text", { x: 0, y: y + 4 }, words));
    const points = docs.map((doc, index) => [doc, index, judgementsNow(doc).find((judgement) => judgement[0] === area)]).filter((point) => point[2]);
    if (points.length > 1) {
      drawing.append(svg("line", { class: "track", x1: at(...points[0]), x2: at(...points[points.length - 1]), y1: y, y2: y }));
    }
    for (const [doc, index, judgement] of points) {
      const short = { "requires-improvement": "RI", outstanding: "O", good: "G", adequate: "A", inadequate: "I", "typically-positive": "TP", inconsistent: "In", "systemic-failings": "SF" }[judgement[2]];
      drawing.append(svg("g", {}, svg("title", {}, `${words}, ${day(doc.date)}: ${judgement[3]}`),
        svg("circle", { class: `point ${TONES[judgement[2]]}`, cx: at(doc, index), cy: y, r: 13 }),
        svg("text", { class: "on", x: at(doc, index), y: y + 4.5, "text-anchor": "middle" }, short)));
    }
  });
  return drawing;
}

function years(docs) {
  // Grades and the outcomes of area SEND inspections are two scales: one chart holds one of them.
  const told = docs.some((doc) => judgementsNow(doc).some(([area]) => area === "overall")) ? "overall" : "area-send";
  const counts = new Map();
  const grades = new Map();
  for (const doc of docs) {
    const overall = judgementsNow(doc).find(([area]) => area === told);
    if (!overall) continue;
    grades.set(overall[2], overall[3]);
    const of = counts.get(year(doc)) || new Map();
    counts.set(year(doc), of.set(overall[2], (of.get(overall[2]) || 0) + 1));
  }
  if (!counts.size) return el("p", { class: "note" }, "No overall judgement among these documents.");
  const order = [...grades.keys()].sort((a, b) => LEVELS[b] - LEVELS[a]);
  const columns = [...counts.keys()].sort();
  const most = Math.max(...[...counts.values()].map((of) => [...of.values()].reduce((a, b) => a + b, 0)));
  const width = 900, height = 240, room = (width - 20) / columns.length, scale = (height - 50) / most;
  const title = "Overall judgements by year of inspection";
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": `${title}; the table below tells the same` }, svg("title", {}, title));
  columns.forEach((column, index) => {
    let y = height - 28;
    const x = 10 + index * room;
    for (const grade of [...order].reverse()) {
      const count = counts.get(column).get(grade) || 0;
      if (!count) continue;
      const size = count * scale;
      y -= size;
      const tone = grade === "outstanding" ? "best" : TONES[grade];
      drawing.append(svg("g", {}, svg("title", {}, `${column}: ${count} ${grades.get(grade)}`),
        svg("rect", { class: tone, x: x + 3, y, width: Math.max(2, room - 6), height: Math.max(1, size - 1) }),
        size > 15 && room > 22 ? svg("text", { class: "on", x: x + room / 2, y: y + size / 2 + 4, "text-anchor": "middle" }, String(count)) : []));
    }
    drawing.append(svg("text", { class: "faint", x: x + room / 2, y: height - 10, "text-anchor": "middle" }, room > 34 ? column : column.slice(2)));
  });
  const legend = el("p", { class: "legend" }, order.map((grade) => [el("span", { class: `swatch ${grade === "outstanding" ? "best" : TONES[grade]}`, "aria-hidden": "true" }), ` ${grades.get(grade)}  `]));
  const rows = columns.map((column) => [column, ...order.map((grade) => String(counts.get(column).get(grade) || 0))]);
  return el("div", {}, el("h3", {}, title), legend, drawing, el("details", {}, el("summary", {}, "The same as a table"), table(title, ["Year", ...order.map((grade) => grades.get(grade))], rows)));
}

function latest(docs) {
  const newest = new Map();
  for (const doc of docs) if (doc.authority && judgementsNow(doc).some(([area]) => area === "overall" || area === "leaders")) newest.set(doc.authority, doc);
  const rows = [...newest.values()].sort((a, b) => nameOf(a).localeCompare(nameOf(b), "en-GB")).map((doc) => [nameOf(doc), day(doc.date),
    judgementsNow(doc).map(([, title, grade, words]) => el("div", {}, `${title}: `, toned(grade, words)))]);
  return el("details", {}, el("summary", {}, `Latest graded inspection of ${rows.length} authorities`), table("Latest graded inspection", ["Authority", "Inspected", "Judgements"], rows));
}

// Themes.
function drawThemes(docs) {
  const single = new Set(docs.map((doc) => doc.authority)).size === 1 && docs.length <= 30;
  const columns = single ? [...docs].sort(byDate) : [...new Set(docs.map(year))].sort();
  const place = new Map(columns.map((column, at) => [column, at]));
  const counts = data.themes.map(() => columns.map(() => [0, 0]));
  for (const doc of docs) {
    const at = place.get(single ? doc : year(doc));
    for (const [, polarity, themes] of doc.findings) {
      if (polarity === 3) continue;
      for (const theme of themes) {
        counts[theme][at][1] += 1;
        if (polarity !== 2) counts[theme][at][0] += 1;
      }
    }
  }
  const rows = data.themes.map(([, title], theme) => ({ title, theme, cells: counts[theme] }))
    .filter((row) => takesThemes([row.theme]) && row.cells.some(([, of]) => of))
    .sort((a, b) => b.cells.reduce((sum, [worse]) => sum + worse, 0) - a.cells.reduce((sum, [worse]) => sum + worse, 0));
  if (!rows.length) return bodyOf("themes").replaceChildren(el("p", { class: "note" }, "No sentence here tells of a theme."));
  const head = (column) => (single ? [day(column.date), el("br"), el("span", { class: "faint" }, typeOf(column))] : column);
  const cell = ([worse, of]) => {
    if (!of) return el("td", { class: "number faint" }, "–");
    const share = worse / of;
    return el("td", { class: "number", style: `background: rgba(var(--heat), ${(share * 0.42).toFixed(2)})`, title: `${worse} of ${of} sentences: ${Math.round(share * 100)}%` }, columns.length > 8 ? `${Math.round(share * 100)}%` : `${worse} / ${of}`);
  };
  bodyOf("themes").replaceChildren(el("table", {}, el("caption", {}, single ? "By inspection" : "By year of inspection"),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Theme"), columns.map((column) => el("th", { scope: "col", class: "number" }, head(column))))),
    el("tbody", {}, rows.map((row) => el("tr", {}, el("th", { scope: "row" }, row.title), row.cells.map(cell))))));
}

// Areas to improve.
const fates = new Map(data.followed.map(([doc, place, later]) => [`${doc} ${place}`, later]));
const themeWords = (themes) => themes.map((theme) => data.themes[theme][1]).join(", ");

function drawAreas(docs) {
  const words = searched();
  const items = [...docs].sort((a, b) => byDate(b, a)).flatMap((doc) => doc.areas.map((area, place) => ({ doc, area, place })))
    .filter(({ area }) => takesThemes(area[2]) && holds(area[0], words));
  const draw = (slice) => el("ol", { class: "list" }, slice.map(({ doc, area: [text, priority, themes, page], place }) => {
    const later = fates.get(`${data.documents.indexOf(doc)} ${place}`) || [];
    return el("li", {}, el("p", {}, priority ? [toned("inadequate", "Priority action"), " "] : [], marked(text, words)),
      el("div", { class: "about" }, el("strong", {}, nameOf(doc)), el("span", {}, day(doc.date)), el("span", {}, typeOf(doc)), el("span", {}, themeWords(themes)), pageLink(doc, page)),
      later.length ? el("ul", { class: "later" }, later.map(([to, fate, shown]) => el("li", {}, `${day(data.documents[to].date)}, ${typeOf(data.documents[to])}: `, toned(fate, fate),
        shown ? [" ", shown[0], " ", pageLink(data.documents[to], shown[1])] : []))) : []);
  }));
  paged("areas", items, draw, "No listed area fits the filters.");
}

// Findings.
function drawFindings(docs) {
  const words = searched();
  const items = [];
  for (const doc of [...docs].sort((a, b) => byDate(b, a))) {
    for (const finding of doc.findings) {
      if (takesPolarity(finding[1]) && takesThemes(finding[2]) && holds(finding[0], words)) items.push([doc, finding]);
    }
  }
  const tones = ["still criticised", "mixed", "now praised", ""];
  const draw = (slice) => el("ol", { class: "list" }, slice.map(([doc, [text, polarity, themes, page]]) => el("li", {}, el("p", {}, marked(text, words)),
    el("div", { class: "about" }, toned(tones[polarity], POLARITIES[polarity]), el("strong", {}, nameOf(doc)), el("span", {}, day(doc.date)), el("span", {}, themeWords(themes)), pageLink(doc, page)))));
  paged("findings", items, draw, "No sentence fits the filters.");
  return items.length;
}

function drawDocuments(docs) {
  const rows = [...docs].sort((a, b) => nameOf(a).localeCompare(nameOf(b), "en-GB") || byDate(a, b));
  const draw = (slice) => table("Documents read", ["Authority", "Inspected or dated", "Kind", "Led by", "File", "Warnings"], slice.map((doc) => [nameOf(doc), day(doc.date), typeOf(doc), doc.lead || "",
    doc.href ? el("a", { href: doc.href }, doc.path) : doc.path, doc.warnings.map((warning) => el("div", {}, warning))]));
  paged("documents", rows, draw, "No document fits the filters.");
}

function draw() {
  const docs = data.documents.filter(takesDocument);
  const sum = (count) => docs.reduce((total, doc) => total + count(doc), 0);
  drawJudgements(docs);
  drawThemes(docs);
  drawAreas(docs);
  const shown = drawFindings(docs);
  drawDocuments(docs);
  const totals = [["documents", docs.length], ["authorities", new Set(docs.map((doc) => doc.authority).filter(Boolean)).size],
    ["judgements", sum((doc) => doc.judgements.length)], ["areas to improve", sum((doc) => doc.areas.length)],
    ["priority actions", sum((doc) => doc.areas.filter((area) => area[1]).length)], ["sentences", sum((doc) => doc.findings.length)], ["findings shown", shown]];
  const singular = { documents: "document", authorities: "authority", judgements: "judgement", "areas to improve": "area to improve",
    "priority actions": "priority action", sentences: "sentence", "findings shown": "finding shown" };
  byId("totals").replaceChildren(...totals.map(([words, count]) => el("div", {}, el("dt", {}, count === 1 ? singular[words] || words : words), el("dd", { "data-total": words }, number.format(count)))));
}

const form = byId("filters");
let timer = 0;
form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    for (const name of Object.keys(all)) wanted[name] = byId(name).value;
    draw();
  }, 120);
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => { wanted = { ...all }; setTimeout(draw); });
for (const name of Object.keys(all)) wanted[name] = byId(name).value;
draw();
document.body.dataset.drawn = "yes";
