// Builds the scripts of the page into the program's assets. The same sources and versions give the same bytes; the large files
// are packed, and written anew only where what is in them has changed, since versions of zlib pack in different ways.
import { build } from "esbuild";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";

const assets = new URL("../internal/flow/publish/web/assets/", import.meta.url).pathname;

function pack(name, bytes) {
  const file = assets + name + ".gz";
  if (existsSync(file) && gunzipSync(readFileSync(file)).equals(bytes)) return;
  writeFileSync(file, gzipSync(bytes, { level: 9 }));
  console.log(`${name}: ${bytes.length} bytes, packed`);
}

const built = await build({
  entryPoints: { app: "src/app.ts", draw: "src/draw.ts" },
  outdir: assets, bundle: true, minify: true, format: "esm", target: "es2022", charset: "utf8", legalComments: "none",
  loader: { ".json": "json" }, logLevel: "info", write: false,
});
for (const f of built.outputFiles) pack(f.path.slice(f.path.lastIndexOf("/") + 1), Buffer.from(f.contents));
pack("world.json", readFileSync(new URL("node_modules/world-atlas/countries-110m.json", import.meta.url)));
