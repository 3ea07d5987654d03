// Looks at a built site in a browser: `node run.mjs SITE CHROMIUM [BASE]`. Writes what is wrong, a line each, to the
// standard output, and ends with 1 if anything is.

import { resolve } from "node:path";
import * as checks from "./checks.mjs";
import { launch } from "./chromium.mjs";
import { nu, validate } from "./markup.mjs";
import { ofEachType, pages } from "./pages.mjs";
import { serve } from "./server.mjs";

const folder = resolve(process.argv[2]);
const all = await pages(folder);
const types = ofEachType(all);
const problems = [];

const markup = Promise.all([validate(all), nu(folder, all)]);

const server = await serve(folder, process.argv[4] ?? "/");
const browser = await launch(process.argv[3]);
try {
  for (const { path, kind } of types) {
    const found = await look(path, kind);
    problems.push(...found.map((problem) => `${path}: ${problem}`));
  }
} finally {
  await browser.close();
  await server.close();
}

const [validated, checked] = await markup;
problems.push(...validated, ...checked.problems);
if (checked.skipped) console.error(`skipped: the Nu HTML checker: ${checked.skipped}`);
console.error(`looked at ${types.length} of ${all.length} pages: ${types.map((page) => page.path).join(" ")}`);
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

/** Everything asked of one page, and what it said or asked for meanwhile. */
async function look(path, kind) {
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
    await page.setViewport({ width: 1280, height: 800 });
    await checks.emulate(page, checks.SCHEMES.light);
    const url = server.address + path;
    const response = await page.goto(url, { waitUntil: "load" });
    if (!response.headers()["content-security-policy"]?.startsWith("default-src 'none'")) {
      found.push("comes without the policy that its `_headers` ask for");
    }
    found.push(...(await checks.widths(page)));
    found.push(...(await checks.keyboard(page)));
    found.push(...(await checks.accessibility(page)));
    found.push(...(await checks.print(page)));
    found.push(...(await checks.withoutScripts(browser, url)));
  } finally {
    await page.close();
  }
  return found;
}
