/** One key and what it does. */
interface Key {
  readonly press: string;
  readonly does: string;
  readonly run: (doc: Document) => void;
}

const rows = (doc: Document): HTMLElement[] => [...doc.querySelectorAll<HTMLElement>("main .row .say, main .line .say, main .told .say, main tbody th a, main .columns a, main .panel li a")];

function move(doc: Document, by: number): void {
  const all = rows(doc);
  const at = all.indexOf(doc.activeElement as HTMLElement);
  all[Math.max(0, Math.min(all.length - 1, at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by))]?.focus();
}

const go = (path: string) => (doc: Document): void => doc.location.assign(path);

/** The keys, those of Miniflux and OpenAleph where they have one. */
export const table: readonly Key[] = [
  { press: "j", does: "next row", run: (d) => move(d, 1) },
  { press: "k", does: "row before", run: (d) => move(d, -1) },
  { press: "o", does: "open the row", run: (d) => (d.activeElement instanceof HTMLAnchorElement ? d.activeElement.click() : undefined) },
  { press: "v", does: "words in the report", run: (d) => d.querySelector<HTMLAnchorElement>(".passages a")?.click() },
  { press: "/", does: "search", run: (d) => d.querySelector<HTMLInputElement>(".find input")?.focus() },
  { press: "c", does: "copy the link to this view", run: (d) => d.querySelector<HTMLButtonElement>("[data-copy]")?.click() },
  { press: "g o", does: "overview", run: go("/") },
  { press: "g e", does: "events", run: go("/events") },
  { press: "g s", does: "stories", run: go("/stories") },
  { press: "g t", does: "timeline", run: go("/timeline") },
  { press: "g r", does: "relations", run: go("/relations") },
  { press: "g a", does: "actors", run: go("/actors") },
  { press: "g d", does: "disputes", run: go("/disputes") },
  { press: "g f", does: "figures", run: go("/figures") },
  { press: "g m", does: "map", run: go("/map") },
  { press: "g y", does: "digest of the last day", run: go("/digest") },
  { press: "?", does: "these keys", run: help },
];

function help(doc: Document): void {
  let box = doc.querySelector<HTMLDialogElement>("#keys");
  if (!box) {
    box = doc.createElement("dialog");
    box.id = "keys";
    const title = doc.createElement("h2");
    title.textContent = "Keys";
    const list = doc.createElement("dl");
    list.className = "facts";
    for (const k of table) {
      const press = doc.createElement("dt");
      for (const part of k.press.split(" ")) {
        const kbd = doc.createElement("kbd");
        kbd.textContent = part;
        press.append(kbd, " ");
      }
      const does = doc.createElement("dd");
      does.textContent = k.does;
      list.append(press, does);
    }
    const off = doc.createElement("label");
    const tick = doc.createElement("input");
    tick.type = "checkbox";
    tick.checked = localStorage.getItem("keys") !== "off";
    tick.addEventListener("change", () => localStorage.setItem("keys", tick.checked ? "on" : "off"));
    off.append(tick, " Single keys do something");
    const close = doc.createElement("button");
    close.textContent = "Close";
    close.addEventListener("click", () => box?.close());
    box.append(title, list, off, doc.createElement("p"), close);
    doc.body.append(box);
  }
  box.showModal();
}

/** Answers single keys, and pairs that begin with g. Fields that are typed in, and keys held with another, are left alone. */
export function keys(doc: Document): void {
  let begun = "";
  doc.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    const t = e.target;
    if (t instanceof HTMLInputElement || t instanceof HTMLSelectElement || t instanceof HTMLTextAreaElement) {
      if (e.key === "Escape") t.blur();
      return;
    }
    if (localStorage.getItem("keys") === "off" && e.key !== "?") return;
    const press = begun ? `${begun} ${e.key}` : e.key;
    begun = !begun && e.key === "g" ? "g" : "";
    const key = table.find((k) => k.press === press);
    if (!key) return;
    e.preventDefault();
    key.run(doc);
  });
}
