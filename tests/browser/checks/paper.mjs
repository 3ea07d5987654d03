// What paper lacks: it must be a document, with everything in its width, all that is folded on screens, and the addresses
// of its sources; black on white, whatever the screen was.

import { latin, letters, read } from "../pdf.mjs";
import { emulate, restore, SCHEMES } from "./readers.mjs";

/** The width of A4 between its margins, in pixels. */
const WIDTH = 643;

/** What a page of A4 holds between its margins, in pixels. */
const HEIGHT = 950;

/** Printers leave the edge of a sheet white: 5 mm, in points. */
const EDGE = 14;

/** The least contrast of text (WCAG 1.4.3). */
const CONTRAST = 4.5;

/** Everything is in the width of the page. */
export async function print(page) {
  await onPaper(page, SCHEMES.light);
  const cut = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const out = [...document.querySelectorAll("main svg, main table, main p, main figure")];
    return out.filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.right > width + 2;
    }).slice(0, 3).map((element) => `<${element.localName} class="${element.getAttribute("class") ?? ""}"> ${element.textContent.trim().slice(0, 40)}`);
  });
  await restore(page);
  return cut.map((element) => `on paper ${element} is cut off`);
}

/** Who reads in the dark prints black on white, and charts as they are in the light. */
export async function darkPrint(page) {
  await onPaper(page, SCHEMES.light);
  const light = await page.evaluate(inks);
  await onPaper(page, SCHEMES.dark);
  const dark = await page.evaluate(inks);
  await restore(page);

  const problems = [];
  for (const [at, { name, ground, inks }] of dark.entries()) {
    if (ground !== undefined && ground < CONTRAST) problems.push(`${name} has a contrast of ${ground.toFixed(2)} to white`);
    if (inks !== light[at].inks) problems.push(`${name} has other colours than in the light: ${inks}, not ${light[at].inks}`);
  }
  return [...new Set(problems)].slice(0, 5).map((problem) => `on paper, from a dark screen, ${problem}`);
}

/** The PDF holds the whole text of the page, with titles and numbers of its sheets, and every chart on one of them. */
export async function pdf(page) {
  await onPaper(page, SCHEMES.light);
  const { title, texts, addresses, figures } = await page.evaluate(written);
  await restore(page);
  const sheets = await read(await page.pdf({ format: "A4", preferCSSPageSize: true, timeout: 60_000 }));

  const isUnreadable = sheets.some(({ texts }) => texts.some(({ str }) => str.includes("\0")));
  const plain = isUnreadable ? latin : letters;

  const problems = [];
  const bodies = [];
  for (const [at, sheet] of sheets.entries()) {
    const said = ({ str }) => str.trim().slice(0, 40);
    const out = sheet.texts.filter(({ x, y, endX, endY }) => [x, endX].some((x) => x < EDGE || x > sheet.width - EDGE)
      || [y, endY].some((y) => y < EDGE || y > sheet.height - EDGE));
    problems.push(...out.slice(0, 3).map((text) => `"${said(text)}" is cut off at the edge of sheet ${at + 1}`));
    const { rest, missing } = withoutFrame(sheet.texts, plain, at === 0 ? "" : title, `${at + 1} / ${sheets.length}`);
    problems.push(...missing.map((what) => `sheet ${at + 1} lacks ${what}`));
    bodies.push(plain(rest.map(({ str }) => str).join("")));
  }
  const body = bodies.join("");
  const sheetOf = (at) => {
    let sheet = 0;
    for (let end = 0; end <= at; end += bodies[sheet - 1].length) sheet++;
    return sheet;
  };

  const lacking = texts.filter((text) => !body.includes(plain(text)) && !isTorn(plain(text), bodies));
  problems.push(...lacking.slice(0, 5).map((text) => `"${text.slice(0, 60)}" is missing`));
  const unprinted = addresses.filter((address) => !body.includes(plain(address)));
  problems.push(...unprinted.slice(0, 5).map((address) => `the address ${address} is missing`));

  let from = 0;
  for (const { name, height, caption, words } of figures) {
    const places = [];
    for (const part of [caption, ...words].map(plain).filter((part) => part !== "")) {
      const at = body.indexOf(part, from);
      if (at === -1) {
        problems.push(`${name} is not in one piece: "${part.slice(0, 40)}" does not come where it should`);
        break;
      }
      places.push(sheetOf(at), sheetOf(at + part.length - 1));
      from = at + part.length;
    }
    const [first, last] = [Math.min(...places), Math.max(...places)];
    if (height <= HEIGHT && first < last) problems.push(`${name} begins on sheet ${first} and ends on ${last}`);
  }
  return problems.map((problem) => `in the PDF ${problem}`);
}

