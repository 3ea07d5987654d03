// A server on the loopback that answers as the hosts do for which the site writes `_headers`.

import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".json": "application/json",
  ".xml": "application/xml",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
};

/** What hosts compress; pictures and fonts are compressed already. */
const COMPRESSED = new Set([".html", ".css", ".svg", ".json", ".xml", ".csv", ".txt", ".md"]);

/** The rules of a `_headers` file: a path, and the headers below it. */
function rules(text) {
  const found = [];
  for (const line of text.split("\n")) {
    if (/^\S/.test(line)) found.push({ path: line.trim(), headers: {}, taken: [] });
    else if (line.trim().startsWith("!")) found.at(-1).taken.push(line.trim().slice(1).trim());
    else if (line.includes(":")) {
      const at = line.indexOf(":");
      found.at(-1).headers[line.slice(0, at).trim()] = line.slice(at + 1).trim();
    }
  }
  return found;
}

function fits(rule, path) {
  return rule.path.endsWith("*") ? path.startsWith(rule.path.slice(0, -1)) : path === rule.path;
}

/** Serves a folder below a base path until `close` is called; gives its address. */
export async function serve(folder, base) {
  const headers = rules(await readFile(join(folder, "_headers"), "utf8"));
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    if (!path.startsWith(base)) return response.writeHead(404).end();
    let file = join(folder, normalize(`/${path.slice(base.length)}`));
    let status = 200;
    const found = await stat(file).catch(() => null);
    if (found?.isDirectory()) file = join(file, "index.html");
    let body = await readFile(file).catch(() => null);
    if (body === null) {
      status = 404;
      file = join(folder, "404.html");
      body = await readFile(file);
    }
    // Several policies hold together, so a rule for a part has to take the general one back.
    const own = {};
    for (const rule of headers.filter((rule) => fits(rule, path))) {
      for (const name of rule.taken) delete own[name];
      for (const [name, value] of Object.entries(rule.headers)) own[name] = own[name] ? `${own[name]}, ${value}` : value;
    }
    const sent = { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream", ...own };
    if (COMPRESSED.has(extname(file)) && /\bgzip\b/.test(request.headers["accept-encoding"])) {
      sent["Content-Encoding"] = "gzip";
      body = gzipSync(body);
    }
    response.writeHead(status, sent).end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const address = `http://127.0.0.1:${server.address().port}${base.slice(0, -1)}`;
  return { address, close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }) };
}
