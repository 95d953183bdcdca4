// Files chosen for upload: their names and sizes, and the limits before anything is sent.
const language = document.documentElement.lang || "en";
const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"];

/** Watch the file fields of a part of the page that say how much they take (`data-most-bytes`). */
export function uploads(part) {
  for (const input of part.querySelectorAll("input[type=file][data-most-bytes]:not([data-ready])")) {
    input.dataset.ready = "";
    watch(input);
  }
}

// The button is spoken as it is seen: its field's label, then its own words and nothing hidden among them.
function named(button) {
  const [label, comma, own] = button.getAttribute("aria-labelledby").split(" ");
  document.getElementById(comma).replaceWith(" ");
  button.setAttribute("aria-labelledby", `${label} ${own}`);
}

function watch(input) {
  const button = input.parentElement.querySelector(".govuk-file-upload-button");
  if (button) named(button);
  const told = document.getElementById(input.dataset.chosen);
  const tell = () => {
    const files = [...input.files];
    const list = document.createElement("ul");
    list.className = "govuk-list chosen__files";
    list.append(...files.map((file) => item(`${file.name} (${size(file.size)})`)));
    told.replaceChildren(list, ...wrongs(input, files).map(error));
  };
  input.addEventListener("change", tell);
  input.form.addEventListener("submit", (event) => {
    if (!wrongs(input, [...input.files]).length) return;
    event.preventDefault();
    tell();
    document.querySelector(`label[for="${CSS.escape(input.id)}"]`)?.scrollIntoView();
  });
  // The browser keeps the choice when one comes back to the page.
  if (input.files.length) tell();
}

function wrongs(input, files) {
  const { mostBytes, mostFiles, tooLarge, tooMany, empty } = input.dataset;
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  return [
    files.length > Number(mostFiles) && tooMany,
    Number(mostBytes) > 0 && bytes > Number(mostBytes) && tooLarge,
    files.some((file) => file.size === 0) && empty,
  ].filter(Boolean);
}

function size(bytes) {
  const power = Math.min(Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1000)), UNITS.length - 1);
  const options = { style: "unit", unit: UNITS[power], maximumFractionDigits: 1 };
  return new Intl.NumberFormat(language, options).format(bytes / 1000 ** power);
}

function item(text) {
  const made = document.createElement("li");
  made.textContent = text;
  return made;
}

function error(sentence) {
  const made = document.createElement("p");
  made.className = "govuk-error-message";
  made.textContent = sentence;
  return made;
}
