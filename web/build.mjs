// Builds the script of the page into the program's assets. The same sources and versions give the same bytes.
import { build } from "esbuild";
import { copyFileSync } from "node:fs";

const assets = new URL("../internal/flow/publish/web/assets/", import.meta.url).pathname;
await build({
  entryPoints: { app: "src/app.ts", draw: "src/draw.ts" },
  outdir: assets, bundle: true, minify: true, format: "esm", target: "es2022", charset: "utf8", legalComments: "none",
  loader: { ".json": "json" }, logLevel: "info",
});
copyFileSync(new URL("node_modules/world-atlas/countries-110m.json", import.meta.url), assets + "world.json");
