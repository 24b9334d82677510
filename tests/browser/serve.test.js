// `pmsite serve` in a browser: a page loads again where a report changes and stays where it was, style sheets come without that, messages
// stand over the page until what they tell is mended, and all this goes on when the server was gone. And a site that is built for a
// folder of a host is whole there. `PMSITE_PROGRAM` names the program (without it: the one that `cargo build` made).
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import { serve as host } from "./serve.js";
import { browser } from "./support.js";

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const program = path.resolve(process.env.PMSITE_PROGRAM || path.join(repository, "target/debug/pmsite"));

/** A report that is longer than a window. @param {string} title @param {number} lines */
function long(title, lines = 120) {
  const words = Array.from({ length: lines }, (_, at) => `Line ${at} of what happened that day.`);
  return `# ${title}\n\n## Summary\n\n${words.join("\n\n")}\n`;
}

/**
 * A project in a folder of its own.
 * @param {import("node:test").TestContext} t
 * @param {Record<string, string>} files
 */
function project(t, files) {
  const folder = mkdtempSync(path.join(tmpdir(), "pmsite-serve-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const edit = (/** @type {string} */ name, /** @type {string} */ text) => {
    const place = path.join(folder, name);
    mkdirSync(path.dirname(place), { recursive: true });
    // As editors save: beside it, then moved over it.
    writeFileSync(`${place}~`, text);
    renameSync(`${place}~`, place);
  };
  for (const [name, text] of Object.entries(files)) edit(name, text);
  return { folder, edit };
}

/**
 * Starts the server; gives the address of the site, and a way to end it.
 * @param {import("node:test").TestContext} t
 * @param {string} folder
 * @param {number} port
 */
async function start(t, folder, port) {
  const child = spawn(program, ["serve", folder, "-p", String(port)], { stdio: ["ignore", "pipe", "ignore"] });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  const end = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  t.after(end);
  for await (const line of createInterface(child.stdout)) {
    const address = /http:\S+/.exec(line)?.[0];
    if (address) return { address, end };
  }
  throw new Error(`${program} serves nothing`);
}

/** A port that nobody listens at. @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/**
 * A page of the browser that notes what goes wrong on it.
 * @param {import("node:test").TestContext} t
 * @param {"light" | "dark"} [colours]
 */
async function window(t, colours = "light") {
  const context = await (await browser()).newContext({ viewport: { width: 1280, height: 700 }, colorScheme: colours, reducedMotion: "reduce" });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.stack ?? error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security|Refused/.test(message.text())) problems.push(message.text());
  });
  t.after(async () => {
    await context.close();
    assert.deepEqual(problems, []);
  });
  return page;
}

/** Something of a page that is lost when it is loaded again. @param {import("playwright-core").Page} page */
const leaveMark = (page) => page.evaluate(() => document.documentElement.setAttribute("data-left", ""));
/** @param {import("playwright-core").Page} page */
const isSamePage = (page) => page.evaluate(() => document.documentElement.hasAttribute("data-left"));

test("an edit is shown at once, at the place where the reader was", async (t) => {
  const { folder, edit } = project(t, { "2021-01-02-disk.md": long("Disk"), "2021-02-03-dns.md": "# Names\n\nGone.\n" });
  const { address } = await start(t, folder, 0);
  const page = await window(t);
  await page.goto(`${address}2021-01-02-disk/index.html`);
  await page.evaluate(() => scrollTo(0, 1500));
  const was = await page.evaluate(() => scrollY);
  assert.ok(was > 1000, `the page is long enough: ${was}`);
  for (const title of ["Storage", "Stores"]) {
    edit("2021-01-02-disk.md", long(title));
    await page.waitForFunction((title) => document.querySelector("h1")?.textContent?.includes(title), title);
    await page.waitForFunction((was) => Math.abs(scrollY - was) < 3, was);
  }
  // Whoever goes elsewhere begins there at the top.
  await page.goto(`${address}index.html`);
  assert.equal(await page.evaluate(() => scrollY), 0);
});

