// The archive of hostile reports (tests/sites/hostile) in a browser: on no page of its site does anything of a report run, and nothing is
// asked of another host, whatever is touched; nor does it without the Content-Security-Policy, which is the second fence and not the first.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { BuiltSite, open } from "./support.js";

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const program = path.resolve(process.env.PMSITE_PROGRAM || path.join(repository, "target/debug/pmsite"));
const folder = mkdtempSync(path.join(tmpdir(), "pmsite-hostile-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** The site of the hostile archive. */
function built() {
  const done = spawnSync(program, ["build", path.join(repository, "tests/sites/hostile"), "-d", folder], { encoding: "utf8" });
  assert.equal(done.status, 0, done.stderr);
  return new BuiltSite(folder);
}

const site = built();

for (const unguarded of [false, true]) {
  test(`nothing of a report runs, ${unguarded ? "without" : "with"} the Content-Security-Policy`, async (t) => {
    const page = await open(t, site, "index.html", { unguarded });
    await page.addInitScript(() => {
      for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
        // @ts-expect-error: the functions that the reports of the archive call, and a binding of support.js
        window[name] = () => window.__pmsiteViolation(`${name}() was called`);
      }
      // Whatever is touched, the page stays.
      addEventListener("click", (event) => event.preventDefault(), true);
      addEventListener("submit", (event) => event.preventDefault(), true);
    });
    const pages = site.pages.filter((one) => one.kind !== "redirect" && one.kind !== "not_found");
    assert.ok(pages.length > 30, `only ${pages.length} pages`);
    for (const one of pages) {
      await page.goto(page.address(one.path), { waitUntil: "load" });
      assert.deepEqual(await page.evaluate(touched), [], one.path);
    }
  });
}

// What programs read is opened by people, too.
test("feeds, data and pictures that are opened by themselves run nothing", async (t) => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.(xml|svg|json|opml|md|txt)$/.test(name));
  assert.ok(files.some((name) => name.endsWith(".svg")) && files.some((name) => name.endsWith(".xml")));
  const page = await open(t, site, "index.html", { unguarded: true });
  page.on("dialog", (dialog) => {
    page.problems.push(`a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  for (const file of files) {
    const opened = page.goto(page.address(file.split(path.sep).join("/")), { waitUntil: "load" });
    // Some kinds are saved and not shown.
    await opened.catch((fault) => assert.match(String(fault), /Download is starting|ERR_ABORTED/));
  }
  // The viewer of the browser asks for its own picture.
  page.problems.splice(0, page.problems.length, ...page.problems.filter((one) => !/favicon\.ico/.test(one)));
});

/** Touches everything on the page, and gives what could run or lead where no page of ours leads. */
function touched() {
  const faults = [];
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) faults.push(`${element.localName} ${name}`);
      // A picture in an `img` runs nothing, wherever it comes from.
      if (element.localName === "img" && name === "src" && value.startsWith("data:image/")) continue;
      if (/^\s*(javascript|vbscript|data):/i.test(value) && /^(href|src|action|formaction|data|xlink:href|srcset|ping)$/i.test(name)) {
        faults.push(`${element.localName} ${name}="${value}"`);
      }
    }
    if (/^(iframe|object|embed|applet|frame|base|portal|foreignobject)$/i.test(element.localName)) faults.push(`<${element.localName}>`);
    for (const kind of ["mouseover", "focus", "click", "toggle", "animationstart", "error", "load"]) {
      element.dispatchEvent(new Event(kind, { bubbles: true, cancelable: true }));
    }
  }
  return faults;
}
