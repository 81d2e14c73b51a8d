// Opens the page that `-o FILE.html` writes in a real headless Chromium: filters are used, numbers are
// held against the records, no error may stand on the console, no request may be made.
//
// usage: node .ci/page.mjs PAGE.html RECORDS.ndjson [FOLDER_FOR_SCREENSHOTS]
// needs: chromium (or CHROMIUM=path), and playwright-core where Node finds it
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(resolve(process.env.NODE_PATH || ".", "package.json"));
const { chromium } = require("playwright-core");
const [page_path, records_path, shots] = process.argv.slice(2);
const records = readFileSync(records_path, "utf8").trim().split("\n").map((line) => JSON.parse(line));
const sum = (count) => records.reduce((total, record) => total + count(record), 0);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
const errors = [], requests = [];
page.on("console", (message) => { if (["error", "warning"].includes(message.type())) errors.push(message.text()); });
page.on("pageerror", (error) => errors.push(String(error)));
page.on("dialog", (dialog) => { errors.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
page.on("request", (request) => requests.push(request.url()));
const began = Date.now();
await page.goto(pathToFileURL(resolve(page_path)).href);
await page.waitForSelector("body[data-drawn=yes]");
console.log(`drawn in ${Date.now() - began} ms`);
const total = async (name) => Number((await page.textContent(`[data-total="${name}"]`)).replace(/,/g, ""));
const settle = () => page.waitForTimeout(400);

assert.equal(await total("documents"), records.length);
assert.equal(await total("judgements"), sum((record) => record.judgements.length));
assert.equal(await total("areas to improve"), sum((record) => record.areas_to_improve.length));
assert.equal(await total("priority actions"), sum((record) => record.areas_to_improve.filter((area) => area.priority).length));
assert.equal(await total("sentences"), sum((record) => record.findings.length));
assert.equal(await total("findings shown"), sum((record) => record.findings.filter((finding) => finding.polarity !== "neutral").length));
if (shots) await page.screenshot({ path: `${shots}/all.png`, fullPage: false });

// Polarity, theme, words, authority: each against the same count over the records.
await page.selectOption("#polarity", { label: "Strength" });
await settle();
assert.equal(await total("findings shown"), sum((record) => record.findings.filter((finding) => finding.polarity === "strength").length));
const themes = await page.$$eval("#theme option", (options) => options.map((option) => [option.value, option.textContent]));
assert.ok(themes.length > 1);
await page.selectOption("#polarity", "any");
await page.fill("#words", "children PLAN");
await settle();
const lower = (text) => text.toLowerCase();
assert.equal(await total("findings shown"), sum((record) => record.findings.filter((finding) => lower(finding.text).includes("children") && lower(finding.text).includes("plan")).length));
assert.ok((await page.locator("#findings mark").count()) > 0);
await page.fill("#words", "");
const name = records.map((record) => record.inspection.authority?.name).find(Boolean);
await page.selectOption("#authority", name);
await settle();
const own = records.filter((record) => record.inspection.authority?.name === name);
assert.equal(await total("documents"), own.length);
assert.equal(await total("findings shown"), own.reduce((count, record) => count + record.findings.length, 0));
if (shots) await page.screenshot({ path: `${shots}/one.png`, fullPage: true });
await page.click("button[type=reset]");
await settle();
assert.equal(await total("documents"), records.length);

// Pages of a list, by keyboard.
const next = page.locator("#findings .pager button", { hasText: "Next" });
if (await next.count()) {
  await next.focus();
  await page.keyboard.press("Enter");
  assert.match(await page.textContent("#findings [role=status]"), /^51 to /);
}
// Each sentence names its source page; every field has a label, every table its header cells.
const unlinked = await page.$$eval("#findings li", (items) => items.filter((item) => !item.querySelector(".about a, .about [title]")).length);
assert.equal(unlinked, 0);
assert.equal(await page.$$eval("select, input", (fields) => fields.filter((field) => !field.labels.length).length), 0);
assert.equal(await page.$$eval("table", (tables) => tables.filter((table) => !table.querySelector("th[scope]") || !table.caption).length), 0);
// Contrast of text against what lies behind it, AA: 4.5 to 1.
for (const scheme of ["light", "dark"]) {
  await page.emulateMedia({ colorScheme: scheme });
  const weak = await page.evaluate(() => {
    const channel = (value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    const parts = (colour) => colour.match(/[\d.]+/g).map(Number);
    const behind = (node) => {
      const layers = [];
      for (let at = node; at; at = at.parentElement) {
        const [r, g, b, a = 1] = parts(getComputedStyle(at).backgroundColor);
        if (a > 0) layers.push([r, g, b, a]);
        if (a === 1) break;
      }
      return layers.reverse().reduce((below, [r, g, b, a]) => [r, g, b].map((value, at) => value * a + below[at] * (1 - a)), [255, 255, 255]);
    };
    const bad = new Set();
    for (const node of document.querySelectorAll("p, td, th, span, a, dt, dd, label, h1, h2, h3, caption, summary, button")) {
      if (!node.textContent.trim() || !node.getClientRects().length) continue;
      const [one, two] = [light(parts(getComputedStyle(node).color)), light(behind(node))];
      const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
      if (ratio < 4.5) bad.add(`${node.tagName} ${node.className} ${ratio.toFixed(2)}`);
    }
    for (const field of document.querySelectorAll("input[placeholder]")) {
      const [one, two] = [light(parts(getComputedStyle(field, "::placeholder").color)), light(behind(field))];
      const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
      if (ratio < 4.5) bad.add(`placeholder ${ratio.toFixed(2)}`);
    }
    return [...bad];
  });
  assert.deepEqual(weak, [], scheme);
  if (shots) await page.screenshot({ path: `${shots}/${scheme}.png` });
}
// On paper: always light, without what can only be clicked, and still saying which part of a list it is.
await page.emulateMedia({ media: "print", colorScheme: "dark" });
assert.equal(await page.locator("#filters").isVisible(), false);
assert.equal(await page.locator(".pager button:visible").count(), 0);
assert.equal(await page.locator("#findings [role=status]").isVisible(), true);
assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
if (shots) await page.pdf({ path: `${shots}/print.pdf` });

assert.deepEqual(errors, []);
assert.deepEqual(requests.filter((url) => !url.startsWith("file:") && !url.startsWith("data:")), []);
assert.equal(requests.filter((url) => url.startsWith("file:")).length, 1);
await browser.close();
console.log(`${records.length} documents: filters, numbers, labels, contrast and silence of the page hold`);
