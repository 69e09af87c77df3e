import { axisBottom } from "d3-axis";
import { scaleUtc } from "d3-scale";
import { select } from "d3-selection";

interface Joined {
  readonly id: string;
  readonly type: string;
  readonly quad: number;
  readonly status: string;
  readonly time: { readonly from: string | null; readonly to: string | null } | null;
  readonly actors: readonly { readonly name: string }[];
  readonly recipients: readonly { readonly name: string }[];
}

const lanes = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];

/** Draws events on lanes, one for each class of acts. The width of a bar is the precision of its date; hollow is planned,
 * crossed is denied. */
export function timeline(stage: HTMLElement, page: { data: Joined[] }): void {
  const day = (s: string): Date => new Date(s.slice(0, 10) + "T00:00:00Z");
  const events = page.data.filter((e) => e.time?.from);
  if (events.length < 2) { stage.hidden = true; return; }
  const width = 960, lane = 46, left = 8, top = 18;
  const height = top + lanes.length * lane + 26;
  const first = Math.min(...events.map((e) => +day(e.time!.from!)));
  const last = Math.max(...events.map((e) => +day(e.time!.to ?? e.time!.from!)));
  const x = scaleUtc([new Date(first), new Date(last + 86_400_000)], [left, width - 8]);
  const svg = select(stage).append("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("role", "group").attr("class", "drawing timeline");
  svg.append("title").text("Events by day and class");
  svg.append("desc").text(`${events.length} events on four lanes; the list below has the same.`);
  lanes.forEach((name, i) => {
    svg.append("text").attr("x", left).attr("y", top + i * lane - 4).attr("class", "lane").text(name);
    svg.append("line").attr("x1", left).attr("x2", width - 8).attr("y1", top + i * lane + 24).attr("y2", top + i * lane + 24).attr("class", "rule");
  });
  svg.append("g").attr("transform", `translate(0,${height - 24})`).attr("class", "axis").call(axisBottom(x).ticks(8).tickSizeOuter(0));
  const bars = svg.append("g").selectAll("a").data(events).join("a").attr("href", (e) => "/events/" + e.id);
  bars.append("rect")
    .attr("class", (e) => `bar q${e.quad} ${e.status}`)
    .attr("x", (e) => x(day(e.time!.from!)))
    .attr("width", (e) => Math.max(5, x(day(e.time!.to ?? e.time!.from!)) - x(day(e.time!.from!)) || 5))
    .attr("y", (e) => top + (e.quad - 1) * lane + 14).attr("height", 20).attr("rx", 2);
  bars.append("title").text((e) => `${e.time!.from} ${e.actors.map((a) => a.name).join(", ")} · ${e.type} · ${e.recipients.map((a) => a.name).join(", ")} (${e.status})`);
}
