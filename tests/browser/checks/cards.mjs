// The cards that open beside checked numbers.

import { restore, SMALLEST, WINDOW } from "./readers.mjs";

/** One at each end of the page, and one between; all are made alike. */
export async function cards(page) {
  const problems = [];
  for (const window of [WINDOW, SMALLEST]) {
    await page.setViewport(window);
    const buttons = await page.$$("[popovertarget]:not([popover] *)");
    const some = [...new Set([buttons[0], buttons[Math.floor(buttons.length / 2)], buttons.at(-1)])].filter(Boolean);
    for (const button of some) {
      const found = await card(page, button);
      problems.push(...found.map((problem) => `at ${window.width}px ${problem}`));
    }
  }
  await restore(page);
  return problems;
}

/** A card opens where it can be read, and shuts again, by the keyboard and by a click beside it. */
async function card(page, button) {
  const problems = [];
  const id = await button.evaluate((element) => element.getAttribute("popovertarget"));
  const isOpen = () => page.evaluate((id) => document.getElementById(id)?.matches(":popover-open") ?? false, id);

  await button.evaluate((element) => {
    element.scrollIntoView({ block: "center" });
    element.focus();
  });
  await page.keyboard.press("Enter");
  if (!(await isOpen())) return [`#${id} does not open by its button`];

  const out = await page.evaluate((id) => {
    const box = document.getElementById(id).getBoundingClientRect();
    return box.width === 0 || box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight;
  }, id);
  if (out) problems.push(`#${id} opens out of sight`);
  await page.keyboard.press("Tab");
  const inside = await page.evaluate((id) => document.getElementById(id).contains(document.activeElement), id);
  if (!inside) problems.push(`the Tab key does not lead into #${id}`);

  await page.keyboard.press("Escape");
  if (await isOpen()) problems.push(`#${id} stays open after Escape`);
  else if (!(await button.evaluate((element) => document.activeElement === element))) {
    problems.push(`the focus is not back on its button after #${id} has shut`);
  }

  await button.evaluate((element) => {
    element.focus();
    element.popoverTargetElement.showPopover({ source: element });
  });
  await page.mouse.click(...(await page.evaluate(beside, id)));
  if (await isOpen()) problems.push(`#${id} stays open after a click beside it`);
  await page.mouse.move(0, 0);
  return problems;
}

/** In the page: a place beside a card where a click does nothing else. */
function beside(id) {
  const box = document.getElementById(id).getBoundingClientRect();
  for (const [x, y] of [[2, box.top / 2], [2, (box.bottom + innerHeight) / 2], [innerWidth - 2, innerHeight - 2]]) {
    const isCard = x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    if (!isCard && !document.elementFromPoint(x, y)?.closest("a, button, summary")) return [x, y];
  }
  return [0, 0];
}
