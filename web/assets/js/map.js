// The map of a search, made from the list beside it: each place is a real button, many close together are one button with their number.
// Loaded only where a map is asked for; without it the list says the same. Tiles come only from the address that the page names.
import { Control, DivIcon, GeoJSON, LatLngBounds, Map as LeafletMap, Marker, TileLayer } from "leaflet/dist/leaflet-src.esm.js";

const APART_PX = 48; // places closer than this are one button, which is 44 wide
const PIN_PX = 44;
const NAME_PX = 9; // a letter of a district's name, about
const NAME_HIGH_PX = 18;
const NAME_STEP_PX = 17;
const CLOSEST = 17;
const NORWAY = [62, 10]; // until the districts are there, where nothing was found
const MARGIN_PX = [40, 40];
const MARGIN_OF_BUTTONS_PX = [84, 40]; // no offer lies under the zoom buttons at the right
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
    document.querySelector("[data-unmapped]")?.remove();
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
    this.map.fitBounds(new LatLngBounds(offers.map((one) => one.at)), { paddingTopLeft: MARGIN_PX, paddingBottomRight: MARGIN_OF_BUTTONS_PX, maxZoom: CLOSEST - 2, animate: !still });
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
      const at = [properties.label[1], properties.label[0]];
      return { at, marker: new Marker(at, { icon, interactive: false, keyboard: false, zIndexOffset: -1000 }), width: properties.name.length * NAME_PX };
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

  /** Names of districts where they find room: in the middle, or above or below a button; never two upon each other. */
  drawNames() {
    const taken = [...this.pins.values()].map((pin) => ({ ...this.map.latLngToLayerPoint(pin.marker.getLatLng()), width: PIN_PX, height: PIN_PX }));
    const size = this.map.getSize();
    for (const { at, marker, width } of this.names) {
      const middle = this.map.latLngToLayerPoint(at);
      const inside = (y) => {
        const seen = this.map.layerPointToContainerPoint([middle.x, y]);
        return seen.y > NAME_HIGH_PX && seen.y < size.y - NAME_HIGH_PX && seen.x > width / 2 && seen.x < size.x - width / 2;
      };
      const free = (y) => taken.every((one) => Math.abs(one.x - middle.x) > (one.width + width) / 2 || Math.abs(one.y - y) > (one.height + NAME_HIGH_PX) / 2);
      const y = [0, 1, -1, 2, -2].map((step) => middle.y + step * NAME_STEP_PX).find((step) => inside(step) && free(step));
      if (y === undefined) {
        marker.remove();
      } else {
        taken.push({ x: middle.x, y, width, height: NAME_HIGH_PX });
        marker.setLatLng(this.map.layerPointToLatLng([middle.x, y])).addTo(this.map);
      }
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
