"use strict";
// Texts of the content reach the page as text alone, through textContent: none becomes markup.
// The data is read once a view needs it: the first one does not.
let read;
const all = () => (read ??= JSON.parse(document.getElementById("data").textContent));
const data = {
  get files() { return all().files; },
  get people() { return all().people; },
  get sources() { return all().sources; },
  get rules() { return all().rules; },
  get texts() { return all().texts; },
  get words() { return all().words; },
};
const PER_STEP = 100;

function el(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== "" && child !== false));
  return element;
}

const count = (number, one, many) => (number === 1 ? `1 ${one}` : `${number} ${many}`);
const fileName = (file) => file.title.trim() || file.path;
const fileLink = (number) => el("a", { href: `#page-${number}` }, fileName(data.files[number]));
const personName = (number) => data.people[number].name;
const names = (numbers) => (numbers ?? []).map(personName).join(", ");
// What is between two backticks is code.
function prose(text) {
  const parts = text.split("`");
  return parts.length % 2 === 0 ? [text] : parts.map((part, nth) => (nth % 2 === 0 ? part : el("code", null, part)));
}
const badge = (kind, text) => el("span", { class: `badge ${kind}` }, text);
const compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;

// A list that sorts, filters and shows its rows step by step.
function list(container, { label, rows, columns, search, has, searchLabel, filters, order }) {
  let sorted = { column: order?.column ?? null, down: order?.down ?? false };
  let shown = PER_STEP;
  const status = el("p", { class: "muted", role: "status" });
  const body = el("tbody");
  const more = el("button", { class: "more", type: "button" }, `Show ${PER_STEP} more`);
  const input = search && el("input", { type: "search", autocomplete: "off" });
  const texts = search && new Map();
  const selects = (filters ?? []).map((filter) => {
    const values = new Map();
    for (const row of rows) for (const value of [filter.value(row)].flat()) values.set(value, (values.get(value) ?? 0) + 1);
    const options = [...values.keys()].filter((value) => value !== "").sort(compare);
    const select = el("select", null, el("option", { value: "" }, "all"),
      ...options.map((value) => el("option", { value }, `${value} (${values.get(value)})`)));
    if (filter.start && options.includes(filter.start)) select.value = filter.start;
    return { filter, select };
  });
  const heads = columns.map((column) => {
    const button = el("button", { type: "button" }, column.name);
    const head = el("th", { scope: "col", class: column.kind }, button);
    button.addEventListener("click", () => {
      sorted = { column, down: sorted.column === column ? !sorted.down : column.kind?.startsWith("num") };
      shown = PER_STEP;
      draw();
    });
    return { column, head };
  });

  function matches(row, words) {
    if (words.length === 0) return true;
    let text = texts.get(row);
    if (text === undefined) texts.set(row, (text = search(row).toLowerCase()));
    return words.every((word) => text.includes(word) || has?.(row, word));
  }

  function draw() {
    const words = (input?.value ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    let found = rows.filter((row) =>
      selects.every(({ filter, select }) => !select.value || [filter.value(row)].flat().includes(select.value)) && matches(row, words));
    if (sorted.column) {
      const { key } = sorted.column;
      const sign = sorted.down ? -1 : 1;
      found = found.map((row) => [key(row), row]).sort(([one], [other]) => {
        // What has no value comes last, whatever the direction.
        if (one === "" || other === "") return (one === "") - (other === "");
        return sign * (typeof one === "number" ? one - other : compare(one, other));
      }).map(([, row]) => row);
    }
    for (const { column, head } of heads) {
      if (column === sorted.column) head.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    body.replaceChildren(...found.slice(0, shown).map((row) =>
      el("tr", null, ...columns.map((column) => el("td", { class: column.kind }, ...[column.cell(row)].flat())))));
    status.textContent = found.length === rows.length
      ? `${rows.length} in all${found.length > shown ? `, the first ${shown} are shown` : ""}`
      : `${found.length} of ${rows.length}${found.length > shown ? `, the first ${shown} are shown` : ""}`;
    more.hidden = found.length <= shown;
  }

  const redraw = () => { shown = PER_STEP; draw(); };
  let timer;
  input?.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(redraw, 120); });
  selects.forEach(({ select }) => select.addEventListener("change", redraw));
  more.addEventListener("click", () => {
    const next = shown;
    shown += PER_STEP;
    draw();
    body.rows[next]?.querySelector("a")?.focus();
  });
  const controls = [
    input && el("label", null, searchLabel, input),
    ...selects.map(({ filter, select }) => el("label", null, filter.name, select)),
  ].filter(Boolean);
  draw();
  container.replaceChildren(
    ...(controls.length ? [el("div", { class: "filters", role: "search", "aria-label": `Filter: ${label}` }, ...controls)] : []),
    status,
    el("div", { class: "scroll", role: "region", "aria-label": `${label} (table)`, tabindex: "0" },
      el("table", null, el("thead", null, el("tr", null, ...heads.map(({ head }) => head))), body)),
    more);
}

