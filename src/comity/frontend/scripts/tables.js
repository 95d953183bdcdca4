// Tables that sort by a button in each heading, and show only the lines that hold some words.
const language = document.documentElement.lang || "en";
const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });

/** Make the tables of a part of the page sortable (`data-sortable`) and filterable (`data-filterable`). */
export function tables(part) {
  for (const table of part.querySelectorAll("table[data-sortable]:not([data-ready])")) sortable(table);
  for (const table of part.querySelectorAll("table[data-filterable]:not([data-ready])")) filterable(table);
  for (const table of part.querySelectorAll("table[data-sortable], table[data-filterable]")) table.dataset.ready = "";
}

function sortable(table) {
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    if (!heading.textContent.trim() || heading.hasAttribute("data-unsortable")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...heading.childNodes);
    heading.append(button);
    heading.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => sort(table, headings, column));
  });
}

function sort(table, headings, column) {
  const descending = headings[column].getAttribute("aria-sort") === "ascending";
  for (const heading of headings) if (heading.hasAttribute("aria-sort")) heading.setAttribute("aria-sort", "none");
  headings[column].setAttribute("aria-sort", descending ? "descending" : "ascending");
  const sign = descending ? -1 : 1;
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => [key(row.cells[column]), row]);
  rows.sort(([a], [b]) => sign * collator.compare(a, b));
  body.append(...rows.map(([, row]) => row));
}

function key(cell) {
  return cell ? (cell.dataset.sort ?? cell.textContent.trim()) : "";
}

function filterable(table) {
  const rows = [...table.tBodies[0].rows];
  if (rows.length < 2) return;
  const words = new Map(rows.map((row) => [row, folded(row.textContent)]));
  const { field, input, count } = filterField(table);
  (table.closest("div.wide") ?? table).before(field);
  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const wanted = folded(input.value).split(/\s+/u);
      for (const row of rows) row.hidden = !wanted.every((word) => words.get(row).includes(word));
      const shown = rows.filter((row) => !row.hidden).length;
      count.textContent = table.dataset.shown.replace("{shown}", shown).replace("{all}", rows.length);
    }, 150);
  });
}

function filterField(table) {
  const id = `filter-${[...document.querySelectorAll("table")].indexOf(table)}`;
  const field = document.createElement("div");
  field.className = "table-filter";
  const label = document.createElement("label");
  label.className = "govuk-label";
  label.htmlFor = id;
  label.textContent = table.dataset.filterable;
  const input = document.createElement("input");
  input.className = "govuk-input govuk-input--width-20";
  input.type = "search";
  input.id = id;
  const count = document.createElement("p");
  count.setAttribute("role", "status");
  field.append(label, input, count);
  return { field, input, count };
}

// Without capitals and accents, so that "cote" finds "Côte".
function folded(text) {
  return text.normalize("NFKD").replace(/\p{Diacritic}/gu, "").toLocaleLowerCase(language).trim();
}
