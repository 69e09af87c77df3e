/** Lets the reader sweep over a drawing of time: the days between the begin and the end of the sweep become the filter of
 * time in the address. With the keyboard: arrows move, with Shift they widen, Enter takes the time. Escape gives up. */
export function sweep(doc: Document): void {
  for (const svg of doc.querySelectorAll<SVGSVGElement>("svg[data-from][data-to]")) over(doc, svg);
}

const millisecondsOfDay = 86_400_000;

interface Axis { readonly first: number; readonly days: number; readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

function axisOf(svg: SVGSVGElement): Axis | undefined {
  const n = (key: string): number => Number(svg.dataset[key]);
  const first = Date.parse(svg.dataset["from"] + "T00:00:00Z"), last = Date.parse(svg.dataset["to"] + "T00:00:00Z");
  const axis = { first, days: Math.round((last - first) / millisecondsOfDay) + 1, left: n("left"), right: n("right"), top: n("top"), bottom: n("bottom") };
  return axis.days > 3 && axis.right > axis.left ? axis : undefined;
}

/** The day of a place, counted from the first. */
function dayAt(svg: SVGSVGElement, a: Axis, clientX: number): number {
  const box = svg.getBoundingClientRect();
  const x = ((clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
  return Math.max(0, Math.min(a.days - 1, Math.floor(((x - a.left) / (a.right - a.left)) * a.days)));
}

function over(doc: Document, svg: SVGSVGElement): void {
  const a = axisOf(svg);
  if (!a) return;
  const iso = (day: number): string => new Date(a.first + day * millisecondsOfDay).toISOString().slice(0, 10);
  const mark = doc.createElementNS("http://www.w3.org/2000/svg", "rect");
  mark.setAttribute("class", "sweep");
  mark.setAttribute("y", String(a.top));
  mark.setAttribute("height", String(a.bottom - a.top));
  let from = -1, to = -1, begun = 0, swept = false;

  const show = (): void => {
    const x = (d: number): number => a.left + ((a.right - a.left) * d) / a.days;
    const low = Math.min(from, to), high = Math.max(from, to);
    mark.setAttribute("x", String(x(low)));
    mark.setAttribute("width", String(Math.max(1, x(high + 1) - x(low))));
    if (!mark.isConnected) svg.append(mark);
  };
  const clear = (): void => { from = to = -1; mark.remove(); svg.classList.remove("sweeping"); };
  const take = (): void => {
    const q = new URLSearchParams(doc.location.search);
    q.delete("cursor");
    q.set("time", `${iso(Math.min(from, to))}..${iso(Math.max(from, to))}`);
    doc.location.assign(doc.location.pathname + "?" + q.toString());
  };

  svg.addEventListener("pointerdown", (e) => {
    if (e.button !== 0 || e.pointerType === "touch") return;
    from = to = dayAt(svg, a, e.clientX);
    begun = e.clientX;
    swept = false;
  });
  svg.addEventListener("pointermove", (e) => {
    if (from < 0) return;
    if (!swept && Math.abs(e.clientX - begun) < 5) return;
    if (!swept) { swept = true; svg.classList.add("sweeping"); svg.setPointerCapture(e.pointerId); }
    to = dayAt(svg, a, e.clientX);
    show();
  });
  svg.addEventListener("pointerup", () => { if (swept && from >= 0) take(); else clear(); });
  svg.addEventListener("pointercancel", clear);
  svg.addEventListener("dragstart", (e) => e.preventDefault());
  svg.addEventListener("click", (e) => { if (swept) { e.preventDefault(); swept = false; } }, true);
  doc.addEventListener("keydown", (e) => { if (e.key === "Escape") clear(); });
  keyboard(doc, svg, a, () => [from, to], (f, t) => { from = f; to = t; show(); }, take);
}

/** Adds a button that the keyboard sweeps with. */
function keyboard(doc: Document, svg: SVGSVGElement, a: Axis, now: () => [number, number], set: (from: number, to: number) => void, take: () => void): void {
  const figure = svg.closest("figure");
  if (!figure) return;
  const button = doc.createElement("button");
  button.type = "button";
  button.textContent = "Choose a time";
  button.title = "Sweep over the drawing, or: arrows move, with Shift they widen, Enter takes the time";
  const step = Math.max(1, Math.round(a.days / 60));
  const bound = (d: number): number => Math.max(0, Math.min(a.days - 1, d));
  button.addEventListener("keydown", (e) => {
    let [from, to] = now();
    if (from < 0) { from = Math.floor(a.days * 0.75); to = a.days - 1; }
    const by = e.key === "ArrowLeft" ? -step : e.key === "ArrowRight" ? step : 0;
    if (by !== 0) {
      e.preventDefault();
      set(e.shiftKey ? from : bound(from + by), bound(to + by));
    } else if (e.key === "Enter" && mark()) {
      e.preventDefault();
      take();
    }
  });
  button.addEventListener("click", () => { if (!mark()) set(Math.floor(a.days * 0.75), a.days - 1); else take(); });
  const mark = (): boolean => now()[0] >= 0;
  figure.append(button);
}