let known;
const numbered = () => (known ??= data.files.map((file, number) => ({ ...file, number })));
const isListed = (file) => file.kind === "article" || file.counts.some(Boolean);
const column = (name, kind, key, cell) => ({ name, kind, key, cell: cell ?? ((row) => String(key(row))) });

// The words of all texts, and the files of each: how many and the distances between them, or 0 and a bit for every file.
let index;
function wordIndex() {
  if (index) return index;
  const binary = atob(data.words.places);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = binary.charCodeAt(at);
  const list = data.words.list.split(" ");
  const starts = new Uint32Array(list.length);
  const bits = Math.ceil(data.files.length / 8);
  let at = 0;
  list.forEach((_, nth) => {
    starts[nth] = at;
    if (bytes[at] === 0) {
      at += 1 + bits;
      return;
    }
    let count;
    for ([count, at] = number(bytes, at); count > 0; at += 1) if (bytes[at] < 0x80) count -= 1;
  });
  return (index = { bytes, list, starts });
}

// Seven bits a byte, the lowest first; all but the last have the eighth bit set. Also where the next number begins.
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7, at += 1) {
    value |= (bytes[at] & 0x7f) << shift;
    if (bytes[at] < 0x80) return [value, at + 1];
  }
}

// Which files have a word with this in it.
const having = new Map();
function filesWith(part) {
  let found = having.get(part);
  if (found) return found;
  found = new Uint8Array(data.files.length);
  having.set(part, found);
  const { bytes, list, starts } = wordIndex();
  list.forEach((word, nth) => {
    if (!word.includes(part)) return;
    if (bytes[starts[nth]] === 0) {
      for (let file = 0; file < found.length; file += 1) if ((bytes[starts[nth] + 1 + (file >> 3)] >> (file & 7)) & 1) found[file] = 1;
      return;
    }
    let [count, at] = number(bytes, starts[nth]);
    for (let file = 0, gap; count > 0; count -= 1) {
      [gap, at] = number(bytes, at);
      file += gap;
      found[file] = 1;
    }
  });
  return found;
}

// Words are letters and digits, and a stop or comma between two digits.
function hasWords(file, text) {
  const parts = text.match(/(?:\p{N}+(?:[.,]\p{N}+)+|[\p{Alphabetic}\p{N}])+/gu) ?? [];
  return parts.length > 0 && parts.every((part) => filesWith(part)[file] === 1);
}

