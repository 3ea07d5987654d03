// Whether the comparison of pictures sees what it should, and nothing else: `node compare.test.mjs CHROMIUM SITE`.

import { launch } from "./chromium.mjs";
import { compare, reduce } from "./compare.mjs";
import { onePerKind, pages } from "./pages.mjs";
import { serve } from "./server.mjs";

/** Changes of style that are nothing but another way of drawing. */
const SAME = {
  "nothing changed": "",
  "softer letters": "body { filter: blur(.35px); }",
};

/** Changes that a reader sees. */
const DIFFERENT = {
  "a block moved aside": "h1 { position: relative; left: 6px; }",
  "a block moved down": ".key-points { position: relative; top: 6px; }",
  "a block gone": ".byline { visibility: hidden; }",
  "a small thing gone": ".kicker-type { visibility: hidden; }",
  "a ground of another colour": "body { background: #f4f4f4; }",
  "letters of another colour": ".standfirst { color: #a00; }",
  "a rule of another colour": "* { border-color: #f00 !important; }",
  "larger letters": ".standfirst { font-size: 24px; }",
  "another typeface": "h1 { font-family: monospace; }",
};

const [executable, folder] = process.argv.slice(2);
const server = await serve(folder, "/");
const problems = [];
const path = onePerKind(await pages(folder)).find(({ kind }) => kind === "briefing").path;
const usual = await shot([], "");
for (const [name, css] of Object.entries(SAME)) {
  const { problem } = compare(usual, await shot([], css));
  if (problem !== null) problems.push(`${name}: should pass: ${problem}`);
}
for (const hinting of ["slight", "full"]) {
  const { problem } = compare(usual, await shot([`--font-render-hinting=${hinting}`], ""));
  if (problem !== null) problems.push(`letters fitted to dots, ${hinting}: should pass: ${problem}`);
}
for (const [name, css] of Object.entries(DIFFERENT)) {
  if (compare(usual, await shot([], css)).problem === null) problems.push(`${name}: should be seen`);
}
await server.close();
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

async function shot(args, css) {
  const browser = await launch(executable, args.length ? args : ["--font-render-hinting=none"]);
  try {
    const page = await browser.newPage();
    await page.setBypassCSP(true);
    await page.setViewport({ width: 1280, height: 800 });
    await page.goto(server.address + path, { waitUntil: "load" });
    if (css) await page.addStyleTag({ content: css });
    await page.evaluate(() => document.fonts.ready);
    return reduce(await page.screenshot({ clip: { x: 0, y: 0, width: 1280, height: 1200 }, captureBeyondViewport: true }));
  } finally {
    await browser.close();
  }
}
