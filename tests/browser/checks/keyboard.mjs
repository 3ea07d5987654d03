// Reading with the keyboard alone.

import { restore } from "./readers.mjs";

/** What the Tab key stops at. */
const STOPS = "a[href], summary, button, input, select, textarea, [tabindex]";

/** How many stops are taken back again, to see that the way back is the same. */
const BACK = 5;

/** Going through the whole page by the Tab key, and the way past its head; a chart for frames has no head to go past. */
export async function keyboard(page) {
  // The first stop is that of a page on which nothing has had the focus yet.
  await page.reload({ waitUntil: "load" });
  const problems = await walk(page);
  if (await page.evaluate(() => document.querySelector(".site-header") !== null)) problems.push(...(await skip(page)));
  await restore(page);
  return problems;
}

/** Each stop can be seen, shows that it is one, and comes when a reader expects it. */
async function walk(page) {
  const problems = [];
  const stops = [];
  const most = await page.evaluate(() => document.querySelectorAll("body *").length);
  while (stops.length <= most) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(stopped);
    if (stop === null) break;
    const before = stops.at(-1);
    stops.push(stop);
    problems.push(...stop.problems.map((problem) => `${stop.name} ${problem}`));
    if (stop.index === before?.index) {
      problems.push(`the Tab key does not lead on from ${stop.name}`);
      break;
    }
    if (before && stop.index < before.index) problems.push(`the Tab key goes from ${before.name} back to ${stop.name}`);
    const up = before && !stop.stays && !before.stays ? before.top - stop.top : 0;
    if (up > stop.screen) problems.push(`the Tab key goes from ${before.name} up the page to ${stop.name}`);
  }

  const seen = stops.map(({ index }) => index);
  problems.push(...(await page.evaluate(missed, STOPS, seen)).map((name) => `the Tab key never reaches ${name}`));

  const last = stops.at(-1);
  if (last) await page.evaluate((index) => document.querySelectorAll("*")[index].focus(), last.index);
  for (const expected of stops.slice(-BACK - 1, -1).reverse()) {
    await page.keyboard.down("Shift");
    await page.keyboard.press("Tab");
    await page.keyboard.up("Shift");
    const stop = await page.evaluate(stopped);
    if (stop?.index === expected.index) continue;
    problems.push(`on the way back the Tab key reaches ${stop?.name ?? "nothing"} instead of ${expected.name}`);
    break;
  }
  return problems;
}

/** The way past the head is the first thing that can be reached, and works. */
async function skip(page) {
  const first = await page.evaluate((stops) => {
    const [first] = [...document.querySelectorAll(stops)].filter((element) => element.tabIndex >= 0);
    first?.focus();
    return first?.className;
  }, STOPS);
  if (first !== "skip") return [`the first stop is .${first}, not the way to the content`];
  await page.keyboard.press("Enter");
  const where = await page.evaluate(() => document.activeElement.id);
  return where === "main" ? [] : [`the way to the content leads to #${where}`];
}

/** In the page: where the focus is, and what is wrong with that; nothing after the last stop. */
function stopped() {
  const element = document.activeElement;
  if (element === document.body || element === null) return null;
  const style = getComputedStyle(element);
  const problems = [];
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) problems.push("does not show that it has the focus");

  // Of a link over two lines, one can be seen.
  const boxes = [...element.getClientRects()].map(({ left, right, top, bottom }) => ({
    left: Math.max(left, 0), right: Math.min(right, innerWidth), top: Math.max(top, 0), bottom: Math.min(bottom, innerHeight),
  })).filter(({ left, right, top, bottom }) => right - left >= 1 && bottom - top >= 1);
  const over = boxes.map(({ left, right, top, bottom }) => {
    // What draws nothing, as the button for fingers on a number, hides nothing.
    const stack = document.elementsFromPoint((left + right) / 2, (top + bottom) / 2);
    return stack.find((other) => element.contains(other) || draws(other));
  });
  if (boxes.length === 0) problems.push("has the focus out of sight");
  else if (!over.some((other) => element.contains(other))) {
    problems.push(`is covered by <${over[0]?.localName} class="${over[0]?.getAttribute("class") ?? ""}">`);
  }

  let stays = false;
  for (let around = element; around && !stays; around = around.parentElement) {
    stays = ["fixed", "sticky"].includes(getComputedStyle(around).position);
  }
  return {
    name: `<${element.localName}> ${(element.textContent.trim() || element.ariaLabel || "").replaceAll(/\s+/g, " ").slice(0, 40)}`,
    index: [...document.querySelectorAll("*")].indexOf(element),
    top: element.getBoundingClientRect().top + scrollY,
    screen: innerHeight,
    stays,
    problems,
  };

  function draws(other) {
    const { backgroundColor, backgroundImage, opacity } = getComputedStyle(other);
    const ground = !/^rgba\(.*, 0\)$/.test(backgroundColor) || backgroundImage !== "none";
    return (ground && opacity !== "0") || other.matches("img, svg *");
  }
}

/** In the page: what can be used, but was not among the stops. */
function missed(selector, seen) {
  const all = [...document.querySelectorAll("*")];
  const stops = new Set(seen.map((index) => all[index]));
  return all.filter((element) => element.matches(selector) && element.tabIndex >= 0 && !element.disabled
      && element.checkVisibility({ visibilityProperty: true }) && !stops.has(element))
    .slice(0, 3).map((element) => `<${element.localName}> ${element.textContent.trim().slice(0, 40)}`);
}