const lists = {
  pages(container) {
    const rows = numbered().filter(isListed);
    const errors = column("Errors", "num", (row) => row.counts[0]);
    list(container, {
      label: "Pages", rows, order: { column: errors, down: true },
      searchLabel: data.words ? "Search titles, people and texts" : "Search titles, people and headings",
      has: data.words && ((row, words) => hasWords(row.number, words)),
      search: (row) => [row.title, row.path, row.topic ?? "", names(row.authors), names(row.reviewers), row.headings ?? ""].join("\n"),
      filters: [
        { name: "Kind", value: (row) => row.kind, start: "article" },
        { name: "Status", value: (row) => row.status ?? "" },
        { name: "Topic", value: (row) => row.topic ?? "" },
        { name: "Reviewer", value: (row) => (row.reviewers ?? []).map(personName) },
        { name: "Findings", value: (row) => ["errors", "warnings", "advice"].filter((_, nth) => row.counts[nth] > 0) },
        { name: "Rule", value: (row) => [...new Set((row.findings ?? []).filter((finding) => !finding.fate).map((finding) => data.rules[finding.rule].id))] },
      ],
      columns: [
        column("Page", null, fileName, (row) => [fileLink(row.number), " ", el("span", { class: "muted" }, row.path)]),
        column("Status", "wide", (row) => row.status ?? row.kind),
        column("Author", "roomy", (row) => names(row.authors)),
        column("Reviewer", "wide", (row) => names(row.reviewers)),
        column("Last review", "roomy", (row) => row.last ?? ""),
        column("Next review", null, (row) => row.due?.day ?? "", (row) => (row.due ? due(row.due) : "")),
        errors,
        column("Warnings", "num wide", (row) => row.counts[1]),
        column("Advice", "num roomy", (row) => row.counts[2]),
      ],
    });
  },
  calendar(container) {
    const day = column("Due", null, (row) => row.due.day, (row) => due(row.due));
    list(container, {
      label: "All reviews", rows: numbered().filter((row) => row.due), order: { column: day },
      filters: [
        { name: "When", value: (row) => row.due.status },
        { name: "Reviewer", value: (row) => (row.reviewers ?? []).map(personName) },
        { name: "Topic", value: (row) => row.topic ?? "" },
      ],
      columns: [
        day,
        column("Page", null, fileName, (row) => fileLink(row.number)),
        column("Reviewer", null, (row) => names(row.reviewers)),
        column("Topic", "wide", (row) => row.topic ?? ""),
        column("Last review", "wide", (row) => row.last ?? ""),
      ],
    });
  },
  sources(container) {
    list(container, {
      label: "Sources", rows: data.sources, searchLabel: "Search titles and publishers",
      search: (row) => [row.title, row.publisher, row.url].join("\n"),
      filters: [
        { name: "Findings", value: (row) => row.flags },
        { name: "Kind", value: (row) => row.kind },
        { name: "Tier", value: (row) => row.tier },
      ],
      columns: [
        column("Source", null, (row) => row.title, (row) => [row.title, " ", el("span", { class: "muted" }, row.publisher)]),
        column("Kind", "wide", (row) => row.kind),
        column("Published", "num wide", (row) => row.issued),
        column("Accessed", "num", (row) => row.accessed, (row) => row.accessed || (row.web ? "never" : "")),
        column("Cited by", "num wide", (row) => row.cited.length, (row) => (row.cited.length === 0 ? "0" : cited(row))),
        column("Findings", null, (row) => row.flags.join(", "), (row) => row.flags.flatMap((flag) => [badge("warning", flag), " "])),
      ],
    });
  },
  people(container) {
    const lacks = (row) => {
      if (!row.known) return ["a record"];
      return [!row.bio && "bio", !row.credentials && !row.team && "credentials", !row.disclosed && "disclosure", !row.active && "no longer active"].filter(Boolean);
    };
    list(container, {
      label: "People", rows: data.people, searchLabel: "Search names",
      search: (row) => [row.name, row.specialty].join("\n"),
      filters: [
        { name: "Role", value: (row) => row.roles.split(", ") },
        { name: "Lacks", value: lacks },
      ],
      columns: [
        column("Name", null, (row) => row.name, (row) => [row.name, " ", el("span", { class: "muted" }, row.specialty), about(row)]),
        column("Roles", "wide", (row) => row.roles),
        column("Credentials", "roomy", (row) => row.credentials),
        column("Licence verified", "roomy", (row) => row.verified),
        column("Lacks", null, (row) => lacks(row).join(", ")),
        column("Wrote", "num roomy", (row) => row.wrote),
        column("Reviews", "num wide", (row) => row.reviews),
        column("Overdue", "num", (row) => row.overdue),
        column("Due soon", "num wide", (row) => row.soon),
      ],
    });
  },
  graph(container) {
    const inbound = column("Pages that lead here", "num", (row) => row.inbound?.length ?? 0);
    list(container, {
      label: "Links of each page", rows: numbered().filter((row) => row.kind === "article"), order: { column: inbound, down: true },
      columns: [
        column("Page", null, fileName, (row) => fileLink(row.number)),
        inbound,
        column("Pages it leads to", "num", (row) => row.outbound?.length ?? 0),
      ],
    });
  },
};

