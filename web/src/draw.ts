// The drawings that a page loads when it has a place for one.
import { map } from "./map";
import { network } from "./network";

/** Draws what the element asks for with the data of its address. Where the data cannot be had, the list below stands alone. */
export function draw(stage: HTMLElement): void {
  const address = stage.dataset["source"];
  const kind = stage.dataset["draw"];
  if (!address || !kind) return;
  void fetch(address, { headers: { Accept: "application/json" } })
    .then((r) => (r.ok ? r.json() : Promise.reject(new Error(r.statusText))))
    .then((data: unknown) => {
      stage.hidden = false;
      if (kind === "map") return map(stage, data as never);
      if (kind === "network") return network(stage, data as never);
    })
    .catch((e: unknown) => {
      stage.hidden = false;
      stage.textContent = `The drawing could not be made (${e instanceof Error ? e.message : "unknown"}); the list below has all of it.`;
    });
}
