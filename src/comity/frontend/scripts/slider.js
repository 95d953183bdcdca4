// A day chosen by sliding over the days on which something changes, or by letting them go by.
// English days are written as the pages write them: 2 May 2024.
const spoken = document.documentElement.lang || "en";
const language = spoken === "en" ? "en-GB" : spoken;
const days = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
const PAUSE = 900;

/** Put a slider under each date field of `[data-slider]` that is told its days in `data-changes`. */
export function sliders(part) {
  for (const place of part.querySelectorAll("[data-slider]:not([data-ready])")) {
    place.dataset.ready = "";
    const changes = place.dataset.changes.split(" ").filter(Boolean);
    if (changes.length > 1) slider(place, place.querySelector("input[type=date]"), changes);
  }
}

function slider(place, field, changes) {
  const range = document.createElement("input");
  Object.assign(range, { type: "range", min: 0, max: changes.length - 1, step: 1, className: "slider__range" });
  range.setAttribute("aria-label", place.dataset.slide);
  const before = button("slider__step", "‹", place.dataset.before);
  const after = button("slider__step", "›", place.dataset.after);
  const play = button("govuk-button govuk-button--secondary slider__play", place.dataset.play);
  const shown = document.createElement("output");
  const track = document.createElement("div");
  track.className = "slider__track";
  track.append(before, range, after, play, shown);
  place.append(track);

  const show = () => {
    const at = Math.max(0, changes.findLastIndex((day) => day <= field.value));
    range.value = at;
    shown.textContent = field.value ? days.format(new Date(`${field.value}T00:00Z`)) : "";
    range.setAttribute("aria-valuetext", shown.textContent);
    before.disabled = at === 0 && field.value <= changes[0];
    after.disabled = at === changes.length - 1;
  };
  const move = (at) => {
    field.value = changes[Math.min(Math.max(at, 0), changes.length - 1)];
    show();
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  // From a day between two changes, back goes to the change before it.
  const back = () => move(Number(range.value) - (field.value > changes[range.value] ? 0 : 1));

  const pause = player(place, play, () => {
    if (Number(range.value) >= changes.length - 1) return false;
    move(Number(range.value) + 1);
    return true;
  });
  range.addEventListener("input", () => (pause(), move(Number(range.value))));
  range.addEventListener("change", (event) => event.stopPropagation());
  before.addEventListener("click", () => (pause(), back()));
  after.addEventListener("click", () => (pause(), move(Number(range.value) + 1)));
  field.addEventListener("input", pause);
  field.addEventListener("change", show);
  show();
}

// Steps on as long as there is a next step, each after the page has shown the one before; returns how to stop.
function player(place, play, step) {
  let waiting = null;
  let playing = false;
  const form = place.closest("form");
  const pause = () => {
    playing = false;
    clearTimeout(waiting);
    play.textContent = place.dataset.play;
  };
  const next = () => {
    if (!playing || document.hidden || !step()) pause();
  };
  play.addEventListener("click", () => {
    if (playing) return pause();
    playing = true;
    play.textContent = place.dataset.pause;
    next();
  });
  form?.addEventListener("htmx:afterRequest", () => {
    if (playing) waiting = setTimeout(next, PAUSE);
  });
  // Nothing plays for who asked for less motion; the steps remain. Without htmx there is nothing to play.
  play.hidden = matchMedia("(prefers-reduced-motion: reduce)").matches || !form?.hasAttribute("hx-get");
  return pause;
}

function button(className, text, label = "") {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className, textContent: text });
  if (label) made.setAttribute("aria-label", label);
  return made;
}