function due({ day, days, status }) {
  const far = days < 0 ? count(-days, "day ago", "days ago") : days === 0 ? "today" : `in ${count(days, "day", "days")}`;
  return [day, " ", status === "later" ? el("span", { class: "muted" }, far) : badge(status === "overdue" ? "error" : "warning", far)];
}

// What somebody says of themselves.
function about(row) {
  if (!row.about && row.declared.length === 0) return null;
  return el("details", null, el("summary", null, "bio and disclosures"), row.about && el("p", null, row.about),
    row.declared.length > 0 && el("ul", null, ...row.declared.map((text) => el("li", null, text))));
}

function cited(row) {
  const details = el("details", null, el("summary", null, String(row.cited.length)));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(links(row.cited));
  });
  return details;
}

const links = (numbers) => el("ul", null, ...numbers.map((number) => el("li", null, fileLink(number))));

// The view of one file.
function page(number) {
  const file = data.files[number];
  const facts = [
    ["File", file.path],
    ["Kind", file.kind],
    ["Status", file.status],
    ["Topic", file.topic],
    ["Authors", names(file.authors)],
    ["Reviewers", names(file.reviewers)],
    ["Last review", file.last],
    ["Next review", file.due && due(file.due)],
  ].filter(([, value]) => value && value.length);
  const parts = [
    el("h1", { id: "page-heading", tabindex: "-1" }, fileName(file)),
    el("dl", { class: "facts" }, ...facts.flatMap(([name, value]) => [el("dt", null, name), el("dd", null, ...[value].flat())])),
    el("h2", null, "Findings"),
  ];
  const open = (file.findings ?? []).filter((finding) => !finding.fate);
  const accepted = (file.findings ?? []).filter((finding) => finding.fate);
  if (!open.length && !file.more) parts.push(el("p", null, "No finding is open."));
  parts.push(...open.map((item) => finding(item)));
  if (file.more) parts.push(el("p", { class: "note" }, `${count(file.more, "more finding has", "more findings have")} no room in this report. `, el("code", null, `medproof check ${file.path}`), " shows them all."));
  if (accepted.length) parts.push(el("details", null, el("summary", null, count(accepted.length, "finding is allowed or in the baseline", "findings are allowed or in the baseline")), ...accepted.map((item) => finding(item))));
  parts.push(...signed(file), ...reviews(file), ...causes(file));
  if (file.sources?.length) parts.push(el("h2", null, "Sources"), sources(file.sources));
  if (file.kind === "article" || file.inbound?.length || file.outbound?.length) {
    parts.push(el("h2", null, "What links here"), file.inbound?.length ? links(file.inbound) : el("p", null, "No page leads here."));
    parts.push(el("h2", null, "Where it leads"), file.outbound?.length ? links(file.outbound) : el("p", null, "It leads to no other page."));
  }
  return parts;
}

function finding(item) {
  const rule = data.rules[item.rule];
  const fate = item.fate && (item.fate === "known" ? "in the baseline" : "allowed");
  const { excerpt, fix } = item;
  return el("article", { class: "finding" },
    el("h3", null, badge(item.severity, item.severity), " ", ...prose(data.texts[item.message])),
    el("p", { class: "muted" }, `Line ${item.line}, `, el("a", { href: rule.url, rel: "noreferrer" }, rule.id), item.new ? ", new" : "", fate ? `, ${fate}` : "", item.reason ? `: ${item.reason}` : ""),
    excerpt && el("pre", null, excerpt.before, el("mark", null, excerpt.mark), excerpt.after),
    item.help !== undefined && el("p", null, ...prose(data.texts[item.help])),
    item.labels && el("ul", null, ...item.labels.map((label) => el("li", null, label.path ? `${label.path}, ` : "", `line ${label.line}: `, ...prose(label.text)))),
    fix && el("div", null,
      el("p", null, fix.safe ? "Fix: " : "Suggestion, for a person to look at: ", ...prose(fix.title)),
      ...fix.lines.map((change) => el("div", null,
        el("p", { class: "muted" }, change.path ? `${change.path}, ` : "", `line ${change.line}`),
        el("pre", { class: "diff" }, change.old && el("del", null, change.old), change.new && el("ins", null, change.new))))));
}

