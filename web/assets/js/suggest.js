// Suggestions as you type, by the combobox pattern of the ARIA authoring practices (list autocomplete with manual selection).
// The field is an ordinary one without this file, and stays one when the suggestions are away. Nothing is kept beyond the page.
const LEAST_CHARACTERS = 2;
const MOST_CHARACTERS = 60; // more is no beginning of anything
const MOST_SHOWN = 6; // what a phone shows beside its keyboard
const WAIT_MS = 150;
const MOST_KEPT = 50;

const kept = new Map();
let pointing = false; // a press of the pointer moves the focus before it clicks: the list must not jump away under the finger

document.addEventListener("pointerdown", () => (pointing = true), true);
document.addEventListener("click", (event) => {
  pointing = false;
  for (const field of document.querySelectorAll("[data-suggest][aria-expanded=true]")) {
    if (!field.parentElement.contains(event.target)) field.dispatchEvent(new Event("suggest:close"));
  }
});

async function suggestionsFor(address, signal) {
  if (!kept.has(address)) {
    const answer = await fetch(address, { signal, headers: { Accept: "application/json" } });
    if (!answer.ok) return [];
    const { suggestions } = await answer.json();
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(address, suggestions.slice(0, MOST_SHOWN));
  }
  return kept.get(address);
}

/** An element with attributes and children. */
function made(name, attributes, ...children) {
  const one = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
  one.append(...children);
  return one;
}

/** One option: the words, how many offers they lead to, and what that number counts for a screen reader. */
function optionOf({ words, count, url }, index, hits) {
  const counted = made("span", { class: "count" }, `${count}`, made("span", { class: "ds-sr-only" }, ` ${hits}`));
  const option = { id: `forslag-${index}`, role: "option", "aria-selected": "false", "data-words": words, "data-url": url };
  return made("li", option, made("span", {}, words), counted);
}

/** Gives a search field its suggestions; a field that has them already is left alone. */
export function suggestOn(field) {
  if (field.getAttribute("role") === "combobox") return;
  const words = field.dataset;
  const list = made("ul", { id: "forslag", role: "listbox", class: "bare suggestions", hidden: "", "aria-label": words.suggestLabel });
  const status = made("p", { role: "status", class: "ds-sr-only" });
  field.after(list, status);
  // a search field may be no combobox (ARIA in HTML), a text field may
  const combobox = { type: "text", inputmode: "search", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "forslag" };
  for (const [key, value] of Object.entries(combobox)) field.setAttribute(key, value);
  let waiting;
  let asking = new AbortController();
  let active = -1;

  function choose(index) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = list.children[index];
    if (!option) return field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  }

  function show(suggestions) {
    choose(-1);
    list.replaceChildren(...suggestions.map((one, index) => optionOf(one, index, words.suggestHits)));
    list.hidden = suggestions.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
  }

  function close() {
    clearTimeout(waiting);
    asking.abort();
    show([]);
    status.textContent = "";
  }

  async function ask() {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const text = field.value.trim();
    if (text.length < LEAST_CHARACTERS || text.length > MOST_CHARACTERS) return close();
    const address = new URL(words.suggest, location.href);
    address.searchParams.set("q", text);
    try {
      const found = await suggestionsFor(address.href, signal);
      if (signal.aborted || document.activeElement !== field) return;
      show(found);
      const some = found.length === 1 ? words.suggestOne : words.suggestSome.replace("{}", found.length);
      status.textContent = found.length ? some : "";
    } catch {
      if (!signal.aborted) close(); // the network is away: the field goes on as an ordinary one
    }
  }

  /** Goes where the suggestion leads; where the form asks for more than words, it is sent with the words instead. */
  function accept(option) {
    const { words: chosen, url } = option.dataset;
    const others = [...new FormData(field.form)].filter(([name, value]) => value && name !== "q");
    field.value = chosen;
    close();
    if (others.some(([name]) => name !== "lang")) return field.form.requestSubmit();
    const { pathname, search } = new URL(url);
    const there = new URL(pathname + search, location.href);
    for (const [name, value] of others) there.searchParams.set(name, value);
    location.assign(there);
  }

  const keys = {
    ArrowDown: () => (list.hidden ? ask() : choose((active + 1) % list.children.length)),
    ArrowUp: () => list.hidden || choose((active <= 0 ? list.children.length : active) - 1),
    Enter: () => active >= 0 && accept(list.children[active]),
    Escape: () => !list.hidden && close(),
  };

  field.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (!event.isComposing) waiting = setTimeout(ask, WAIT_MS);
  });
  field.addEventListener("keydown", (event) => {
    const act = event.isComposing || event.altKey || event.ctrlKey || event.metaKey ? null : keys[event.key];
    if (!act) return;
    const open = !list.hidden;
    if (event.key === "Enter" ? active >= 0 : open || event.key === "ArrowDown") event.preventDefault();
    act();
  });
  field.addEventListener("focusout", () => pointing || close());
  field.addEventListener("suggest:close", close);
  field.form.addEventListener("submit", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field
  list.addEventListener("click", (event) => accept(event.target.closest("[role=option]")));
}
