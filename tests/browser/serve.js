// A static server for a folder, as small as can be: what a host of static sites does, under the sub-paths it is given. An address
// of a folder gives its `index.html`; what is not there gives `404.html` with the status 404. It knows nothing of pages.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";

/** @type {Record<string, string>} */
const types = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".gif": "image/gif",
  ".html": "text/html; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".xml": "application/xml; charset=utf-8",
};

/**
 * Serves `folder` under each of `mounts` (as `/archive/`) on a free port of this machine alone.
 * @param {string} folder
 * @param {string[]} mounts
 */
export async function serve(folder, mounts) {
  const root = path.resolve(folder);
  const server = createServer(async (request, response) => {
    const asked = new URL(request.url ?? "/", "http://localhost").pathname;
    const mount = mounts.find((mount) => asked.startsWith(mount));
    const inside = mount && file(root, asked.slice(mount.length));
    const found = inside && (await readFile(inside).catch(() => undefined));
    if (inside && found) {
      response.writeHead(200, { "content-type": types[path.extname(inside)] ?? "application/octet-stream" }).end(found);
      return;
    }
    const missing = mount && (await readFile(path.join(root, "404.html")).catch(() => undefined));
    response.writeHead(404, { "content-type": types[".html"] }).end(missing || "not here");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  // The server alone must not keep a test program alive.
  server.unref();
  return `http://127.0.0.1:${address.port}`;
}

/**
 * The file for a path of an address; none where it leads out of the folder.
 * @param {string} root
 * @param {string} asked
 */
function file(root, asked) {
  let decoded;
  try {
    decoded = decodeURIComponent(asked);
  } catch {
    return undefined;
  }
  const whole = path.join(root, decoded.endsWith("/") || decoded === "" ? `${decoded}index.html` : decoded);
  return whole.startsWith(root + path.sep) ? whole : undefined;
}
