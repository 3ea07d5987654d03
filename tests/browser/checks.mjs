// What is asked of a page in the browser. Each check gives what is wrong, a line each.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The ways in which readers see colours. */
export const SCHEMES = {
  light: [{ name: "prefers-color-scheme", value: "light" }],
  dark: [{ name: "prefers-color-scheme", value: "dark" }],
  "forced colours": [{ name: "forced-colors", value: "active" }],
};

const sessions = new WeakMap();

const WIDTHS = [320, 768, 1280];

/** Breaches of WCAG 2.2 AA and of good practice, by axe-core. */
export async function accessibility(page) {
  const problems = [];
  for (const [scheme, features] of Object.entries(SCHEMES)) {
    await emulate(page, features);
    if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
    const violations = await page.evaluate(async (forced) => {
      // Forced colours are the reader's; contrast is theirs to choose.
      const rules = forced ? { "color-contrast": { enabled: false } } : {};
      const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
      const found = await axe.run(document, { runOnly: tags, rules, resultTypes: ["violations"] });
      return found.violations.flatMap(({ id, help, nodes }) =>
        nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 120).replaceAll("\n", " ")}`));
    }, scheme === "forced colours");
    problems.push(...violations.map((violation) => `${scheme}: ${violation}`));
  }
  await emulate(page, SCHEMES.light);
  return problems;
}

/** Sets how a reader sees colours; motion is always reduced, so that nothing is still on its way. */
export async function emulate(page, scheme) {
  const features = [...scheme, { name: "prefers-reduced-motion", value: "reduce" }];
  // What is set lasts no longer than its connection, so that is kept for as long as the page.
  if (!sessions.has(page)) sessions.set(page, await page.createCDPSession());
  await sessions.get(page).send("Emulation.setEmulatedMedia", { features });
  const holds = await page.evaluate((wanted) =>
    wanted.every(({ name, value }) => matchMedia(`(${name}: ${value})`).matches), features);
  if (!holds) throw new Error(`the browser does not show ${JSON.stringify(features)}`);
}

/** What sticks out of the page at a width, so that the whole page scrolls sideways. */
export async function widths(page) {
  const problems = [];
  for (const width of WIDTHS) {
    await page.setViewport({ width, height: 800 });
    const wide = await page.evaluate(() => {
      const root = document.documentElement;
      if (root.scrollWidth <= root.clientWidth) return [];
      const out = [...document.querySelectorAll("body *")].filter((element) =>
        element.getBoundingClientRect().right > root.clientWidth + 1 && !element.closest(".table-scroll"));
      return out.slice(0, 3).map((element) => `<${element.localName} class="${element.getAttribute("class") ?? ""}">`);
    });
    problems.push(...wide.map((element) => `at ${width}px ${element} is wider than the page`));
  }
  await page.setViewport({ width: 1280, height: 800 });
  return problems;
}

/** Going through a page by the Tab key: first the way past the head, then each stop visible and marked. */
export async function keyboard(page) {
  const problems = [];
  await page.evaluate(() => { window.scrollTo(0, 0); document.activeElement?.blur(); });
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement.className);
  // A chart for frames has no head to go past.
  const head = await page.evaluate(() => document.querySelector(".site-header") !== null);
  if (head && first !== "skip") problems.push(`the first stop is .${first}, not the way to the content`);
  const count = await page.evaluate(() =>
    document.querySelectorAll("a[href], summary, button, [tabindex='0']").length);
  for (let stop = 1; stop < Math.min(count, 80); stop++) {
    const state = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === document.body) return null;
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      return {
        name: `<${element.localName}> ${(element.textContent.trim() || element.ariaLabel || "").slice(0, 40)}`,
        seen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
        marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
      };
    });
    if (state === null) break;
    if (!state.seen) problems.push(`${state.name} has the focus out of sight`);
    if (!state.marked) problems.push(`${state.name} does not show that it has the focus`);
    await page.keyboard.press("Tab");
  }
  if (!head) return problems;
  // The way past the head works.
  await page.evaluate(() => { window.scrollTo(0, 0); document.querySelector(".skip").focus(); });
  await page.keyboard.press("Enter");
  const where = await page.evaluate(() => document.activeElement.id);
  if (where !== "main") problems.push(`the way to the content leads to #${where}`);
  return problems;
}

/** What paper lacks: it must be a document, with everything in its width and no fold-outs left shut. */
export async function print(page) {
  const problems = [];
  await page.emulateMediaType("print");
  await page.setViewport({ width: 643, height: 900 });
  const cut = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const out = [...document.querySelectorAll("main svg, main table, main p, main figure")];
    return out.filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.right > width + 2;
    }).slice(0, 3).map((element) => `<${element.localName} class="${element.getAttribute("class") ?? ""}"> ${element.textContent.trim().slice(0, 40)}`);
  });
  problems.push(...cut.map((element) => `on paper ${element} is cut off`));
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true, timeout: 60_000 });
  const text = Buffer.from(pdf).toString("latin1");
  const sheets = text.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  if (!text.startsWith("%PDF-") || sheets === 0) problems.push("no PDF comes of it");
  await page.emulateMediaType(null);
  await page.setViewport({ width: 1280, height: 800 });
  return problems;
}

/** What a page loses without scripts: nothing. */
export async function withoutScripts(browser, url) {
  const page = await browser.newPage();
  try {
    await page.setJavaScriptEnabled(false);
    await page.goto(url, { waitUntil: "load" });
    const problems = [];
    const heading = await page.$eval("h1", (element) => element.textContent.trim()).catch(() => "");
    if (!heading) problems.push("without scripts there is no heading");
    const shut = await page.$$("details:not([open]) > summary");
    if (shut.length > 0) {
      const open = await shut[shut.length - 1].evaluate((summary) => {
        summary.click();
        return summary.parentElement.open;
      });
      if (!open) problems.push("without scripts a fold-out does not open");
    }
    return problems;
  } finally {
    await page.close();
  }
}
