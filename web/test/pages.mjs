// Opens the pages of the demonstration in Chromium as a reader would, and says what is wrong with them.
//
//   node web/test/pages.mjs CHANCERY [SHOTS]
//
// CHANCERY is the program. With SHOTS, a folder, pictures of the pages are kept in it.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [program, shots] = process.argv.slice(2);
if (!program) throw new Error("usage: node web/test/pages.mjs CHANCERY [SHOTS]");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const faults = [];
const fault = (...words) => { faults.push(words.join(" ")); console.error("FAULT", ...words); };

/** Starts a server, that of the demonstration where nothing is said, and gives its address. */
async function start(args = ["demo", "--addr", "127.0.0.1:0"]) {
  const server = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  const base = await new Promise((resolve, reject) => {
    let said = "";
    server.stderr.on("data", (b) => {
      said += b;
      const m = /http:\/\/[^/\s]+/.exec(said);
      if (m) resolve(m[0]);
    });
    server.on("exit", () => reject(new Error("the server ended: " + said)));
  });
  return { server, base };
}

/** Serves a record to others, and signs in and out with a token as they would: without TLS browsers say less of a request. */
async function signIn() {
  const dir = mkdtempSync(join(tmpdir(), "chancery-page-"));
  const record = join(dir, "record");
  execFileSync(program, ["init", record], { stdio: "ignore" });
  const token = execFileSync(program, ["-C", record, "token", "add", "colleague", "--scope", "add"], { stdio: ["ignore", "pipe", "ignore"] }).toString().trim();
  const { server, base: at } = await start(["-C", record, "serve", "--add", "--addr", "0.0.0.0:0"]);
  const outer = Object.values(networkInterfaces()).flat().find((a) => a && !a.internal && a.family === "IPv4")?.address ?? "127.0.0.1";
  const address = `http://${outer}:${new URL(at).port}`;
  const page = await (await browser.newContext()).newPage();
  page.on("pageerror", (e) => fault("sign in:", e.message));
  await page.goto(address + "/claims?stance=deny");
  if (!page.url().includes("/signin")) fault("the record is shown without a token:", page.url());
  await page.fill("input[name=token]", "wrong");
  await page.locator("main form button").click();
  if (!(await page.locator("[role=alert]").count())) fault("a wrong token is not said to be one");
  await page.fill("input[name=token]", token);
  await page.locator("main form button").click();
  await page.waitForURL("**/claims?stance=deny").catch(() => fault("signing in does not lead on:", page.url()));
  await page.goto(address + "/add");
  await page.fill("textarea[name=text]", "Morocco and Spain held talks in Rabat on Monday, Morocco's foreign ministry said.");
  await page.locator("main form button").click();
  await page.locator("section.found").first().waitFor({ timeout: 60_000 }).catch(() => fault("adding over the network shows nothing"));
  await page.goto(address + "/signin");
  await page.locator("main form button").click();
  await page.goto(address + "/events");
  if (!page.url().includes("/signin")) fault("signing out does not end the session");
  server.kill("SIGTERM");
  await new Promise((resolve) => server.on("close", resolve));
  rmSync(dir, { recursive: true });
}

const { server, base } = await start();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** A page that reports what it says on the console and what it asks of others. */
async function open(options) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.on("console", (m) => fault(page.url(), "console:", m.text()));
  page.on("pageerror", (e) => fault(page.url(), "error:", e.message));
  page.on("request", (r) => { if (!r.url().startsWith(base) && !r.url().startsWith("data:")) fault(page.url(), "asks another server:", r.url()); });
  return page;
}