test("style sheets come without the page being loaded again", async (t) => {
  const { folder, edit } = project(t, { "2021-01-02-disk.md": long("Disk"), "theme/static/css/custom.css": "main { outline: 1px solid }" });
  const { address } = await start(t, folder, 0);
  const page = await window(t);
  await page.goto(`${address}index.html`);
  const outline = (/** @type {string} */ width) =>
    page.waitForFunction((width) => getComputedStyle(document.querySelector("main") ?? document.body).outlineWidth === width, width);
  await outline("1px");
  await leaveMark(page);
  for (const width of ["3px", "5px"]) {
    edit("theme/static/css/custom.css", `main { outline: ${width} solid }`);
    await outline(width);
  }
  await page.waitForFunction(() => document.querySelectorAll("link[data-pmsite-next]").length === 0);
  assert.ok(await isSamePage(page));
  const sheets = await page.locator('link[rel="stylesheet"]').count();
  await page.reload();
  assert.equal(await page.locator('link[rel="stylesheet"]').count(), sheets, "no sheet is there twice");
});

for (const colours of /** @type {const} */ (["light", "dark"])) {
  test(`messages stand over the page until what they tell is mended, in ${colours} colours`, async (t) => {
    const { folder, edit } = project(t, { "2021-01-02-disk.md": long("Disk"), "book.toml": '[book]\ntitle = "Ours"\n' });
    const { address } = await start(t, folder, 0);
    const page = await window(t, colours);
    await page.goto(`${address}index.html`);
    await page.locator("[id='pm:main'] a").first().focus();
    const dialog = page.getByRole("alertdialog");
    edit("book.toml", '[book]\ntitle = <img src=x onerror="alert(1)">\n');
    await dialog.waitFor();
    const text = await dialog.locator("pre").textContent();
    assert.match(text ?? "", /book\.toml:2:/);
    assert.match(text ?? "", /<img src=x/, "words and no markup");
    assert.equal(await dialog.locator("img").count(), 0);
    assert.equal(await page.title(), "Ours", "the last good page is below");
    // It can be read by everybody.
    await page.evaluate(axe.source);
    const found = await page.evaluate(async () => {
      // @ts-expect-error: axe-core puts itself there
      const result = await window.axe.run({ include: ["pmsite-trouble"] });
      return result.violations.map((/** @type {{ id: string }} */ one) => one.id);
    });
    assert.deepEqual(found, []);
    await page.setViewportSize({ width: 320, height: 400 });
    const box = await dialog.boundingBox();
    assert.ok(box && box.x >= 0 && box.width <= 320 && box.y >= 0 && box.height <= 400, JSON.stringify(box));
    // The keyboard stays in it, and comes back from it.
    for (const key of ["Tab", "Tab", "Tab", "Shift+Tab"]) {
      await page.keyboard.press(key);
      assert.ok(await page.evaluate(() => document.activeElement?.localName === "pmsite-trouble"), key);
    }
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.ok(await page.evaluate(() => document.activeElement?.matches("main a")));
    // Other trouble is told again, and the button closes it as well.
    edit("book.toml", "[book\n");
    await dialog.waitFor();
    await dialog.getByRole("button").click();
    await dialog.waitFor({ state: "detached" });
    edit("book.toml", "[book]\nx\n");
    await dialog.waitFor();
    edit("book.toml", '[book]\ntitle = "Mended"\n');
    await page.waitForFunction(() => document.title === "Mended");
    assert.equal(await dialog.count(), 0);
  });
}

test("where there is no good state yet, the messages are the page", async (t) => {
  const { folder, edit } = project(t, { "2021-01-02-disk.md": long("Disk"), "book.toml": "[book\n" });
  const { address } = await start(t, folder, 0);
  const page = await window(t);
  await page.goto(`${address}index.html`);
  assert.match((await page.locator("pre").textContent()) ?? "", /book\.toml:1:/);
  edit("book.toml", "\n[book]\nx\n");
  await page.waitForFunction(() => /book\.toml:3:/.test(document.querySelector("pre")?.textContent ?? ""));
  assert.equal(await page.getByRole("alertdialog").count(), 0);
  edit("book.toml", '[book]\ntitle = "Whole"\n');
  await page.waitForFunction(() => document.title === "Whole");
});

