// What is written on the pages of a PDF, and where.

import { getDocumentProxy } from "unpdf";

/** The pages: their size, and their texts in the order in which they were drawn. Lengths are points from the bottom left. */
export async function read(bytes) {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const [left, bottom, right, top] = page.view;
    const { items } = await page.getTextContent();
    const texts = items.filter(({ str }) => str?.trim()).map(({ str, transform, width }) => {
      const [cos, sin] = [transform[0], transform[1]].map((part) => part / Math.hypot(transform[0], transform[1]));
      const [x, y] = [transform[4] - left, transform[5] - bottom];
      return { str, x, y, endX: x + width * cos, endY: y + width * sin };
    });
    pages.push({ width: right - left, height: top - bottom, texts });
  }
  await pdf.destroy();
  return pages;
}

/** Letters alone: where lines end, words are parted and spaces left out. */
export function letters(text) {
  return text.normalize("NFKC").replaceAll(/[\s\u00ad\u200b\u2060\ufeff‐‑-]/g, "");
}

/** Letters that any typeface has: on a machine without one for Chinese, a PDF has boxes that stand for nothing. */
export function latin(text) {
  return letters(text).replaceAll(/[^\p{Script=Latin}\p{N}]/gu, "");
}