const first = await open({});
await first.goto(base + "/events?min_origins=2", { waitUntil: "networkidle" });
const event = await first.locator(".row .say").first().getAttribute("href");
await first.goto(base + "/disputes");
const dispute = await first.locator(".row .say").first().getAttribute("href");
await first.goto(base + "/disputes?matter=figure");
const figure = await first.locator(".row .say").first().getAttribute("href");
await first.goto(base + "/claims");
const claim = await first.locator(".row .say").first().getAttribute("href");
await first.goto(base + "/figures");
const series = await first.locator("tbody th a").first().getAttribute("href");
await first.goto(base + "/stories");
const story = await first.locator(".row .say").first().getAttribute("href");
await first.goto(base + "/agenda");
const due = await first.locator(".row .say").first().getAttribute("href");
await first.goto(base + event);
const words = await first.locator(".passages a").first().getAttribute("href");
const pages = ["/", "/events", event, "/timeline", "/timeline?by=party&time=2025", "/relations", "/relations?view=most", "/relations/PAK~AFG", "/actors", "/actors/PAK", "/claims", claim, "/disputes", dispute,
  "/figures", series, "/agenda", due, "/map", words, "/search?q=torkham", "/codebook", "/api", "/stories", story, "/digest", "/brief?dyad=PAK~AFG&time=2025-10", "/brief", figure, "/log", "/runs", "/add", "/nowhere"];

