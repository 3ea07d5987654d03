// Whether each check sees what it should, and no other sees it too: `node checks.test.mjs CHROMIUM [PAGE]`.

import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHECKS } from "./checks.mjs";
import { emulate, SCHEMES, WINDOW } from "./checks/readers.mjs";
import { launch } from "./chromium.mjs";
import { serve } from "./server.mjs";

const good = await readFile(new URL("checks.test.html", import.meta.url), "utf8");

/** What the page becomes with more rules at the end of its style sheet, or with other words. */
const styled = (css) => good.replace("</style>", `${css}\n</style>`);
const replaced = (from, to) => {
  if (!good.includes(from)) throw new Error(`checks.test.html has no ${from}`);
  return good.replace(from, to);
};

/** Pages, and the check that complains of each. */
const PAGES = [
  ["nothing wrong", good, null],

  ["a block wider than a tablet", styled("@media (min-width: 700px) and (max-width: 800px) { h1 { width: 900px; } }"), "widths"],
  ["a box as high as letters of the usual size", styled("h2 { height: 26px; overflow: hidden; font-size: 1rem; }"), "largeText"],
  ["a box as high as lines without space between", styled(".label { height: 2.4em; overflow: hidden; }"), "spacing"],

  ["no mark of the focus", styled("a:focus-visible { outline: none; }"), "keyboard"],
  ["an order that is not that of reading", styled("main { display: flex; flex-direction: column-reverse; }"), "keyboard"],
  ["a link under a lid", replaced("<h2>", "<div style=\"position: absolute; inset: 0; background: #eee\"></div><h2>")
    .replace("<section ", "<section style=\"position: relative\" "), "keyboard"],
  ["a link that the Tab key passes by", replaced("<section ", "<section inert "), "keyboard"],
  ["no way past the head", replaced("class=\"skip\"", "class=\"other\""), "keyboard"],

  ["a link that leads above its target", styled("section { scroll-margin-top: 300px; padding-bottom: 900px; }"), "jumps"],

  ["a card that ignores Escape", replaced("id=\"card\" popover", "id=\"card\" popover=\"manual\""), "cards"],
  ["a card out of sight", styled("[popover] { inset: -400px auto auto 0; }"), "cards"],

  ["a link of low contrast", styled("@media screen and (prefers-contrast: no-preference) { main a { color: #999; } }"), "accessibility"],
  ["a text of low contrast for those who want more", styled("@media (prefers-contrast: more) { main p { color: #6f6f6f; } }"), "colours"],
  ["small targets on telephones", replaced("</section>", "<ul><li><a href=\"/\">one</a></li><li><a href=\"/two\">two</a></li></ul></section>")
    .replace("</style>", "@media (max-width: 400px) { li, li a { display: block; padding: 0; font-size: 8px; } }</style>"), "accessibility"],

  ["a transition under reduced motion", styled("summary { transition: opacity .2s; }"), "motion"],
  ["a page that scrolls smoothly under reduced motion", styled("main { scroll-behavior: smooth; }"), "motion"],
  ["a long animation", styled("@keyframes come { from { opacity: .9; } } @media (prefers-reduced-motion: no-preference) { h1 { animation: come 2s; } }"), "motion"],

  ["a table wider than paper", styled("@media print { table { width: 700px; } }"), "print"],
  ["a chart that is light on paper", styled("@media (prefers-color-scheme: dark) { svg { fill: #eee; } }"), "darkPrint"],
  ["white on paper", styled("@media print { h1 { color: #ddd; } }"), "darkPrint"],
  ["a fold-out shut on paper", replaced("content-visibility: visible", "color: inherit"), "pdf"],
  ["an address missing on paper", replaced("content: \" <\" attr(href) \">\"", "color: inherit"), "pdf"],
  ["sheets without a title", replaced("content: var(--running-title)", "content: none"), "pdf"],
  ["sheets without numbers", replaced("counter(page) \" / \" counter(pages)", "\"\""), "pdf"],
  ["a chart on two sheets", replaced("break-inside: avoid", "color: inherit"), "pdf"],
  ["a chart beyond the edge of the sheet", styled("@media print { svg { margin-left: -100px; overflow: visible; } }"), "pdf"],

  ["a heading made by a script", replaced("<h1>A small page</h1>", "<h1></h1><script>document.querySelector('h1').textContent = 'A small page'</script>"), "withoutScripts"],
];

const folder = await mkdtemp(join(tmpdir(), "checks-"));
await writeFile(join(folder, "_headers"), "");
await writeFile(join(folder, "404.html"), "");
for (const [at, [, html]] of PAGES.entries()) {
  await mkdir(join(folder, `${at}`));
  await writeFile(join(folder, `${at}/index.html`), html);
}
const server = await serve(folder, "/");
const browser = await launch(process.argv[2]);
const problems = [];
try {
  for (const [at, [name, , wanted]] of PAGES.entries()) {
    if (!name.includes(process.argv[3] ?? "")) continue;
    const page = await browser.newPage();
    await page.setViewport(WINDOW);
    await emulate(page, SCHEMES.light);
    await page.goto(`${server.address}/${at}/`, { waitUntil: "load" });
    for (const [check, look] of Object.entries(CHECKS)) {
      const found = await look(page);
      if (check !== wanted) problems.push(...found.map((problem) => `${name}: ${check} should be content: ${problem}`));
      else if (found.length === 0) problems.push(`${name}: ${check} should complain`);
    }
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true });
}
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
