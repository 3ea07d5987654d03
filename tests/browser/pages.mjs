// The pages of a site, and one of each type.

import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** Every page: its path from the root, its kind by the class of its body, its language. */
export async function pages(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  const all = [];
  for (const file of files) {
    const html = await readFile(file, "utf8");
    const kind = /<body class="kind-([^"]+)"/.exec(html)?.[1] ?? "redirect";
    const lang = /<html lang="([^"]+)"/.exec(html)?.[1] ?? "";
    const path = "/" + relative(folder, file).split(sep).join("/").replace(/index\.html$/, "");
    all.push({ file, path, kind, lang, html });
  }
  return all;
}

/** The largest page of each kind and language: what holds for it holds for its like. */
export function ofEachType(all) {
  return largest(all, ({ kind, lang }) => `${kind} ${lang}`);
}

/** The largest page of each kind, in whichever language. */
export function onePerKind(all) {
  return largest(all, ({ kind }) => kind);
}

function largest(all, type) {
  const types = new Map();
  for (const page of all.filter((page) => page.kind !== "redirect")) {
    if (!(types.get(type(page))?.html.length >= page.html.length)) types.set(type(page), page);
  }
  return [...types.values()];
}
