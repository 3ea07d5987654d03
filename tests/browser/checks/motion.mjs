// What moves: nothing for readers who asked for that, and for others nothing that they wait for.

import { emulate, restore, SCHEMES } from "./readers.mjs";

/** In seconds, from the first moment to the last. */
const LONGEST = { reduce: 0, "no-preference": 0.3 };

export async function motion(page) {
  const problems = [];
  for (const [wish, longest] of Object.entries(LONGEST)) {
    await emulate(page, SCHEMES.light, wish);
    const told = wish === "reduce" ? "where motion is to be reduced, " : "";
    problems.push(...(await page.evaluate(moving, longest)).map((problem) => told + problem));
  }
  await restore(page);
  return problems;
}

/** In the page: what moves for longer than so many seconds. */
function moving(longest) {
  const problems = new Set();
  for (const element of document.querySelectorAll("*")) {
    for (const part of ["", "::before", "::after", "::details-content"]) {
      const style = getComputedStyle(element, part || null);
      const name = `<${element.localName} class="${element.getAttribute("class") ?? ""}">${part}`;
      const transition = longestOf(style.transitionDuration, style.transitionDelay);
      const animation = style.animationName === "none" ? 0 : longestOf(style.animationDuration, style.animationDelay);
      if (transition > longest) problems.add(`${name} has a transition of ${transition} s`);
      if (animation > longest) problems.add(`${name} has an animation of ${animation} s`);
      if (longest === 0 && style.scrollBehavior === "smooth") problems.add(`${name} scrolls smoothly`);
    }
  }
  return [...problems].slice(0, 5);

  // Nothing lasts that takes no time, however long it waits.
  function longestOf(durations, delays) {
    const waits = delays.split(", ").map(parseFloat);
    const times = durations.split(", ").map(parseFloat);
    return Math.max(...times.map((time, at) => (time > 0 ? time + waits[at % waits.length] : 0)));
  }
}
