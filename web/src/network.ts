import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, type SimulationLinkDatum, type SimulationNodeDatum } from "d3-force";
import { select } from "d3-selection";
import { scaleSqrt } from "d3-scale";

interface Party extends SimulationNodeDatum { readonly id: string; readonly name: string; readonly events: number }
interface Tie extends SimulationLinkDatum<Party> { readonly events: number; readonly score: number; readonly address: string }

/** Draws who has to do with whom. The places are worked out before anything is shown: nothing moves. */
export function network(stage: HTMLElement, data: { nodes: Party[]; links: Tie[] }): void {
  if (data.links.length === 0) { stage.hidden = true; return; }
  const room = stage.parentElement?.clientWidth ?? 720;
  const width = Math.max(320, Math.min(960, room)), height = Math.round(Math.max(Math.min(width * (data.nodes.length < 8 ? 0.5 : 0.64), 520), 20 * data.nodes.length));
  const reach = data.nodes.length < 8 ? width / 4 : 110;
  const most = Math.max(1, ...data.links.map((l) => l.events));
  const run = forceSimulation(data.nodes)
    .force("link", forceLink<Party, Tie>(data.links).id((d) => d.id).distance(reach).strength((l) => 0.1 + (0.5 * l.events) / most))
    .force("charge", forceManyBody().strength(-260)).force("center", forceCenter(width / 2, height / 2)).force("collide", forceCollide(34)).stop();
  for (let i = 0; i < 260; i++) run.tick();
  const svg = select(stage).append("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("role", "group").attr("class", "drawing network");
  svg.append("title").text("Who has to do with whom");
  svg.append("desc").text(`${data.nodes.length} parties and ${data.links.length} relations; the list below has the same.`);
  const weight = scaleSqrt().domain([1, most]).range([1, 9]);
  settle(data.nodes, width, height);
  const ties = svg.append("g").selectAll("a").data(data.links).join("a").attr("href", (l) => l.address);
  ties.append("line").attr("class", (l) => (l.score < -0.5 ? "tie hostile" : l.score > 0.5 ? "tie friendly" : "tie"))
    .attr("stroke-width", (l) => weight(l.events))
    .attr("x1", (l) => (l.source as Party).x ?? 0).attr("y1", (l) => (l.source as Party).y ?? 0)
    .attr("x2", (l) => (l.target as Party).x ?? 0).attr("y2", (l) => (l.target as Party).y ?? 0);
  ties.append("title").text((l) => `${(l.source as Party).name} and ${(l.target as Party).name}: ${l.events} events`);
  const parties = svg.append("g").selectAll("a").data(data.nodes).join("a").attr("href", (n) => "/actors/" + encodeURIComponent(n.id));
  parties.append("circle").attr("r", (n) => 5 + Math.sqrt(n.events)).attr("cx", (n) => n.x ?? 0).attr("cy", (n) => n.y ?? 0);
  parties.append("text").attr("x", (n) => n.x ?? 0).attr("y", (n) => (n.y ?? 0) - 9 - Math.sqrt(n.events)).attr("text-anchor", "middle").text((n) => short(n.name));
  parties.append("title").text((n) => `${n.name}: ${n.events} events`);
}

/** A name that is longer than a drawing has room for is cut; the mark says it whole. */
const short = (name: string): string => (name.length > 24 ? name.slice(0, 22).trimEnd() + "…" : name);

/** Moves parties apart until no name lies upon another and all lie within the drawing. */
function settle(nodes: Party[], width: number, height: number): void {
  const boxes = nodes.map((n) => ({ n, half: Math.max(14, 3.5 * short(n.name).length), up: 22 + Math.sqrt(n.events), down: 8 + Math.sqrt(n.events) }));
  for (let round = 0; round < 200; round++) {
    let moved = false;
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        const x = a.half + b.half - Math.abs((a.n.x ?? 0) - (b.n.x ?? 0));
        const above = (a.n.y ?? 0) <= (b.n.y ?? 0);
        const y = (above ? a.down + b.up : a.up + b.down) - Math.abs((a.n.y ?? 0) - (b.n.y ?? 0));
        if (x <= 0 || y <= 0) continue;
        moved = true;
        const [step, left] = [Math.min(x, y) / 2 + 0.5, (a.n.x ?? 0) <= (b.n.x ?? 0)];
        if (y <= x) { a.n.y = (a.n.y ?? 0) + (above ? -step : step); b.n.y = (b.n.y ?? 0) + (above ? step : -step); }
        else { a.n.x = (a.n.x ?? 0) + (left ? -step : step); b.n.x = (b.n.x ?? 0) + (left ? step : -step); }
      }
    }
    for (const { n, half, up, down } of boxes) {
      n.x = Math.max(half, Math.min(width - half, n.x ?? 0));
      n.y = Math.max(up, Math.min(height - down, n.y ?? 0));
    }
    if (!moved) return;
  }
}
