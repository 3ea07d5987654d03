// Breaches of WCAG 2.2 AA and of good practice, by axe-core.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { emulate, restore, restyle, SCHEMES, SMALLEST, unfold } from "./readers.mjs";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** All rules but those of WCAG's highest level. */
const EVERYTHING = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };

/** What a scheme can change: elements and their names stay as they are. */
const COLOURS = { runOnly: ["cat.color"], rules: { "color-contrast-enhanced": { enabled: false } } };

/** Who asks for more contrast gets that of WCAG's highest level. */
const MORE = { runOnly: ["cat.color"], rules: { "color-contrast-enhanced": { enabled: true } } };

/** Forced colours are the reader's; contrast is theirs to choose. */
const FORCED = { ...COLOURS, rules: { ...COLOURS.rules, "color-contrast": { enabled: false } } };

/** The page as it comes; and in the smallest window, where there is more to touch, with all that opens open. */
export async function accessibility(page) {
  const problems = await axe(page, EVERYTHING);
  await page.setViewport(SMALLEST);
  await restyle(page);
  await unfold(page);
  await page.evaluate(() => document.querySelector("[popover]")?.showPopover());
  problems.push(...(await axe(page, EVERYTHING)).map((violation) => `at ${SMALLEST.width}px: ${violation}`));
  await restore(page);
  return problems;
}

/** The colours of the page in every other scheme. */
export async function colours(page) {
  const problems = [];
  for (const [scheme, features] of Object.entries(SCHEMES).filter(([scheme]) => scheme !== "light")) {
    await emulate(page, features);
    const rules = { dark: COLOURS, "forced colours": FORCED }[scheme] ?? MORE;
    problems.push(...(await axe(page, rules)).map((violation) => `${scheme}: ${violation}`));
  }
  await restore(page);
  return problems;
}

async function axe(page, rules) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
  return page.evaluate(async (rules) => {
    const { violations } = await axe.run(document, { ...rules, resultTypes: ["violations"] });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 120).replaceAll("\n", " ")}`));
  }, rules);
}
