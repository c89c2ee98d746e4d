// The map of a search, made from the list beside it: each place is a real button, many close together are one button with their number.
// Loaded only where a map is asked for; without it the list says the same. Tiles come only from the address that the page names.
import { Control, DivIcon, GeoJSON, LatLngBounds, Map as LeafletMap, Marker, TileLayer } from "leaflet/dist/leaflet-src.esm.js";

const APART_PX = 48; // places closer than this are one button, which is 44 wide
const PIN_PX = 44;
const CLOSEST = 17;
const NORWAY = [62, 10]; // until the districts are there, where nothing was found
const MARGIN_PX = [32, 32];
const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Leaflet's icon as a button that the keyboard reaches by itself. */
const ButtonIcon = DivIcon.extend({
  createIcon() {
    const { button } = this.options;
    this._setIconStyles(button, "icon");
    return button;
  },
});

/** What to press where one or several offers lie. */
function pinOf(offers, words) {
  const button = document.createElement("button");
  button.type = "button";
  const names = [...new Set(offers.map((one) => one.name))];
  if (names.length === 1 && offers.length === 1) {
    button.innerHTML = `<svg class="icon" aria-hidden="true"><use href="${words.icons}#map-pin"></use></svg>`;
    button.setAttribute("aria-label", names[0]);
    button.title = names[0];
  } else {
    button.textContent = String(offers.length);
    button.setAttribute("aria-label", `${words.many.replace("{}", offers.length)}: ${names.slice(0, 3).join(", ")}${names.length > 3 ? " …" : ""}`);
  }
  button.setAttribute("aria-expanded", "false");
  for (const kind of ["mousedown", "touchstart", "pointerdown", "dblclick", "keydown"]) {
    button.addEventListener(kind, (event) => event.key === "Escape" || event.stopPropagation());
  }
  return button;
}

class OfferMap {
  constructor(box) {
    this.box = box;
    this.panel = box.parentElement.querySelector("[data-map-chosen]");
    this.said = box.parentElement.querySelector("[data-map-said]");
    this.pins = new Map();
    this.names = [];
    this.offers = [...document.querySelectorAll("[data-lat]")]
      .map((row) => ({ row, at: [Number(row.dataset.lat), Number(row.dataset.lon)], name: row.querySelector("a").textContent }))
      .sort((one, other) => other.at[0] - one.at[0] || one.at[1] - other.at[1]);
    box.hidden = false;
    this.map = new LeafletMap(box, {
      zoomControl: false, scrollWheelZoom: false, maxZoom: CLOSEST, minZoom: 4, zoomSnap: 0.5,
      zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, inertia: !still,
    });
    this.map.attributionControl.setPrefix("Leaflet");
    new Control.Zoom({ position: "topright", zoomInTitle: box.dataset.closer, zoomOutTitle: box.dataset.wider }).addTo(this.map);
    if (box.dataset.tiles) this.addTiles();
    this.show();
    this.map.on("moveend", () => this.keep());
    this.map.on("zoomend moveend", () => this.draw());
    box.parentElement.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    this.panel.querySelector("[data-map-close]").addEventListener("click", () => this.close());
    this.draw();
    this.addShapes();
  }

  addTiles() {
    const credit = document.createElement("span");
    credit.textContent = this.box.dataset.credit;
    const tiles = new TileLayer(this.box.dataset.tiles, { maxZoom: CLOSEST + 1, attribution: credit.innerHTML });
    tiles.on("tileload", () => {
      this.box.dataset.tiles = "shown";
      this.said.textContent = "";
    });
    tiles.on("tileerror", () => {
      if (this.box.dataset.tiles !== "shown") this.said.textContent = this.box.dataset.away;
    });
    this.box.removeAttribute("data-tiles");
    tiles.addTo(this.map);
  }

  /** Where the map was when the visitor left it, else all offers. */
  show() {
    const before = window.history.state?.map;
    if (before) this.map.setView(before.at, before.zoom, { animate: false });
    else if (this.offers.length) this.fit(this.offers);
    else this.map.setView(NORWAY, 5, { animate: false });
  }

  fit(offers) {
    this.map.fitBounds(new LatLngBounds(offers.map((one) => one.at)), { padding: MARGIN_PX, maxZoom: CLOSEST - 2, animate: !still });
  }

  keep() {
    const { lat, lng } = this.map.getCenter();
    window.history.replaceState({ ...window.history.state, map: { at: [lat, lng], zoom: this.map.getZoom() } }, "");
  }

