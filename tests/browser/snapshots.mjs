// Whether pages and charts look as they did: `node snapshots.mjs CHROMIUM FOLDER SITE...`. Pictures are kept in
// `snapshots/`; `UPDATE=1` takes them anew. What differs is left in FOLDER: as it was, as it is, and marked.
//
// The sites are small ones of the tests, whose texts stay, in the typefaces that the theme ships, which are the same on
// any machine. Chinese falls to those of the system, and is left out.

import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { emulate, SCHEMES } from "./checks/readers.mjs";
import { launch } from "./chromium.mjs";
import { compare, read, reduce, write } from "./compare.mjs";
import { onePerKind, pages } from "./pages.mjs";
import { serve } from "./server.mjs";

const own = dirname(fileURLToPath(import.meta.url));
const kept = join(own, "snapshots");
const repository = resolve(own, "../..");
const updating = process.env.UPDATE === "1";

/** A page is shown down to here: its head, and how its parts follow each other. */
const MOST_HEIGHT = 1400;

/** One chart of each family of marks. */
const CHARTS = ["line", "band", "area-stacked", "bar-grouped", "bar-diverging", "dot", "scatter", "cell", "facet", "waterfall"];

const [executable, left, ...sites] = process.argv.slice(2);
const problems = [];
const taken = new Set();
const shown = new Set();
await rm(left, { recursive: true, force: true });
await mkdir(kept, { recursive: true });
const browser = await launch(executable, ["--font-render-hinting=none", "--disable-lcd-text"]);
taken.add("browser.txt");
const version = (await browser.version()).split(".")[0];
const drawnBy = (await readFile(join(kept, "browser.txt"), "utf8").catch(() => "")).trim();
if (updating) await writeFile(join(kept, "browser.txt"), `${version}\n`);
else if (drawnBy !== version) {
  // Letters of another version differ more than a block that has moved by little.
  console.error(`skipped: the pictures in tests/browser/snapshots are of ${drawnBy}, and this is ${version}`);
  await browser.close();
  process.exit(0);
}
try {
  const page = await browser.newPage();
  for (const folder of sites) {
    const server = await serve(folder, "/");
    const english = (await pages(folder)).filter(({ lang }) => lang === "en");
    for (const { path, kind } of onePerKind(english).filter(({ kind }) => !shown.has(kind))) {
      shown.add(kind);
      await page.goto(server.address + path, { waitUntil: "load" });
      await look(page, kind, path);
    }
    await server.close();
  }
  for (const width of [1280, 320]) {
    await page.setContent(await gallery(width), { waitUntil: "load" });
    await look(page, "charts", "tests/charts", [width]);
  }
} finally {
  await browser.close();
}
for (const name of await readdir(kept)) {
  if (taken.has(name)) continue;
  if (updating) await rm(join(kept, name));
  else problems.push(`tests/browser/snapshots/${name}: nothing is shown in this picture any more; UPDATE=1 removes it`);
}
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

/** Compares what a page shows at each width, in light and dark, with the pictures of it. */
async function look(page, subject, path, widths = [1280, 320]) {
  for (const width of widths) {
    for (const scheme of ["light", "dark"]) {
      const name = `${subject}-${width}-${scheme}.png`;
      taken.add(name);
      await page.setViewport({ width, height: 800 });
      await emulate(page, SCHEMES[scheme]);
      await page.evaluate(() => document.fonts.ready);
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      const clip = { x: 0, y: 0, width, height: Math.min(height, subject === "charts" ? height : MOST_HEIGHT) };
      const actual = reduce(await page.screenshot({ clip, captureBeyondViewport: true }));
      await hold(name, path, actual);
    }
  }
}

async function hold(name, path, actual) {
  const expected = await readFile(join(kept, name)).then(read, () => null);
  const { problem, marked } = expected ? compare(expected, actual) : { problem: "there is no picture of it yet" };
  if (problem === null) return;
  if (updating) return await writeFile(join(kept, name), write(actual));
  const at = join(left, name.replace(".png", ""));
  await mkdir(left, { recursive: true });
  await writeFile(`${at}.actual.png`, write(actual));
  if (expected) await writeFile(`${at}.expected.png`, write(expected));
  if (marked) await writeFile(`${at}.marked.png`, write(marked));
  problems.push(`${path}: looks different (${name}): ${problem}; see ${at}.*.png, and accept it by UPDATE=1`);
}

/** Charts as they are inside pages, with nothing of the pages. */
async function gallery(width) {
  const assets = join(repository, "templates/assets");
  const font = async (weight) => {
    const bytes = await readFile(join(assets, `fonts/noto-sans-${weight}.woff2`), "base64");
    return `@font-face { font-family: "Briefing Sans"; font-weight: ${weight}; src: url("data:font/woff2;base64,${bytes}"); }`;
  };
  const css = [await font(400), await font(600), await readFile(join(assets, "chart.css"), "utf8")].join("\n");
  const ending = width < 600 ? ".narrow.svg" : ".svg";
  const charts = await Promise.all(CHARTS.map((chart) => readFile(join(repository, `tests/charts/${chart}${ending}`), "utf8")));
  return `<!DOCTYPE html><html lang="en"><meta name="viewport" content="width=device-width"><style>${css}
    :root { color-scheme: light dark; } body { margin: 0; columns: ${width < 600 ? 1 : 2}; background: light-dark(#fff, #12161c); }
    svg { display: block !important; max-width: 100%; height: auto; font-family: "Briefing Sans"; break-inside: avoid; }</style>
    <body class="bc-page">${charts.join("\n")}</body></html>`;
}
