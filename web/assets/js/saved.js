// The list that a visitor saves: numbers of offers in this browser's own storage, sent to nobody but when the list itself is asked for.
// What a button says stays; whether it is pressed changes, and is spoken. A browser that keeps nothing says so at once.
const MOST = 100;
const link = document.querySelector("[data-saved]");
const key = link && `krets.saved.${link.dataset.saved}`;
let status = document.getElementById("status");

/** What the browser keeps; null where it keeps nothing at all. */
export function saved() {
  try {
    return (window.localStorage.getItem(key) ?? "").split(",").filter((one) => /^\d{1,10}$/.test(one)).slice(0, MOST);
  } catch {
    return null;
  }
}

function keep(ids) {
  try {
    window.localStorage.setItem(key, ids.join());
    return true;
  } catch {
    return false;
  }
}

/** Speaks, and shows what must be seen too. */
export function say(words, { seen = false } = {}) {
  status.classList.toggle("ds-sr-only", !seen);
  status.classList.toggle("said", seen);
  status.textContent = "";
  window.setTimeout(() => {
    status.textContent = words;
  }, 50); // emptied first, or the same words would not be spoken twice
}

/** Every button and the number of the list as the browser has them. */
export function showSaved(within = document) {
  if (!link) return;
  const ids = saved() ?? [];
  for (const button of within.querySelectorAll("[data-save]")) {
    button.hidden = false;
    button.setAttribute("aria-pressed", String(ids.includes(button.dataset.save)));
  }
  link.querySelector("[data-saved-count]").textContent = ids.length ? ` (${ids.length})` : "";
}

function toggle(button) {
  const ids = saved();
  const { full, off, on, refused } = link.dataset;
  const had = ids?.includes(button.dataset.save);
  if (ids && !had && ids.length >= MOST) return say(full, { seen: true });
  if (!ids || !keep(had ? ids.filter((one) => one !== button.dataset.save) : [...ids, button.dataset.save])) return say(refused, { seen: true });
  showSaved();
  say(had ? off : on);
  return document.dispatchEvent(new Event("krets:saved"));
}

/** The page of the list, where it is this browser's own: asked for by its numbers, and again when they change. */
function showOwnList(htmx) {
  const list = document.querySelector("[data-own-list]");
  if (!list) return;
  const { ownList } = list.dataset;
  const mark = ownList.includes("?") ? "&" : "?";
  const ask = () => {
    const ids = saved() ?? [];
    const address = ids.length ? `${ownList}${mark}ids=${ids.join()}` : ownList;
    return htmx.ajax("GET", address, { target: "#lista", select: "#lista", swap: "outerHTML" });
  };
  if ((saved() ?? []).length) ask();
  document.addEventListener("krets:saved", () => ask().then(() => document.querySelector("#lista h1")?.focus()));
}

/** Starts once for the page; `htmx` fetches the list. */
export function startSaving(htmx) {
  if (!link) return;
  if (!status) {
    status = Object.assign(document.createElement("p"), { id: "status", className: "ds-sr-only" });
    status.setAttribute("role", "status");
    document.body.append(status);
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-save]");
    if (button) toggle(button);
  });
  window.addEventListener("storage", (event) => event.key === key && showSaved());
  showSaved();
  showOwnList(htmx);
}
