import { geoEqualEarth, geoPath } from "d3-geo";
import { select } from "d3-selection";
import { zoom, zoomIdentity } from "d3-zoom";
import { scaleSqrt } from "d3-scale";
import { feature } from "topojson-client";
import type { Feature, FeatureCollection, Geometry, Point } from "geojson";
import numeric from "./iso3166.json";

interface Properties {
  readonly country?: string | null;
  readonly place_name?: string | null;
  readonly geo_precision?: string | null;
}

/** Draws events on the earth: points where a place is known to the town or better, and hatched areas, with how many events,
 * where only the country is. Nothing is put where the words do not say that it was. */
export async function map(stage: HTMLElement, data: FeatureCollection<Geometry | null, Properties>): Promise<void> {
  const address = stage.dataset["world"];
  if (!address) return;
  const world = (await (await fetch(address)).json()) as never;
  const lands = feature(world, (world as { objects: { countries: never } }).objects.countries) as unknown as FeatureCollection<Geometry, { name: string }>;
  // A narrow window has a map of its own, as high as wide: names stay as large as other words.
  const [width, height] = (stage.parentElement?.clientWidth ?? 960) < 600 ? [480, 480] : [960, 480];
  const projection = geoEqualEarth().fitExtent([[8, 8], [width - 8, height - 8]], { type: "Sphere" });
  const path = geoPath(projection);
  const svg = select(stage).append("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("role", "group").attr("class", "drawing map");
  svg.append("title").text("Where the events of this view took place");
  svg.append("desc").text("Points are places known to the town or better; hatched countries have events of which no more is told. The list below has all of them.");
  const hatch = svg.append("defs").append("pattern").attr("id", "hatch").attr("width", 6).attr("height", 6).attr("patternUnits", "userSpaceOnUse").attr("patternTransform", "rotate(45)");
  hatch.append("rect").attr("width", 6).attr("height", 6).attr("class", "hatch-ground");
  hatch.append("line").attr("x1", 0).attr("x2", 0).attr("y1", 0).attr("y2", 6).attr("class", "hatch");

  const vague = new Map<string, number>();
  const points = new Map<string, { at: [number, number]; name: string; n: number }>();
  for (const f of data.features) {
    if (f.geometry?.type === "Point") {
      const at = (f.geometry as Point).coordinates as [number, number];
      const key = at.join(",");
      const known = points.get(key);
      points.set(key, { at, name: f.properties.place_name ?? "", n: (known?.n ?? 0) + 1 });
    } else if (f.properties.country) {
      vague.set(f.properties.country, (vague.get(f.properties.country) ?? 0) + 1);
    }
  }
  const code = (f: Feature<Geometry, { name: string }>): string => (numeric as Record<string, string>)[String(f.id)] ?? "";
  const ground = svg.append("g");
  ground.append("path").attr("d", path({ type: "Sphere" })).attr("class", "sea");
  ground.selectAll("path.land").data(lands.features).join("path").attr("class", (f) => (vague.has(code(f)) ? "land vague" : "land")).attr("d", (f) => path(f))
    .append("title").text((f) => { const n = vague.get(code(f)); return n ? `${f.properties.name}: ${n} events of which only the country is told` : f.properties.name; });
  const size = scaleSqrt().domain([1, Math.max(2, ...[...points.values()].map((p) => p.n))]).range([3, 14]);
  const query = new URLSearchParams(location.search);
  const dots = ground.selectAll("a.dot").data([...points.values()].sort((a, b) => b.n - a.n)).join("a").attr("class", "dot")
    .attr("href", (p) => { const q = new URLSearchParams(query); q.set("place", p.name); return "/events?" + q.toString(); });
  dots.append("circle").attr("r", (p) => size(p.n)).attr("cx", (p) => projection(p.at)?.[0] ?? -99).attr("cy", (p) => projection(p.at)?.[1] ?? -99);
  const names = ground.selectAll("text.name").data(dots.data()).join("text").attr("class", "name").attr("x", (p) => projection(p.at)?.[0] ?? -99).attr("y", (p) => projection(p.at)?.[1] ?? -99).attr("dy", ".32em").text((p) => p.name);
  dots.append("title").text((p) => `${p.name}: ${p.n} events`);
  const zooming = zoom<SVGSVGElement, unknown>().scaleExtent([1, 24]).filter((e: WheelEvent | PointerEvent) => e.type !== "wheel" || e.ctrlKey).translateExtent([[0, 0], [width, height]]).on("zoom", (e: { transform: { toString(): string; k: number } }) => {
    ground.attr("transform", e.transform.toString());
    ground.selectAll<SVGCircleElement, { n: number }>("circle").attr("r", (p) => size(p.n) / e.transform.k ** 0.8).attr("stroke-width", 1 / e.transform.k);
    names.attr("font-size", 11 / e.transform.k).attr("dx", (p) => (size(p.n) + 3) / e.transform.k);
    hatch.attr("patternTransform", `rotate(45) scale(${1 / e.transform.k})`);
    uncover(e.transform.k);
  });
  // Of names that would lie upon each other only that of the place with the most events is shown.
  const uncover = (k: number): void => {
    const taken: { x: number; y: number; w: number }[] = [];
    names.attr("display", (p) => {
      const at = projection(p.at);
      if (!at) return "none";
      const box = { x: at[0] * k + size(p.n), y: at[1] * k, w: 12 + 6.5 * p.name.length };
      if (taken.some((t) => box.x < t.x + t.w && t.x < box.x + box.w && Math.abs(t.y - box.y) < 13)) return "none";
      taken.push(box);
      return null;
    });
  };
  svg.call(zooming);
  // The page opens on where most of the events are: nine tenths of them, with room around.
  const spots = [...points.values()].flatMap((p) => { const at = projection(p.at); return at ? [{ x: at[0], y: at[1], n: p.n }] : []; });
  const fit = (): typeof zoomIdentity => {
    if (spots.length < 2) return zoomIdentity;
    const edge = (key: "x" | "y", share: number): number => {
      const all = [...spots].sort((a, b) => a[key] - b[key]);
      let left = share * all.reduce((sum, s) => sum + s.n, 0);
      for (const s of all) if ((left -= s.n) <= 0) return s[key];
      return all[all.length - 1]?.[key] ?? 0;
    };
    const [x0, x1, y0, y1] = [edge("x", 0.05) - 12, edge("x", 0.95) + 12, edge("y", 0.05) - 12, edge("y", 0.95) + 12];
    const k = Math.max(1, Math.min(10, 0.8 * Math.min(width / (x1 - x0), height / (y1 - y0))));
    return zoomIdentity.translate(width / 2, height / 2).scale(k).translate(-(x0 + x1) / 2, -(y0 + y1) / 2);
  };
  svg.call(zooming.transform, fit());
  const bar = document.createElement("p");
  for (const [words, does, run] of [
    ["+", "Nearer", () => svg.call(zooming.scaleBy, 1.6)], ["−", "Farther", () => svg.call(zooming.scaleBy, 1 / 1.6)],
    ["Whole world", "", () => svg.call(zooming.transform, zoomIdentity)], ["These events", "", () => svg.call(zooming.transform, fit())],
  ] as const) {
    const b = document.createElement("button");
    b.type = "button";
    b.textContent = words;
    if (does) b.setAttribute("aria-label", does);
    b.addEventListener("click", run);
    bar.append(b, " ");
  }
  stage.append(bar);
}
