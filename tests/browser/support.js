// What every test of this folder begins with: the browser, a page of a built site opened in it, and everything that went wrong on
// that page while the test ran, which fails the test at its end. The README beside tells how to write a test with it.
import assert from "node:assert/strict";
import { after } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "./serve.js";
import { BuiltSite, allSites, sampleSite } from "./sites.js";

export { BuiltSite, allSites, sampleSite };

/** Where a site stands on the test's host: in a folder, as on many hosts. */
export const MOUNT = "/archive/";

/** The name of a page that no site has. */
const MISSING = "no-such-page.html";

/**
 * How a page is opened: over http (where nothing is said) or from the disk; in light colours or dark ones; how wide and high the
 * window is; with script or without; without what the Content-Security-Policy holds back; in forced colours; on the screen or on paper; in the zone of a place; with a finger or a mouse.
 * @typedef {{ by?: "http" | "file", colours?: "light" | "dark", width?: number, height?: number, script?: boolean, unguarded?: boolean, forced?: boolean,
 *   media?: "screen" | "print", zone?: string, touch?: boolean }} How
 */

/**
 * A page of the browser with what belongs to the site: `problems` is what went wrong so far (a test that provokes one empties the
 * list), `address` gives the address of a page of the site, opened in the same way.
 * @typedef {import("playwright-core").Page & { problems: string[], address: (path: string) => string }} OpenPage
 */

/** @type {Promise<import("playwright-core").Browser> | undefined} */
let running;

/** The browser: one for a test program, started when first asked for, ended with the program. */
export function browser() {
  running ??= chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--disable-gpu"] });
  return running;
}
after(async () => (await running)?.close());

/** @type {Map<string, Promise<string>>} */
const hosts = new Map();

/**
 * The host of a site, without its path.
 * @param {BuiltSite} site
 */
export function host(site) {
  let known = hosts.get(site.folder);
  if (!known) {
    known = serve(site.folder, [...new Set([MOUNT, site.base ?? MOUNT])]);
    hosts.set(site.folder, known);
  }
  return known;
}

/**
 * Opens a page of a site (its path, as `years/index.html`, with `#there` where wanted) in a window of its own, closes it when the test
 * ends, and fails the test if anything went wrong on it: an error or a warning of the console, a script that threw, a request that
 * failed or left the site, a breach of the Content-Security-Policy.
 * @param {import("node:test").TestContext} t
 * @param {BuiltSite} site
 * @param {string} path
 * @param {How} [how]
 * @returns {Promise<OpenPage>}
 */
export async function open(t, site, path, how = {}) {
  const context = await (await browser()).newContext({
    viewport: { width: how.width ?? 1280, height: how.height ?? 800 },
    colorScheme: how.colours ?? "light",
    forcedColors: how.forced ? "active" : "none",
    javaScriptEnabled: how.script ?? true,
    bypassCSP: how.unguarded ?? false,
    timezoneId: how.zone ?? "UTC",
    hasTouch: how.touch ?? false,
    isMobile: how.touch ?? false,
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(10_000);
  const inner = await context.newPage();
  // The page `404.html` is met where there is none, in any folder: its links are absolute, so that it stands where the site says that it
  // will be published. Where the site does not say, it is whole in the first folder only.
  const missing = path === "404.html" && how.by !== "file";
  const there = missing ? (site.base ? `no/${MISSING}` : MISSING) : path;
  const home = how.by === "file" ? pathToFileURL(`${site.folder}/`).href : `${await host(site)}${(missing && site.base) || MOUNT}`;
  /** @type {string[]} */
  const problems = [];
  const page = Object.assign(inner, { problems, address: (/** @type {string} */ path) => home + path });
  await listen(page, home);
  t.after(async () => {
    await context.close();
    assert.deepEqual(problems, [], `what went wrong on ${path}`);
  });
  if (how.media) await page.emulateMedia({ media: how.media });
  await page.goto(page.address(there), { waitUntil: "load" });
  return page;
}

/**
 * Notes on `page.problems` whatever goes wrong on a page.
 * @param {OpenPage} page
 * @param {string} home
 */
async function listen(page, home) {
  const where = () => page.url().replace(home, "");
  const note = (/** @type {string} */ words) => page.problems.push(`${where()}: ${words}`);
  await page.exposeBinding("__pmsiteViolation", (_source, what) => note(`against the Content-Security-Policy: ${what}`));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      // @ts-expect-error: the binding of the line above
      window.__pmsiteViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  page.on("console", (message) => {
    if (!["error", "warning"].includes(message.type())) return;
    // The address itself is the one that is not there; every other 404 is told by its response.
    if (/status of 404/.test(message.text())) return;
    note(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => note(`script: ${error.stack ?? error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !url.startsWith("data:") && !url.startsWith("blob:")) note(`a request off the site: ${url}`);
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    // A page that is left stops what it was loading.
    if (!/ERR_ABORTED/.test(why)) note(`a request failed: ${request.url()} ${why}`);
  });
  page.on("response", (response) => {
    const expected = response.url().endsWith(`/${MISSING}`);
    if (response.status() >= 400 && !expected) note(`${response.status()} for ${response.url()}`);
  });
}
