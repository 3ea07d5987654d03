// Whether everything has room: in windows of every width, with larger letters, and with more space between them.

import { restore, restyle, session, SMALLEST, unfold, WINDOW } from "./readers.mjs";

const WIDTHS = [320, 768, 1280];

/** A letter has at most this part of the height that the browser gives it; the rest may lie on the next line. */
const LETTERS = 0.6;

/** What sticks out of the page at a width, so that the whole page scrolls sideways. */
export async function widths(page) {
  const problems = [];
  for (const width of WIDTHS) {
    await page.setViewport({ width, height: 800 });
    problems.push(...(await page.evaluate(sideways)).map((problem) => `at ${width}px ${problem}`));
  }
  await restore(page);
  return problems;
}

/** Letters of twice the size (WCAG 1.4.4): by the browser's settings, by its zoom, and of the text alone. */
export async function largeText(page) {
  const problems = [];
  const client = await session(page);
  const look = async (how) => problems.push(...(await cramped(page)).map((problem) => `with ${how} ${problem}`));

  await client.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
  await look("letters set to twice the size");
  await client.send("Page.setFontSizes", { fontSizes: { standard: 16, fixed: 13 } });

  await page.setViewport({ width: WINDOW.width / 2, height: WINDOW.height / 2, deviceScaleFactor: 2 });
  await look("the page at twice the size");
  await page.setViewport(WINDOW);

  await restyle(page, "html { font-size: 200% !important; }");
  await look("the text at twice the size");
  return problems;
}

/** The space that readers may ask for between lines, paragraphs, letters and words (WCAG 1.4.12). */
export async function spacing(page) {
  const problems = [];
  for (const window of [WINDOW, SMALLEST]) {
    await page.setViewport(window);
    await restyle(page, `
      * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
      p { margin-block-end: 2em !important; }`);
    problems.push(...(await cramped(page)).map((problem) => `at ${window.width}px with spaced text ${problem}`));
  }
  return problems;
}

/** What has no room, with every fold-out open; leaves the page as it came. */
async function cramped(page) {
  await unfold(page);
  const problems = [...(await page.evaluate(sideways)), ...(await page.evaluate(cutOrCovered, LETTERS))];
  await restore(page);
  return problems;
}

/** In the page: what is wider than it. */
function sideways() {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const out = [...document.querySelectorAll("body *")].filter((element) =>
    element.getBoundingClientRect().right > root.clientWidth + 1 && !element.closest(".table-scroll"));
  return out.slice(0, 3).map((element) =>
    `<${element.localName} class="${element.getAttribute("class") ?? ""}"> is wider than the page`);
}

/**
 * In the page: texts that are cut off by a box, and those that lie on one another. Charts are pictures, with their data
 * beside them; `tests/browser_charts.rs` looks at their texts.
 */
function cutOrCovered(letters) {
  const problems = [];
  const lines = [];
  const known = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.data.trim() === "" || !isShown(node.parentElement)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const spare = box.height * (1 - letters) / 2;
      add(node, { left: box.left + 1, right: box.right - 1, top: box.top + spare, bottom: box.bottom - spare });
    }
  }

  // From top to bottom: only lines that have not ended yet can meet the next.
  lines.sort((one, other) => one.top - other.top);
  let open = [];
  for (const line of lines) {
    open = open.filter((other) => other.bottom > line.top);
    const under = open.find((other) => other.left < line.right && other.right > line.left);
    if (under) problems.push(`"${line.words}" lies on "${under.words}"`);
    open.push(line);
  }
  return [...new Set(problems)].slice(0, 5);

  function isShown(element) {
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      && element.closest("svg, :popover-open") === null;
  }

  // A box that scrolls shows the rest when asked to; one that does not has cut it off.
  function add(node, line) {
    if (line.right <= line.left) return;
    const words = node.data.trim().replaceAll(/\s+/g, " ").slice(0, 40);
    for (const { element, across, down, silent } of boxesAround(node.parentElement)) {
      if (silent) return;
      const box = element.getBoundingClientRect();
      const cut = (across === "cut" && (line.left < box.left - 1 || line.right > box.right + 1))
        || (down === "cut" && (line.top < box.top - 1 || line.bottom > box.bottom + 1));
      if (cut) {
        problems.push(`"${words}" is cut off by <${element.localName} class="${element.className}">`);
        return;
      }
      if (across !== "open") line = { ...line, left: Math.max(line.left, box.left), right: Math.min(line.right, box.right) };
      if (down !== "open") line = { ...line, top: Math.max(line.top, box.top), bottom: Math.min(line.bottom, box.bottom) };
    }
    if (line.left < line.right && line.top < line.bottom) lines.push({ ...line, words });
  }

  function boxesAround(element) {
    if (element === null || element === document.body) return [];
    if (!known.has(element)) {
      // What is clipped away as a whole, as `.visually-hidden`, is for listeners.
      const { overflowX, overflowY, clipPath } = getComputedStyle(element);
      const kind = (overflow) => ({ visible: "open", auto: "scrolls", scroll: "scrolls" })[overflow] ?? "cut";
      const box = { element, across: kind(overflowX), down: kind(overflowY), silent: clipPath === "inset(50%)" };
      const own = box.across === "open" && box.down === "open" && !box.silent ? [] : [box];
      known.set(element, [...own, ...boxesAround(element.parentElement)]);
    }
    return known.get(element);
  }
}