test("a page finds the server again, and what changed while it was gone", async (t) => {
  const { folder, edit } = project(t, { "2021-01-02-disk.md": long("Disk") });
  const port = await freePort();
  const first = await start(t, folder, port);
  const page = await window(t);
  await page.goto(`${first.address}2021-01-02-disk/index.html`);
  await page.evaluate(() => scrollTo(0, 900));
  await first.end();
  edit("2021-01-02-disk.md", long("Storage"));
  const second = await start(t, folder, port);
  assert.equal(second.address, first.address);
  await page.waitForFunction(() => document.querySelector("h1")?.textContent?.includes("Storage"));
  await page.waitForFunction(() => Math.abs(scrollY - 900) < 3);
  // And hears of what comes next.
  edit("2021-01-02-disk.md", long("Stores"));
  await page.waitForFunction(() => document.querySelector("h1")?.textContent?.includes("Stores"));
});

test("a page that is gone shows that, and comes back", async (t) => {
  // A page for what is missing has its looks in every folder where the site knows its address.
  const book = '[output.html]\nsite-url = "https://example.com/"\n';
  const { folder, edit } = project(t, { "2021-01-02-disk.md": long("Disk"), "2021-02-03-dns.md": long("Names"), "book.toml": book });
  const { address } = await start(t, folder, 0);
  const page = await window(t);
  await page.goto(`${address}2021-01-02-disk/index.html`);
  rmSync(path.join(folder, "2021-01-02-disk.md"));
  await page.waitForSelector("body.kind-not_found");
  edit("2021-01-02-disk.md", long("Disk again"));
  await page.waitForSelector("body.kind-report");
});

for (const siteUrl of ["https://example.com/repo/", "/repo/"])
  test(`a site that is built for a folder of a host is whole there: ${siteUrl}`, (t) => wholeInItsFolder(t, siteUrl));

/** @param {import("node:test").TestContext} t @param {string} siteUrl */
async function wholeInItsFolder(t, siteUrl) {
  const { folder } = project(t, {
    "a/2021-01-02-disk.md": long("Disk", 5),
    "a/2021-02-03-dns.md": "# Names\n\nAs [before](2021-01-02-disk.md).\n",
    "book.toml": '[book]\ntitle = "Ours"\n[output.html]\nsite-url = "' + siteUrl + '"\n',
  });
  const built = spawnSync(program, ["build", folder], { encoding: "utf8" });
  assert.equal(built.status, 0, built.stderr);
  const plain = `${await host(path.join(folder, "site"), ["/repo/"])}/repo/`;
  const served = (await start(t, folder, 0)).address;
  assert.match(served, /\/repo\/$/);
  const page = await window(t);
  for (const home of [plain, served]) {
    /** @type {string[]} */
    const broken = [];
    page.on("response", (response) => {
      if (response.status() >= 400 && !response.url().endsWith("/no/such/page")) broken.push(response.url());
    });
    const todo = [`${home}index.html`, `${home}no/such/page`];
    const seen = new Set(todo);
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      await page.goto(next);
      const links = await page.evaluate(() => [
        ...[...document.querySelectorAll("a[href]")].map((link) => new URL(link.getAttribute("href") ?? "", location.href).href),
        ...[...document.querySelectorAll("link[href]:not([rel='canonical'])")].map((link) => /** @type {HTMLLinkElement} */ (link).href),
      ]);
      for (const link of links) {
        const target = link.replace(/[#?].*$/, "");
        // Feeds are named by the address that the site will have.
        if (target.startsWith("https://example.com/repo/") || seen.has(target)) continue;
        seen.add(target);
        assert.ok(target.startsWith(home), `${next} leads off the site: ${link}`);
        if (/\.html$|\/$/.test(target)) todo.push(target);
        else if ((await page.request.get(target)).status() !== 200) broken.push(target);
      }
    }
    assert.ok(seen.size > 15, `${seen.size} addresses are hardly a site`);
    assert.deepEqual(broken, []);
    page.removeAllListeners("response");
  }
}
