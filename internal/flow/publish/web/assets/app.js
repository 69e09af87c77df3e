// Light up the words of a fact while it is pointed at, and the other way round.
const lit = (numbers, on) => {
  for (const n of numbers) {
    document.querySelector(`[data-fact="${n}"]`)?.classList.toggle("lit", on);
    for (const el of document.querySelectorAll(`[data-facts~="${n}"]`)) el.classList.toggle("lit", on);
  }
};
for (const [event, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(event, (e) => {
    const el = e.target instanceof Element ? e.target.closest("[data-fact], [data-facts]") : null;
    if (el) lit((el.dataset.facts ?? el.dataset.fact ?? "").split(" ").filter((n) => /^\d+$/.test(n)), on);
  });
}