// Every page, in both themes: no finding of axe that is serious, nothing wider than the window, at three widths.
for (const colorScheme of ["light", "dark"]) {
  const page = await open({ colorScheme, bypassCSP: true });
  for (const path of pages) {
    page.removeAllListeners("console"); // a missing page says so on the console
    await page.goto(base + path, { waitUntil: "networkidle" });
    await page.evaluate(axe);
    const found = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
    for (const v of found.violations) {
      if (v.impact === "serious" || v.impact === "critical") fault(colorScheme, path, v.id, v.help, v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | "));
    }
    for (const width of [360, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) fault(path, `is ${wide} wide in a window of ${width}`);
      if (shots) {
        mkdirSync(shots, { recursive: true });
        await page.screenshot({ path: `${shots}/${path.replace(/[^a-z0-9]+/gi, "-")}-${width}-${colorScheme}.png` });
      }
    }
  }
  await page.context().close();
}

// With the policy in force: no page says anything on the console or asks another server.
const strict = await open({});
for (const path of pages.filter((p) => p !== "/nowhere")) await strict.goto(base + path, { waitUntil: "networkidle" });

// Every form that a page names at its foot can be had, and one that it does not name is refused: no page is given as data.
for (const path of pages.filter((p) => p !== "/nowhere")) {
  await strict.goto(base + path);
  const named = await strict.locator(".forms a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  for (const href of named) {
    const answer = await strict.request.get(base + href);
    if (answer.status() !== 200 || (answer.headers()["content-type"] ?? "").includes("html")) fault(path, "names the form", href, "and gives", String(answer.status()), answer.headers()["content-type"]);
  }
  const bare = path.split(/[?#]/)[0];
  for (const ending of ["csv", "json", "jsonl", "ics", "atom", "geojson", "svg", "md", "gexf"]) {
    const answer = await strict.request.get(base + (bare === "/" ? "/overview" : bare) + "." + ending);
    if ((answer.headers()["content-type"] ?? "").includes("html")) fault(path, "as", ending, "is a page");
  }
}

// Without scripts every page holds its rows.
const bare = await open({ javaScriptEnabled: false });
for (const path of ["/events", "/timeline", "/relations", "/disputes", "/figures", "/agenda", "/actors", "/map", "/relations/PAK~AFG", "/digest", "/brief?dyad=PAK~AFG&time=2025-10"]) {
  await bare.goto(base + path);
  if ((await bare.locator("main a").count()) < 5) fault(path, "has no rows without scripts");
  if (["/events", "/timeline", "/relations/PAK~AFG"].includes(path) && !(await bare.locator("figure.chart svg rect.bar").count())) fault(path, "has no drawing without scripts");
}

// With the keyboard alone: from the overview to the words of an event.
const keyboard = await open({});
await keyboard.goto(base + "/", { waitUntil: "networkidle" });
for (const key of ["g", "e"]) await keyboard.keyboard.press(key);
await keyboard.waitForURL("**/events");
await keyboard.keyboard.press("j");
await keyboard.keyboard.press("o");
await keyboard.waitForURL("**/events/e_*");
await keyboard.keyboard.press("v");
await keyboard.waitForURL("**/documents/**");
if ((await keyboard.locator(".here").count()) === 0) fault("the words of the event are not lit");
await keyboard.keyboard.press("?");
if (!(await keyboard.locator("dialog[open]").count())) fault("? does not show the keys");

// A filter that is set by the form stands in the address and can be taken away.
const filter = await open({});
await filter.goto(base + "/events");
await filter.locator("summary").first().click();
await filter.fill("input[name=dyad]", "Pakistan~India");
await filter.locator(".fields button").click();
if (!filter.url().includes("dyad=Pakistan%7EIndia")) fault("the filter is not in the address:", filter.url());
if ((await filter.locator(".chips a").count()) !== 1) fault("an empty field makes a filter, or a set one none");
await filter.locator(".chips a").first().click();
if (filter.url().includes("dyad")) fault("the filter cannot be taken away");

// A text that is pasted is read, and its event can be opened; with the policy in force, with scripts and without.
for (const [javaScriptEnabled, place] of [[true, "Rabat"], [false, "Lisbon"]]) {
  const adds = await open({ javaScriptEnabled });
  await adds.goto(base + "/add");
  await adds.fill("textarea[name=text]", `Morocco and Spain held talks in ${place} on Monday, Morocco's foreign ministry said. <img src=x onerror=alert(1)>`);
  await adds.fill("input[name=title]", `Talks in ${place} <script>alert(1)</script>`);
  await adds.fill("input[name=published]", "2025-03-04");
  await adds.setInputFiles("input[name=files]", { name: "<img src=x onerror=alert(2)>.txt", mimeType: "text/plain", buffer: Buffer.from(`Chile and Peru signed an agreement on trade in ${place} on Friday, officials said.`) });
  await adds.locator("main form button").click();
  await adds.locator("section.found .row a[href^='/events/']").first().waitFor({ timeout: 60_000 }).catch(() => fault("what was added shows no event"));
  if ((await adds.locator("section.found").count()) !== 2) fault("a text and a file were sent, and", String(await adds.locator("section.found").count()), "reports are shown");
  await adds.locator("section.found .row a[href^='/events/']").first().click();
  await adds.waitForURL("**/events/e_*");
  if (!(await adds.locator(".passages").innerText()).includes(place)) fault("the event that was added has not its words");
}

// The drawings are there, and a point of the chart of a relation opens its events.
await filter.goto(base + "/map", { waitUntil: "networkidle" });
await filter.locator("svg.map .land").first().waitFor({ timeout: 10_000 }).catch(() => fault("the map was not drawn"));
await filter.goto(base + "/actors", { waitUntil: "networkidle" });
await filter.locator("svg.network circle").first().waitFor({ timeout: 10_000 }).catch(() => fault("the network was not drawn"));
await filter.goto(base + "/relations/PAK~AFG");
const point = await filter.locator("figure.chart svg a").first().getAttribute("href");
const answer = await filter.request.get(base + point);
if (answer.status() !== 200) fault("a point of the chart leads to", point, String(answer.status()));
const pdf = await filter.pdf({ format: "A4" });
if (pdf.length < 5_000 || pdf.subarray(0, 4).toString() !== "%PDF") fault("the relation does not print");

const brief = await open({});
await brief.goto(base + "/brief?dyad=PAK~AFG&time=2025-10");
const printed = await brief.pdf({ format: "A4" });
const sheets = (printed.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;
if (sheets < 1 || sheets > 3) fault("the brief prints on", String(sheets), "sheets");
const text = await (await brief.request.get(base + "/brief.md?dyad=PAK~AFG&time=2025-10")).text();
if (!text.startsWith("# ") || !text.includes("## Sources")) fault("the brief as Markdown is", text.slice(0, 80));

// Sweeping over a drawing, with the pointer and with the keyboard, sets the time in the address.
for (const path of ["/events", "/timeline", "/relations/PAK~AFG", "/figures"]) {
  await brief.goto(base + path, { waitUntil: "networkidle" });
  const box = await brief.locator("svg[data-from]").first().boundingBox();
  await brief.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.3);
  await brief.mouse.down();
  await brief.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.3, { steps: 4 });
  await brief.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.3, { steps: 4 });
  await brief.mouse.up();
  await brief.waitForURL("**time=*").catch(() => fault(path, "cannot be swept over:", brief.url()));
  if (!/time=\d{4}-\d{2}-\d{2}\.\.\d{4}-\d{2}-\d{2}/.test(brief.url())) fault(path, "was swept over and the address is", brief.url());
}
await brief.goto(base + "/events", { waitUntil: "networkidle" });
await brief.getByRole("button", { name: "Choose a time" }).focus();
for (const key of ["ArrowLeft", "Shift+ArrowRight", "Enter"]) await brief.keyboard.press(key);
await brief.waitForURL("**time=*").catch(() => fault("the keyboard cannot choose a time:", brief.url()));

// An event goes into a calendar, and a link says of which state of the record it is.
const dated = await (await brief.request.get(base + event + ".ics")).text();
if (!dated.startsWith("BEGIN:VCALENDAR") || !dated.includes("BEGIN:VEVENT")) fault("the calendar of an event is", dated.slice(0, 80));
await brief.goto(base + "/events?state=1");
if (!(await brief.locator(".notice").innerText().catch(() => "")).includes("changed")) fault("a link of another state does not say so");
const state = await brief.locator("body").getAttribute("data-state");
await brief.goto(base + "/events?state=" + state);
if (await brief.locator(".notice").count()) fault("a link of this state says that the record has changed");

// When more was added, a link of the state before shows the record as it was, and following links from it stays there.
const count = async (path) => (await (await brief.request.get(base + path)).text()).trim().split("\n").length;
const before = await count("/events.csv?state=" + state);
await brief.request.post(base + "/api/v1/documents", { data: { title: "Talks in Tallinn", text: "Estonia and Finland held talks in Tallinn on Tuesday, Estonia's foreign ministry said.", published: "2025-12-03" } });
const after = await count("/events.csv");
if (after <= before) fault("a report was added and there are", String(after), "events after", String(before));
if ((await count("/events.csv?state=" + state)) !== before) fault("a link of the state before gives", String(await count("/events.csv?state=" + state)), "rows and gave", String(before));
await brief.goto(base + "/events?state=" + state, { waitUntil: "networkidle" });
if (!(await brief.locator(".notice").innerText()).includes("as it was")) fault("a page of the past does not say so");
if ((await brief.locator("main").innerText()).includes("Estonia")) fault("a page of the past knows of what came later");
await brief.locator(".row .say").first().click();
await brief.waitForURL("**/events/e_*state=*").catch(() => fault("a link of the past leads to today:", brief.url()));
await brief.locator(".find input[type=search]").fill("Estonia");
await brief.locator(".find button").click();
if (!brief.url().includes("state=") || !(await brief.locator("main").innerText()).includes("No report holds")) fault("a search in the past finds what came later:", brief.url());
await brief.getByRole("link", { name: "The record of today" }).click();
if (!(await brief.locator("main").innerText()).includes("Tallinn")) fault("today's record is not one click from the past:", brief.url());

await signIn();

await browser.close();
server.kill("SIGTERM");
console.log(`${pages.length} pages, ${faults.length} faults`);
process.exitCode = faults.length ? 1 : 0;
