// Looks at a built site in a browser: `node run.mjs SITE CHROMIUM [BASE]`. Writes what is wrong, a line each, to the
// standard output, and ends with 1 if anything is.

import { resolve } from "node:path";
import { CHECKS } from "./checks.mjs";
import { emulate, SCHEMES, WINDOW } from "./checks/readers.mjs";
import { launch } from "./chromium.mjs";
import { nu, validate } from "./markup.mjs";
import { ofEachType, onePerKind, pages } from "./pages.mjs";
import { serve } from "./server.mjs";

/** What does not depend on the language, and is asked of one page of each kind. */
const ONCE = ["colours", "jumps", "keyboard", "cards", "motion", "darkPrint", "withoutScripts"];

const folder = resolve(process.argv[2]);
const all = await pages(folder);
const types = ofEachType(all);
const kinds = onePerKind(all);
const problems = [];
const took = {};

const markup = Promise.all([validate(all), nu(folder, all)]);

const server = await serve(folder, process.argv[4] ?? "/");
const browser = await launch(process.argv[3]);
try {
  for (const type of types) {
    const found = await look(type);
    problems.push(...found.map((problem) => `${type.path}: ${problem}`));
  }
} finally {
  await browser.close();
  await server.close();
}

const [validated, checked] = await markup;
problems.push(...validated, ...checked.problems);
if (checked.skipped) console.error(`skipped: the Nu HTML checker: ${checked.skipped}`);
console.error(`looked at ${types.length} of ${all.length} pages: ${types.map((page) => page.path).join(" ")}`);
console.error(`seconds: ${Object.entries(took).map(([name, time]) => `${name} ${Math.round(time / 1000)}`).join(", ")}`);
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

/** Everything asked of one page, and what it said or asked for meanwhile. */
async function look({ path, kind }) {
  const found = [];
  const page = await browser.newPage();
  try {
    page.setDefaultTimeout(60_000);
    page.on("console", (message) => found.push(`the console says: ${message.text()}`));
    page.on("pageerror", (error) => found.push(`a script failed: ${error.message}`));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(server.address) && !url.startsWith("data:")) found.push(`asks for ${url}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400 && kind !== "404") found.push(`${response.url()} answers ${response.status()}`);
    });
    await page.setViewport(WINDOW);
    await emulate(page, SCHEMES.light);
    const url = server.address + path;
    const response = await page.goto(url, { waitUntil: "load" });
    if (!response.headers()["content-security-policy"]?.startsWith("default-src 'none'")) {
      found.push("comes without the policy that its `_headers` ask for");
    }
    const isFirst = kinds.some((page) => page.path === path);
    for (const [name, check] of Object.entries(CHECKS).filter(([name]) => isFirst || !ONCE.includes(name))) {
      const begun = performance.now();
      found.push(...(await check(page)));
      took[name] = (took[name] ?? 0) + performance.now() - begun;
    }
  } finally {
    await page.close();
  }
  return found;
}
