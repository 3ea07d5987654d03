// Where links lead within a page.

import { emulate, restore, SCHEMES } from "./readers.mjs";

/** A telephone, and the usual window. */
const WINDOWS = [{ width: 412, height: 800 }, { width: 1280, height: 800 }];

/** As many links of a page are followed, evenly spread. */
const MOST = 10;

/** The target stands this close under the upper edge of the window, in pixels. */
const ROOM = 100;

/** A link within the page leads to its target, from where the link stands, also where the way there is not laid out yet. */
export async function jumps(page) {
  const problems = [];
  const address = page.url();
  for (const window of WINDOWS) {
    await page.setViewport(window);
    await emulate(page, SCHEMES.light, "no-preference");
    await page.goto("about:blank");
    await page.goto(address, { waitUntil: "load" });
    for (const link of await some(page)) {
      const { target, beside } = await follow(page, link);
      if (beside) problems.push(`at ${window.width}px the link to ${target} leads ${beside} px beside it`);
    }
  }
  await page.goto(address, { waitUntil: "load" });
  await restore(page);
  return problems.slice(0, 5);
}

/** Some of the links within the page that can be seen. */
async function some(page) {
  const all = await page.$$("main a[href^='#']");
  const seen = [];
  for (const link of all) if (await link.evaluate((link) => link.checkVisibility())) seen.push(link);
  const step = Math.max(1, seen.length / MOST);
  return seen.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}

/** Brings a link into sight and follows it; gives how far from its place the target stands then, if it does. */
async function follow(page, link) {
  await link.evaluate((link) => link.scrollIntoView({ block: "center", behavior: "instant" }));
  await rest(page);
  await link.evaluate((link) => link.click());
  await rest(page);
  return link.evaluate((link, room) => {
    const target = decodeURIComponent(link.hash);
    const { top } = document.getElementById(target.slice(1)).getBoundingClientRect();
    const left = document.documentElement.scrollHeight - innerHeight - scrollY;
    const isThere = top >= -2 && (top <= room || left <= 4);
    return { target, beside: isThere ? 0 : Math.round(top) };
  }, ROOM);
}

/** Waits until the page no longer scrolls. */
async function rest(page) {
  let before = NaN;
  for (let turn = 0; turn < 60; turn++) {
    const now = await page.evaluate(() => new Promise((done) => setTimeout(() => done(scrollY), 60)));
    if (now === before) return;
    before = now;
  }
}
