// What every page does with scripts on: lights the words of a fact, answers keys, copies links, and loads the drawings
// where a page has some. Without scripts every page is complete.
import { highlight } from "./highlight";
import { keys } from "./keys";
import { links } from "./links";
import { sweep } from "./sweep";

highlight(document);
keys(document);
links(document);
sweep(document);
// What does not fit on a small screen begins with what matters: a drawing with its last days, the head with where one is.
for (const wide of document.querySelectorAll(".wide-chart")) wide.scrollLeft = wide.scrollWidth;
document.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

const stage = document.querySelector<HTMLElement>("[data-draw]");
if (stage) {
  const address = stage.dataset.module;
  if (address) void import(/* the path holds the digest of its bytes */ address).then((m: { draw: (el: HTMLElement) => void }) => m.draw(stage));
}
