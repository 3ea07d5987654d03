// What Lighthouse gives a built site: `node lighthouse.mjs SITE CHROMIUM`. Writes what costs it points, a line each, to
// the standard output, the scores to the error output, and ends with 1 if anything costs points.

import { resolve } from "node:path";
import lighthouse, { desktopConfig } from "lighthouse";
import { launch } from "./chromium.mjs";
import { onePerKind, pages } from "./pages.mjs";
import { serve } from "./server.mjs";

/** Marks that a page which asks search engines to stay away cannot have, and does not want. */
const FOR_SEARCH_ENGINES = ["is-crawlable", "meta-description"];

/** What a page may weigh as it travels, with its style sheets and its typefaces: half a second of a slow phone network. */
const MOST_BYTES = 200_000;

/** What may move: lines whose typeface comes late, by less than a reader sees. */
const MOST_SHIFT = 0.01;

/** Waits are for pages that go on loading by scripts; ours are done when they have come. */
const SETTINGS = {
  output: "json",
  logLevel: "error",
  disableFullPageScreenshot: true,
  pauseAfterFcpMs: 100,
  pauseAfterLoadMs: 100,
  networkQuietThresholdMs: 100,
  cpuQuietThresholdMs: 100,
};

const folder = resolve(process.argv[2]);
const presets = { phone: undefined, ...(process.argv[4] === "--desktop" && { desktop: desktopConfig }) };
const types = onePerKind(await pages(folder));
const problems = [];
const server = await serve(folder, "/");
const browser = await launch(process.argv[3]);
try {
  for (const { path, html } of types) {
    for (const [preset, config] of Object.entries(presets)) {
      const page = await browser.newPage();
      const { lhr } = await lighthouse(server.address + path, SETTINGS, config, page);
      await page.close();
      const hidden = /<meta name="robots" content="noindex">/.test(html);
      problems.push(...faults(lhr, hidden).map((fault) => `${path}: Lighthouse: ${fault}`));
      console.error(`${preset}: ${path}: ${scores(lhr)}`);
    }
  }
} finally {
  await browser.close();
  await server.close();
}
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

/**
 * What keeps a page from full marks. The score of performance is time on this machine and is only shown; what it
 * measures of the page itself is held to: its weight, what moves while it loads, and what it waits for.
 */
function faults({ audits, categories, runtimeError }, hidden) {
  if (runtimeError) return [runtimeError.message];
  const found = [];
  for (const id of ["accessibility", "best-practices", "seo"]) {
    const counted = categories[id].auditRefs.filter(({ weight }) => weight > 0).map((ref) => audits[ref.id]);
    const failed = counted.filter(({ id, score }) =>
      score !== null && score < 1 && !(hidden && FOR_SEARCH_ENGINES.includes(id)));
    found.push(...failed.map(({ title, explanation, details }) =>
      [id, title, explanation, details?.items?.[0]?.node?.snippet].filter(Boolean).join(": ")));
  }
  const bytes = audits["total-byte-weight"].numericValue;
  if (!(bytes <= MOST_BYTES)) found.push(`the page weighs ${bytes} bytes, more than ${MOST_BYTES}`);
  const shift = audits["cumulative-layout-shift"].numericValue;
  if (!(shift <= MOST_SHIFT)) found.push(`the page moves while it loads: ${shift}`);
  for (const { url } of audits["render-blocking-resources"].details?.items ?? []) {
    if (!url.endsWith(".css")) found.push(`the page waits for ${url}`);
  }
  for (const { url, resourceType } of audits["network-requests"].details.items) {
    if (resourceType === "Script") found.push(`the page loads the script ${url}`);
  }
  for (const id of ["uses-text-compression", "uses-optimized-images", "uses-responsive-images", "unsized-images", "font-display"]) {
    if (audits[id].score !== null && audits[id].score < 1) found.push(audits[id].title);
  }
  return found;
}

/** The four scores, and the moments of the first one. */
function scores({ audits, categories }) {
  const marks = Object.entries(categories).map(([id, { score }]) => `${id} ${Math.round(score * 100)}`);
  const time = (id) => Math.round(audits[id].numericValue);
  const bytes = Math.round(audits["total-byte-weight"].numericValue / 1000);
  return `${marks.join(", ")}; ${bytes} kB, ${time("dom-size")} elements, first paint ${time("first-contentful-paint")} ms, \
largest ${time("largest-contentful-paint")} ms, blocked ${time("total-blocking-time")} ms`;
}
