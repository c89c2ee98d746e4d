// Progressive enhancement only: every page works by links and forms without this file. htmx swaps the results of a search;
// suggest.js offers words; saved.js keeps the visitor's own list;
// the rest puts the focus right, speaks the number of hits once, and shows the buttons that need a script.
import htmx from "htmx.org/dist/htmx.esm.js";
import { say, showSaved, startSaving } from "./saved.js";
import { suggestOn } from "./suggest.js";

Object.assign(htmx.config, {
  allowEval: false, // the content security policy forbids it
  allowScriptTags: false,
  includeIndicatorStyles: false, // no inline style
  historyCacheSize: 0, // nothing of a search is kept in the browser's storage
  refreshOnHistoryMiss: true,
  selfRequestsOnly: true,
  timeout: 10000,
});
window.htmx = htmx;

const SPOKEN_AFTER_MS = 500; // a screen reader first says what the press of the button itself did
const wide = window.matchMedia("(min-width: 56.25rem)");
let speaking;

/** Details that stand open on a wide window: for browsers that cannot do it by style alone. */
function openWide() {
  if (CSS.supports("selector(::details-content)")) return;
  for (const details of document.querySelectorAll("details[data-open-wide]")) details.open = wide.matches;
}

/** Buttons that only make sense with a script are hidden in the page and shown here, where the browser can do what they say. */
function showButtons(within) {
  const show = (kind, press) => {
    for (const button of within.querySelectorAll(`[data-${kind}]`)) {
      button.hidden = false;
      button.addEventListener("click", () => press(button.dataset));
    }
  };
  show("print", () => window.print());
  if (navigator.share) show("share", ({ share }) => navigator.share({ title: document.title, url: share }).catch(() => {}));
  else if (navigator.clipboard) show("copy", ({ copy, copied, failed }) => {
    navigator.clipboard.writeText(copy).then(() => say(copied, { seen: true }), () => say(failed, { seen: true }));
  });
}

/** An empty field means "any"; it is left out so that the address of a search stays short. */
document.addEventListener("htmx:configRequest", (event) => {
  const { parameters } = event.detail;
  for (const name of new Set(Object.keys(parameters))) {
    const kept = [parameters[name]].flat().filter((value) => value !== "");
    delete parameters[name];
    if (kept.length) parameters[name] = kept;
  }
});

/** A search that fails is asked again as an ordinary page, which says in words what is wrong. */
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => window.location.assign(event.detail.pathInfo.finalRequestPath));
}

/** After a swap htmx has put the focus back where it was, if that is still there; then the hits are spoken, else read as heading. */
document.addEventListener("htmx:afterSettle", (event) => {
  const results = event.target;
  if (results.id !== "treff") return; // the form and the languages are swapped with it and settle too
  openWide();
  const status = document.getElementById("status");
  window.clearTimeout(speaking);
  status.textContent = "";
  if (document.activeElement && document.activeElement !== document.body) {
    speaking = window.setTimeout(() => {
      status.textContent = results.dataset.status;
    }, SPOKEN_AFTER_MS);
  } else {
    results.querySelector("h1").focus();
  }
});

/** While new hits are on their way, the old ones are said to be changing; the answer takes their place, and with it this mark. */
document.addEventListener("htmx:beforeRequest", ({ detail }) => detail.target.id === "treff" && detail.target.setAttribute("aria-busy", "true"));

/** The search field and the buttons of the first page, and of everything that htmx puts in its place. */
htmx.onLoad((loaded) => {
  loaded.querySelectorAll("[data-suggest]").forEach(suggestOn);
  showButtons(loaded);
  showSaved(loaded);
  for (const one of loaded.querySelectorAll("[data-unscripted]")) one.remove(); // a <noscript> is silent where the script did not arrive
});

openWide();
wide.addEventListener("change", openWide);
startSaving(htmx);
