// Whether two pictures of a page show the same, though not drawn to the same dot.
//
// Another version of the browser smooths letters differently and sets them a fraction of a dot aside. What it draws at
// a dot is then still something that the other picture has there or beside it, so that is what is asked: each dot has
// to lie, in each of its colours, between the darkest and the lightest of the nine about its place in the other picture,
// and the other way round. On a plain ground the nine are alike, and a small change of colour is seen; a block that
// moves by more than two dots of the screen, comes or goes finds nothing like it beside its place.

import { PNG } from "pngjs";

/** How far a colour may lie outside its bounds, of 255: one step of those that pictures are kept in, and a bit. */
const TOLERANCE = 7;

/** How much darker or lighter a letter may be drawn, as a part of what it stands out by. */
const SOFTNESS = 0.35;

/** How many dots may lie outside, where letters of another version are a whole dot aside: less than a character. */
const MOST_DOTS = 24;

/** Lines set by another version may come to heights a few dots apart in all. */
const MOST_HEIGHT = 3;

/** Colours are kept in steps, which makes files small. */
const STEP = 5;

/** A picture at half its size, in fewer colours: what is kept, and compared. */
export function reduce(bytes) {
  const full = PNG.sync.read(Buffer.from(bytes));
  const small = new PNG({ width: full.width >> 1, height: full.height >> 1 });
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      const from = (y * 2 * full.width + x * 2) * 4;
      const to = (y * small.width + x) * 4;
      for (let channel = 0; channel < 3; channel++) {
        const at = (offset) => full.data[from + offset + channel];
        const mean = (at(0) + at(4) + at(full.width * 4) + at(full.width * 4 + 4)) / 4;
        small.data[to + channel] = Math.round(mean / STEP) * STEP;
      }
      small.data[to + 3] = 255;
    }
  }
  return small;
}

export const read = (bytes) => PNG.sync.read(bytes);
export const write = (picture) => PNG.sync.write(picture, { colorType: 2, deflateLevel: 9, filterType: -1 });

/** What differs, in words, or nothing; and the picture in which it is marked. */
export function compare(expected, actual) {
  const width = Math.min(expected.width, actual.width);
  const height = Math.min(expected.height, actual.height);
  const marked = new PNG({ width, height });
  let dots = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const same = lies(actual, expected, x, y, width, height) && lies(expected, actual, x, y, width, height);
      const at = (y * width + x) * 4;
      const grey = 128 + (expected.data[(y * expected.width + x) * 4] >> 1);
      marked.data.set(same ? [grey, grey, grey, 255] : [220, 0, 60, 255], at);
      if (!same) dots += 1;
    }
  }
  const sizes = [expected, actual].map((picture) => `${picture.width * 2} × ${picture.height * 2}`);
  const resized = expected.width !== actual.width || Math.abs(expected.height - actual.height) > MOST_HEIGHT;
  if (resized) return { problem: `it was ${sizes[0]} and is ${sizes[1]} dots`, marked };
  return { problem: dots > MOST_DOTS ? `${dots} dots look different` : null, marked };
}

/** Whether a dot of one picture is something that another has there or beside it. */
function lies(one, other, x, y, width, height) {
  const own = (y * one.width + x) * 4;
  for (let channel = 0; channel < 3; channel++) {
    const value = one.data[own + channel];
    let least = 255;
    let most = 0;
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
      for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
        const beside = other.data[(row * other.width + column) * 4 + channel];
        if (beside < least) least = beside;
        if (beside > most) most = beside;
      }
    }
    const room = TOLERANCE + (most - least) * SOFTNESS;
    if (value < least - room || value > most + room) return false;
  }
  return true;
}