function signed(file) {
  if (!file.signed) return [];
  const { valid, by, changes, why } = file.signed;
  const parts = [el("h2", null, "Signature"), el("p", null, valid ? badge("good", "valid") : badge("error", "the text was changed"), ` Signed by ${by}.`)];
  if (why) parts.push(el("p", { class: "muted" }, `The changes cannot be shown: ${why}.`));
  for (const [name, words] of changes ?? []) {
    const pieces = words.map(([what, text]) => (what === "kept" ? text : el(what === "gone" ? "del" : "ins", null, text)));
    parts.push(el("h3", null, name), el("p", null, ...pieces.flatMap((piece) => [piece, " "])));
  }
  return parts;
}

function reviews(file) {
  if (!file.reviews?.length) return [];
  const row = (review) => el("tr", null, ...[
    review.date,
    review.reviewer === undefined ? "" : personName(review.reviewer),
    review.kind,
    review.outcome,
    review.whole ? "the whole text" : "part of the text",
    review.signs ? "yes" : "no",
  ].map((text) => el("td", null, text)));
  const heads = ["Day", "Reviewer", "Kind", "Outcome", "Of", "Names the text"];
  return [el("h2", null, "Reviews"), el("div", { class: "scroll", role: "region", "aria-label": "Reviews (table)", tabindex: "0" },
    el("table", null, el("thead", null, el("tr", null, ...heads.map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", null, ...file.reviews.map(row))))];
}

function causes(file) {
  if (!file.causes?.length) return [];
  return [el("h2", null, "Causes"), el("ul", null, ...file.causes.map((cause) => el("li", null,
    cause.file === undefined ? cause.name : el("a", { href: `#page-${cause.file}` }, cause.name),
    cause.sources.length ? sources(cause.sources) : el("span", { class: "muted" }, ", cites nothing"))))];
}

const sources = (numbers) => el("ul", null, ...numbers.map((number) => {
  const source = data.sources[number];
  const about = [source.publisher, source.issued, source.accessed && `accessed ${source.accessed}`].filter(Boolean).join(", ");
  return el("li", null,
    source.url ? el("a", { href: source.url, rel: "noreferrer" }, source.title) : source.title,
    about ? ` ${about} ` : " ",
    ...source.flags.flatMap((flag) => [badge("warning", flag), " "]));
}));

// Views by address: #pages, #page-12.
const sections = [...document.querySelectorAll("main > section")];
const filled = new Set();
const title = document.title;

function show(focus) {
  const hash = decodeURIComponent(location.hash.slice(1));
  if (hash === "main") return;
  const number = /^page-(\d+)$/.exec(hash)?.[1];
  const isPage = number !== undefined && data.files[number] !== undefined;
  const id = isPage ? "page" : sections.some((section) => section.id === hash && hash !== "page") ? hash : "today";
  for (const section of sections) section.hidden = section.id !== id;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.getAttribute("href") === `#${id}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const section = document.getElementById(id);
  if (isPage) section.replaceChildren(...page(Number(number)));
  const container = section.querySelector("[data-list]");
  if (container && !filled.has(id)) {
    filled.add(id);
    lists[container.dataset.list](container);
  }
  document.documentElement.classList.add("ready");
  const heading = section.querySelector("h1");
  document.title = `${heading.textContent} · ${title}`;
  if (focus) {
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

addEventListener("hashchange", () => show(true));
document.querySelector(".graph")?.addEventListener("click", (event) => {
  const file = event.target.closest("[data-file]")?.dataset.file;
  if (file !== undefined) location.hash = `page-${file}`;
});
show(false);
