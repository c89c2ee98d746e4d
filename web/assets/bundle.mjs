// Bundles the styles and scripts that every page loads (main) and those that only a few do (views, map), draws the icon sprite, and
// writes fingerprinted files with a manifest to the folder given as the only argument. Run by build.py, which has installed node_modules and decides whether anything has changed.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = import.meta.dirname;
const out = process.argv[2];
const manifest = {};

function emit(name, content) {
  const bytes = Buffer.from(content);
  const [stem, ending] = name.split(".");
  const file = `${stem}.${createHash("sha256").update(bytes).digest("hex").slice(0, 12)}.${ending}`;
  const integrity = `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
  writeFileSync(join(out, file), bytes);
  writeFileSync(join(out, `${file}.gz`), gzipSync(bytes, { level: 9 }));
  writeFileSync(join(out, `${file}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  manifest[name] = { file, integrity };
}

function symbol(name) {
  const svg = readFileSync(join(here, "node_modules/lucide-static/icons", `${name}.svg`), "utf8");
  const shapes = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s+/g, " ").replace(/> </g, "><").trim()}</symbol>`;
}

async function bundle(entry) {
  const result = await build({
    entryPoints: [join(here, entry)],
    bundle: true,
    minify: true,
    write: false,
    legalComments: entry === "js/map.js" ? "eof" : "none", // Leaflet's licence asks for its notice
    loader: { ".png": "dataurl" },
    target: ["chrome111", "firefox115", "safari16.4"],
    format: entry.endsWith(".js") ? "iife" : undefined,
    logLevel: "warning",
  });
  return result.outputFiles[0].contents;
}

mkdirSync(out, { recursive: true });
const icons = JSON.parse(readFileSync(join(here, "icons.json"), "utf8"));
emit("main.css", await bundle("css/main.css"));
emit("main.js", await bundle("js/main.js"));
emit("views.css", await bundle("css/views.css"));
emit("map.css", await bundle("css/map.css"));
emit("map.js", await bundle("js/map.js"));
emit("icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${icons.map(symbol).join("")}</svg>`);
emit("favicon.svg", readFileSync(join(here, "favicon.svg"), "utf8"));
writeFileSync(join(out, "manifest.json"), JSON.stringify(manifest, null, 1));
