/** Adds what only scripts can do: a button that copies the address of the view, and one that saves a chart as a picture. */
export function links(doc: Document): void {
  const main = doc.querySelector("main");
  const forms = doc.querySelector(".forms");
  const said = doc.createElement("span");
  said.setAttribute("role", "status");
  if (forms && main) {
    const button = (words: string, does: string, address: () => string): HTMLButtonElement => {
      const b = doc.createElement("button");
      b.type = "button";
      b.textContent = words;
      b.title = does;
      b.addEventListener("click", () => { void navigator.clipboard?.writeText(address()).then(() => { said.textContent = " copied"; }); });
      return b;
    };
    const copy = button("Copy link", "The address of this view, with its filters", () => doc.location.href);
    copy.dataset["copy"] = "";
    const pin = button("Copy link with state", "The same with the state of the record: who opens it sees the record as it was, or is told that this state cannot be made again", () => {
      const at = new URL(doc.location.href);
      at.searchParams.set("state", doc.body.dataset["state"] ?? "");
      return at.href;
    });
    forms.append(" ", copy, " ", pin, said);
  }
  for (const figure of doc.querySelectorAll<HTMLElement>("figure.chart")) {
    const svg = figure.querySelector("svg");
    if (!svg || figure.classList.contains("slim")) continue;
    const save = doc.createElement("button");
    save.type = "button";
    save.textContent = "Save as PNG";
    save.addEventListener("click", () => void picture(doc, svg));
    figure.append(save);
  }
}

/** Draws an SVG on paper of its own at twice its size, with the address of the view and the state of the record below it. */
async function picture(doc: Document, svg: SVGSVGElement): Promise<void> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const box = svg.viewBox.baseVal;
  copy.setAttribute("width", String(box.width));
  copy.setAttribute("height", String(box.height));
  copy.style.color = "#1b1f24";
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(copy));
  await image.decode();
  const canvas = doc.createElement("canvas");
  canvas.width = box.width * 2;
  canvas.height = box.height * 2 + 56;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, box.width * 2, box.height * 2);
  pen.fillStyle = "#59636f";
  pen.font = "22px system-ui, sans-serif";
  pen.fillText(svg.dataset["footer"] ?? `${doc.title} — ${doc.location.pathname}${doc.location.search}`, 16, canvas.height - 20, canvas.width - 32);
  const link = doc.createElement("a");
  link.href = canvas.toDataURL("image/png");
  link.download = "chancery.png";
  link.click();
}