async function onPaper(page, scheme) {
  await page.setViewport({ width: WIDTH, height: 900 });
  await emulate(page, scheme, "reduce", "print");
}

/** Whether a text begins on one sheet and ends on the next, of which other parts may be drawn in between. */
function isTorn(text, bodies) {
  const places = [...text].map((_, at) => at).slice(1);
  return bodies.some((body, at) => at + 1 < bodies.length && places.some((place) =>
    bodies[at + 1].includes(text.slice(place)) && body.includes(text.slice(0, place))));
}

/** The texts of a sheet without its title above and its number below, and which of these is missing. */
function withoutFrame(texts, plain, title, number) {
  const missing = [];
  let rest = texts;
  const take = (what, wanted, order) => {
    const sorted = [...rest].sort(order);
    const taken = [];
    const found = () => plain(taken.map(({ str }) => str).join(""));
    while (sorted.length > 0 && found().length < plain(wanted).length) taken.push(sorted.shift());
    if (found() === plain(wanted)) rest = rest.filter((text) => !taken.includes(text));
    else missing.push(`${what} "${wanted}"`);
  };
  // What stands on one line is within a point of it.
  const line = (y) => Math.round(y);
  take("the title", title, (one, other) => line(other.y) - line(one.y) || one.x - other.x);
  take("the number", number, (one, other) => line(one.y) - line(other.y) || one.x - other.x);
  return { rest, missing };
}

/** In the page: the colours of all that is drawn, and how far those of texts stand out from white. */
function inks() {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const shown = [...document.querySelectorAll("body, body *")].filter((element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.closest(".visually-hidden") === null);
  return shown.map((element) => {
    const { color, fill, stroke, backgroundColor } = getComputedStyle(element);
    const drawn = element.closest("svg") !== null;
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "");
    // Texts on marks are read against these, which `tests/browser_charts.rs` looks at.
    const onMark = /-on-/.test(element.getAttribute("class") ?? "") || element.closest("[class*='-on-']") !== null;
    return {
      name: `<${element.localName} class="${element.getAttribute("class") ?? ""}"> ${hasText ? element.textContent.trim().slice(0, 40) : ""}`,
      ground: hasText && !onMark ? contrastToWhite(drawn ? fill : color) : undefined,
      inks: drawn ? `${fill} ${stroke}` : `${color} ${backgroundColor}`,
    };
  });

  // WCAG's relative luminance and contrast.
  function contrastToWhite(css) {
    canvas.fillStyle = "#fff";
    canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) =>
      (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
  }
}

/** In the page: what has to be on paper. What is folded on screens is taken from the document, not from what is shown. */
function written() {
  const known = new Map();
  const isMeant = (element) => {
    if (element === document.documentElement) return true;
    if (!known.has(element)) {
      const { display, visibility } = getComputedStyle(element);
      const own = display !== "none" && visibility !== "hidden" && !element.matches(".visually-hidden, title, desc");
      known.set(element, own && isMeant(element.parentElement));
    }
    return known.get(element);
  };
  const textsOf = (root) => {
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      if (data.trim() !== "" && isMeant(parentElement)) found.push(data.trim());
    }
    return found;
  };

  const links = document.querySelectorAll(".sources a[href^='http'], .source-line a[href^='http']");
  const figures = [...document.querySelectorAll("figure:has(svg)")].map((figure) => {
    const parts = [...figure.querySelectorAll("figcaption, svg")].filter(isMeant);
    const [captions, pictures] = [parts.filter((part) => part.localName !== "svg"), parts.filter((part) => part.localName === "svg")];
    const boxes = parts.map((part) => part.getBoundingClientRect());
    return {
      name: `the figure "${figure.querySelector("figcaption")?.innerText.trim().replaceAll(/\s+/g, " ").slice(0, 40)}"`,
      height: Math.max(...boxes.map(({ bottom }) => bottom)) - Math.min(...boxes.map(({ top }) => top)),
      caption: captions.flatMap(textsOf).join(""),
      words: pictures.flatMap(textsOf),
    };
  });
  return {
    title: document.documentElement.dataset.runningTitle ?? "",
    texts: [...new Set(textsOf(document.body))],
    addresses: [...links].filter(isMeant).map((link) => link.getAttribute("href")),
    figures: figures.filter(({ words }) => words.length > 0),
  };
}
