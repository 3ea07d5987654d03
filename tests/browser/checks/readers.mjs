// How readers see pages.

/** The ways in which they see colours. */
export const SCHEMES = {
  light: [{ name: "prefers-color-scheme", value: "light" }],
  dark: [{ name: "prefers-color-scheme", value: "dark" }],
  "more contrast": [{ name: "prefers-contrast", value: "more" }, { name: "prefers-color-scheme", value: "light" }],
  "more contrast in the dark": [{ name: "prefers-contrast", value: "more" }, { name: "prefers-color-scheme", value: "dark" }],
  "forced colours": [{ name: "forced-colors", value: "active" }],
};

/** The window of most of them. */
export const WINDOW = { width: 1280, height: 800 };

/** The smallest window: a telephone, or the usual one at four times the size (WCAG 1.4.10). */
export const SMALLEST = { width: 320, height: 640 };

const sessions = new WeakMap();

/** What speaks to the browser about a page; what it sets lasts for as long as it is kept. */
export async function session(page) {
  if (!sessions.has(page)) sessions.set(page, await page.createCDPSession());
  return sessions.get(page);
}

/** Sets how a reader sees colours and motion, which is reduced unless told, so that nothing is still on its way. */
export async function emulate(page, scheme, motion = "reduce", media = "") {
  const features = [...scheme, { name: "prefers-reduced-motion", value: motion }];
  await (await session(page)).send("Emulation.setEmulatedMedia", { features, media });
  const holds = await page.evaluate((wanted) =>
    wanted.every(({ name, value }) => matchMedia(`(${name}: ${value})`).matches), features);
  if (!holds) throw new Error(`the browser does not show ${JSON.stringify(features)}`);
}

/** The page as it came: the usual window, light, with no styles but its own and its fold-outs as they were. */
export async function restore(page) {
  await page.setViewport(WINDOW);
  await emulate(page, SCHEMES.light);
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
    document.querySelector(":popover-open")?.hidePopover();
    for (const details of document.querySelectorAll("details[data-shut]")) {
      details.removeAttribute("data-shut");
      details.open = false;
    }
    document.activeElement?.blur();
    scrollTo(0, 0);
  });
}

/** Opens every fold-out. */
export async function unfold(page) {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details:not([open])")) {
      details.setAttribute("data-shut", "");
      details.open = true;
    }
  });
}

/** Lays a style sheet of the reader's over those of the page, whose policy has no say in it; all is laid out as in sight. */
export async function restyle(page, css = "") {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, `* { content-visibility: visible !important; } ${css}`);
}
