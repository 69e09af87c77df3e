/** Lights up the words of a fact while it is pointed at or has the focus, and the fact while its words are. */
export function highlight(doc: Document): void {
  const light = (target: EventTarget | null, on: boolean): void => {
    const el = target instanceof Element ? target.closest<HTMLElement>("[data-fact], [data-facts]") : null;
    if (!el) return;
    for (const n of (el.dataset["facts"] ?? el.dataset["fact"] ?? "").split(" ")) {
      if (!/^\d+$/.test(n)) continue;
      doc.querySelector(`[data-fact="${n}"]`)?.classList.toggle("lit", on);
      for (const words of doc.querySelectorAll(`[data-facts~="${n}"]`)) words.classList.toggle("lit", on);
    }
  };
  doc.addEventListener("pointerover", (e) => light(e.target, true));
  doc.addEventListener("pointerout", (e) => light(e.target, false));
  doc.addEventListener("focusin", (e) => light(e.target, true));
  doc.addEventListener("focusout", (e) => light(e.target, false));
}