  /** The districts, from our own address; the map does without them when they are away. */
  async addShapes() {
    const answer = await fetch(this.box.dataset.shapes).catch(() => null);
    if (!answer?.ok) return;
    const shapes = await answer.json();
    const drawn = new GeoJSON(shapes, { interactive: false, style: { className: "shape" } }).addTo(this.map);
    if (!this.offers.length && !window.history.state?.map && shapes.features.length) this.map.fitBounds(drawn.getBounds(), { animate: false });
    this.names = shapes.features.map(({ properties }) => {
      const label = document.createElement("span");
      label.textContent = properties.name;
      label.setAttribute("aria-hidden", "true");
      const icon = new DivIcon({ className: "place-name", html: label });
      return new Marker([properties.label[1], properties.label[0]], { icon, interactive: false, keyboard: false, zIndexOffset: -1000 });
    });
    this.draw();
  }

  /** Offers by the first place that they would lie upon: two buttons never touch. */
  groups() {
    const groups = [];
    for (const one of this.offers) {
      const point = this.map.project(one.at);
      const near = groups.find((group) => Math.abs(group.point.x - point.x) < APART_PX && Math.abs(group.point.y - point.y) < APART_PX);
      if (near) near.offers.push(one);
      else groups.push({ point, at: one.at, offers: [one] });
    }
    return groups;
  }

  /** Buttons for what lies within the window of the map, so that the keyboard never leads outside it; those that stay, stay. */
  draw() {
    const within = this.map.getBounds().pad(0.05);
    const wanted = new Map();
    for (const { offers, at } of this.groups()) {
      if (within.contains(at)) wanted.set(offers.map((one) => `${one.at}${one.name}`).join(), { offers, at });
    }
    for (const [key, pin] of this.pins) if (!wanted.has(key)) this.pins.delete(key) && pin.marker.remove();
    for (const [key, { offers, at }] of wanted) if (!this.pins.has(key)) this.pins.set(key, this.pin(offers, at));
    this.drawNames();
  }

  /** Names of districts where they find room, and never two upon each other. */
  drawNames() {
    const taken = [];
    for (const name of this.names) {
      const width = name.options.icon.options.html.textContent.length * 9;
      const { x, y } = this.map.latLngToLayerPoint(name.getLatLng());
      const free = taken.every((one) => Math.abs(one.x - x) > (one.width + width) / 2 || Math.abs(one.y - y) > 18);
      if (free) taken.push({ x, y, width });
      if (free) name.addTo(this.map);
      else name.remove();
    }
  }

  pin(offers, at) {
    const button = pinOf(offers, this.box.dataset);
    const icon = new ButtonIcon({ button, className: "pin", iconSize: [PIN_PX, PIN_PX] });
    const marker = new Marker(at, { icon, interactive: false, keyboard: false }).addTo(this.map);
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      this.press(offers, button);
    });
    return { marker, button, offers };
  }

  /** A button of one place opens what is there; one of several places leads closer. */
  press(offers, button) {
    const onePlace = offers.every((one) => one.at.join() === offers[0].at.join());
    if (onePlace || this.map.getZoom() >= CLOSEST - 2) return this.open(offers, button);
    this.map.once("moveend", () => {
      this.draw();
      const inside = [...this.pins.values()].find((pin) => pin.offers.some((one) => offers.includes(one)));
      (inside?.button ?? this.box).focus();
    });
    return this.fit(offers);
  }

  open(offers, button) {
    this.close();
    this.opener = button;
    button.setAttribute("aria-expanded", "true");
    this.panel.querySelector("ul").replaceChildren(...offers.map(({ row }) => {
      const copy = row.cloneNode(true);
      for (const name of ["data-lat", "data-lon"]) copy.removeAttribute(name);
      return copy;
    }));
    this.panel.querySelector("h2").textContent = offers.length > 1 ? this.box.dataset.many.replace("{}", offers.length) : this.box.dataset.one;
    this.panel.hidden = false;
    this.panel.querySelector("h2").focus();
  }

  close() {
    if (this.panel.hidden) return;
    this.panel.hidden = true;
    this.opener?.setAttribute("aria-expanded", "false");
    (this.opener?.isConnected ? this.opener : this.box).focus();
  }
}

let current = null;

/** The map of the page, and of every answer that htmx puts in its place. */
function start() {
  const box = document.querySelector("[data-map]:not(.leaflet-container)");
  if (!box) return;
  current?.map.remove();
  current = new OfferMap(box);
}

start();
document.addEventListener("htmx:afterSettle", start);
