// The rules of WCAG 2.2 (levels A and AA) that a program can check, by axe-core, on some pages of every kind: in light colours and in
// dark ones, wide and narrow, with every fold open, so that nothing is hidden from them.
import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { allSites, open } from "./support.js";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

for (const site of allSites()) {
  for (const how of /** @type {const} */ ([
    { colours: "light", width: 1280 },
    { colours: "dark", width: 390 },
    { colours: "light", width: 390 },
    { colours: "dark", width: 1280 },
  ])) {
    test(`${site.name}: WCAG 2.2 AA, ${how.colours}, ${how.width} px`, async (t) => {
      const page = await open(t, site, "index.html", how);
      for (const one of site.samples().filter((one) => one.kind !== "not_found")) {
        await page.goto(page.address(one.path));
        assert.deepEqual(await faults(page), [], one.path);
      }
    });

    test(`${site.name}: WCAG 2.2 AA on the page for what is not there, ${how.colours}, ${how.width} px`, async (t) => {
      assert.deepEqual(await faults(await open(t, site, "404.html", how)), []);
    });
  }
}

/**
 * What axe-core finds fault with: the rule, the element, why.
 * @param {import("./support.js").OpenPage} page
 */
async function faults(page) {
  // What is folded is not looked at otherwise.
  await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => (fold.open = true)));
  await page.evaluate(axe.source);
  const found = await page.evaluate((rules) => /** @type {any} */ (window).axe.run({ runOnly: rules, resultTypes: ["violations"] }), rules);
  return found.violations.flatMap((/** @type {import("axe-core").Result} */ fault) =>
    fault.nodes.map((node) => `${fault.id} (${fault.impact}): ${node.target.join(" ")}: ${node.failureSummary?.replace(/\s+/g, " ")}`),
  );
}
