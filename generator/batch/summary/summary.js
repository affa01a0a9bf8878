"use strict";

const collator = new Intl.Collator("zh-Hans-CN", { numeric: true });

/** Sorts the rows of a table by a column; what has no value stands last both ways. */
function sort(table, heading) {
  const at = heading.cellIndex;
  const down = heading.getAttribute("aria-sort") === "ascending";
  const numeric = heading.hasAttribute("data-numeric");
  const body = table.tBodies[0];
  const keyed = Array.from(body.rows, (row) => {
    const cell = row.cells[at];
    const text = "value" in cell.dataset ? cell.dataset.value : cell.textContent.trim();
    return { row, key: text === "" ? null : numeric ? Number(text) : text };
  });
  keyed.sort((one, other) => {
    if (one.key === null || other.key === null) return (one.key === null) - (other.key === null);
    const order = numeric ? one.key - other.key : collator.compare(one.key, other.key);
    return down ? -order : order;
  });
  for (const each of table.tHead.rows[0].cells) each.setAttribute("aria-sort", "none");
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  body.append(...keyed.map((each) => each.row));
}

/** Shows the first rows that hold every word asked for: thousands at once would make sorting slow. Returns how many hold them. */
function show(table, words, most) {
  let found = 0;
  for (const row of table.tBodies[0].rows) {
    row.searched ??= row.textContent.toLowerCase();
    const holds = words.every((word) => row.searched.includes(word));
    row.hidden = !holds || found >= most;
    found += holds;
  }
  return found;
}

/** Makes a table sort, and where it has a search field beside it, search. */
function enliven(table) {
  const section = table.closest("section");
  const [field, said, more] = ["input", "output", "button.more"].map((kind) => section.querySelector(kind));
  let most = more ? 100 : Infinity;
  const refresh = () => {
    const words = field ? field.value.toLowerCase().split(/\s+/).filter(Boolean) : [];
    const found = show(table, words, most);
    if (said) said.textContent = words.length ? `找到 ${found} 个` : "";
    if (more) more.hidden = found <= most;
    if (more) more.textContent = `只列出了前 ${most} 个，全部列出`;
  };
  const whole = () => {
    most = Infinity;
    refresh();
  };
  table.tHead.addEventListener("click", (event) => {
    const heading = event.target.closest("th");
    if (heading) sort(table, heading);
    refresh();
  });
  field?.addEventListener("input", refresh);
  more?.addEventListener("click", whole);
  window.addEventListener("beforeprint", whole);
  refresh();
}

for (const table of document.querySelectorAll("table.sortable")) enliven(table);

/** What is folded up prints unfolded. */
let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const each of opened) each.open = true;
});
window.addEventListener("afterprint", () => {
  for (const each of opened) each.open = false;
});
