// The search page in a browser: results as the reader types, filters, excerpts, the address and the way back, the keyboard, the
// disk, a file that does not come. What is found, and in which order, is held by the tests in search/, which need no browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { client } from "./search/client.js";
import { open, sampleSite } from "./support.js";

const site = sampleSite();
const searchPage = "search/index.html";

/** @typedef {[title: string, url: string, ...unknown[]]} Row a report as the index has it, see docs/search.md */

/** The reports of the index. @returns {Row[]} */
function rows() {
  const found = [];
  for (let block = 0; ; block += 1) {
    let script;
    try {
      script = site.text(`search/d${block}.js`);
    } catch {
      break;
    }
    found.push(...client().searchPacked.reports(JSON.parse(script.slice(script.indexOf("["), script.lastIndexOf("]") + 1))));
  }
  assert.ok(found.length > 0, "the index has no reports");
  return found;
}

/** The words of a report's page, without its marks. @param {Row} row */
function text(row) {
  const page = site.text(row[1].replace(/^(\.\.\/)+/, ""));
  return page.slice(page.indexOf('<div class="prose">'), page.indexOf("</article>")).replace(/<[^>]+>/g, " ");
}

/**
 * A report and a long plain word that only its body has: no other page, no title.
 * @returns {{ row: Row, word: string }}
 */
function reportWithItsOwnWord() {
  const all = rows().map((row) => ({ row, text: text(row) }));
  for (const { row, text } of all) {
    const others = all.filter((other) => other.row !== row).map((other) => `${other.row.join(" ")} ${other.text}`.toLowerCase()).join(" ");
    // One of which the index knows a section with an address.
    if (!/** @type {[string, string][]} */ (row[8]).some(([id]) => id !== "")) continue;
    for (const [, word] of text.matchAll(/ ([a-z]{9,14})(?=[ .,])/g)) {
      if (!others.includes(word.slice(0, 6)) && !row.join(" ").toLowerCase().includes(word)) return { row, word };
    }
  }
  throw new Error("no report has a word of its own");
}

/** @param {import("./support.js").OpenPage} page */
function parts(page) {
  return {
    field: page.locator("[id='pm:search-input']"),
    status: page.locator("[id='pm:search-status']"),
    results: page.locator("[id='pm:search-results'] > li"),
    titles: page.locator("[id='pm:search-results'] .title a"),
  };
}

/**
 * Waits until the status says something of the kind.
 * @param {import("./support.js").OpenPage} page
 * @param {RegExp} words
 */
async function said(page, words) {
  await page.locator("[id='pm:search-status']", { hasText: words }).waitFor();
}

for (const by of /** @type {const} */ (["http", "file"])) {
  test(`over ${by}: typing finds, the hit is marked, the section is linked to, the address keeps the query`, async (t) => {
    const { row, word } = reportWithItsOwnWord();
    const page = await open(t, site, searchPage, { by });
    const { field, results, titles } = parts(page);
    await field.pressSequentially(word);
    await said(page, new RegExp(`^1 report for “${word}”`));
    assert.equal(await results.count(), 1);
    assert.equal(await titles.first().innerText(), row[0]);
    assert.equal(await page.locator("[id='pm:search-titles']").isVisible(), false);
    if (by === "http") await page.locator("[id='pm:search-results'] mark", { hasText: word }).first().waitFor();
    assert.match(page.url(), new RegExp(`[?#]q=${word}$`));

    await page.reload();
    await said(page, /^1 report for/);
    assert.equal(await field.inputValue(), word);

    const section = page.locator("[id='pm:search-results'] .sections a").first();
    await section.click();
    await page.waitForSelector("body.kind-report");
    const target = decodeURIComponent(new URL(page.url()).hash.slice(1));
    assert.equal(await page.evaluate((id) => document.getElementById(id)?.matches(":target"), target), true);

    await page.goBack();
    await said(page, /^1 report for/);
    assert.equal(await field.inputValue(), word);
  });
}

test("the sentence of a hit in a timeline is shown, and a section ends where the report ends", async (t) => {
  const split = rows().filter((row) => {
    const page = site.text(row[1].replace(/^(\.\.\/)+/, ""));
    return page.split('<div class="prose">').length > 2 && page.includes('class="time-switch"');
  });
  assert.ok(split.length > 0, "no report with a timeline in the middle");
  const page = await open(t, site, searchPage);
  const found = await page.evaluate(async (rows) => {
    const all = [];
    for (const [title, url, ids] of rows) {
      const answer = await fetch(url);
      const report = new DOMParser().parseFromString(await answer.text(), "text/html");
      const [above, from] = report.querySelectorAll(".report .body > .prose");
      const heading = [...above.querySelectorAll("[id]")].filter((one) => ids.includes(one.id)).pop();
      // What the timeline begins with: its first entry, or what leads to it.
      const first = from.firstElementChild;
      const section = heading && !ids.includes(first?.id ?? "") ? searchExcerpt.blocksOf(report, heading.id, new Set(ids)) : null;
      const last = [...from.querySelectorAll("[id]")].filter((one) => ids.includes(one.id)).pop();
      all.push({
        title,
        section,
        entry: (first?.querySelector(".what, td:nth-child(2), p") ?? first)?.textContent?.replace(/\s+/g, " ").trim().slice(0, 20) ?? "",
        last: last === undefined ? null : searchExcerpt.blocksOf(report, last.id, new Set(ids)),
        text: from.textContent?.replace(/\s+/g, " ") ?? "",
      });
    }
    return all;
  }, split.map((row) => /** @type {[string, string, string[]]} */ ([row[0], row[1], /** @type {[string][]} */ (row[8]).map(([id]) => id)])));
  for (const { title, section, entry, last, text } of found) {
    if (section !== null) {
      assert.ok(section.some((block) => block.includes(entry)), `${title}: “${entry}” in ${section.join(" | ")}`);
      assert.ok(!section.some((block) => /As written|is since the start|\d UTC T\+0/.test(block)), `${title}: what is ours in ${section.join(" | ")}`);
    }
    const after = (last ?? []).filter((block) => !text.includes(block.slice(0, 12)));
    assert.deepEqual(after, [], `${title}: what stands after the report`);
  }
  assert.ok(found.some(({ section }) => section !== null) && found.some(({ last }) => last !== null && last.length > 0));
});

test("a typo is forgiven, and it is said", async (t) => {
  const { row, word } = reportWithItsOwnWord();
  const page = await open(t, site, searchPage);
  const { field, titles } = parts(page);
  await field.fill(`${word.slice(0, 4)}${word.slice(5)} `);
  await said(page, new RegExp(`showing results for “${word}”`));
  assert.equal(await titles.first().innerText(), row[0]);
});

test("a typo in the first letter is forgiven where the others are right", async (t) => {
  const all = rows().map((row) => new Set([...text(row).matchAll(/ ([a-z]{9,14})(?=[ .,])/g)].map(([, word]) => word)));
  const known = new Set(all.flatMap((words) => [...words]));
  const word = [...known].find((word) => all.filter((words) => words.has(word)).length > 1 && ![..."aeiou"].some((first) => known.has(first + word.slice(1))));
  assert.ok(word !== undefined, "no word stands in two reports");
  const page = await open(t, site, searchPage);
  for (const typed of [`q${word.slice(1)}`, word.slice(1), `q${word}`, `${word[1]}${word[0]}${word.slice(2)}`]) {
    await parts(page).field.fill(`${typed} `);
    await said(page, new RegExp(`“${typed}” is in no report; showing results for “${word}”`));
  }
});

test("a filter is text in the field: chosen it is added, given up it goes; its count is what it leaves", async (t) => {
  const page = await open(t, site, searchPage);
  const { field } = parts(page);
  const box = page.locator(".facet input").first();
  await box.waitFor();
  const count = Number(await page.locator(".facet .count").first().innerText());
  await box.click();
  await said(page, new RegExp(`^${count} report`));
  const text = await field.inputValue();
  assert.match(text, /^[a-z]+:\S+ $/);
  assert.equal(await box.isChecked(), true);
  assert.equal(await box.evaluate((one) => one === document.activeElement), true, "the focus stays");

  // Typed, it is the same.
  await page.goto(page.address(searchPage));
  await field.pressSequentially(text.trim());
  await said(page, new RegExp(`^${count} report`));
  assert.equal(await box.isChecked(), true);
  await page.locator(".chosen-filters button").click();
  await page.locator("[id='pm:search-titles']").waitFor();
  assert.equal(await field.inputValue(), "");
  assert.equal(await box.isChecked(), false);
});

test("a filter with an unknown value names near ones", async (t) => {
  const page = await open(t, site, searchPage);
  const { field } = parts(page);
  await page.locator(".facet input").first().waitFor();
  const name = String(await page.locator(".facet input").first().getAttribute("data-control"));
  await field.fill(name.slice(0, name.indexOf(":") + 3));
  await said(page, /is not a filter here/);
  assert.equal(await page.locator("[id='pm:search-titles']").isVisible(), true, "where nothing was found, the lists are the way on");
  await page.locator(".search-notes button").first().click();
  await said(page, /^\d+ reports? for/);
});

test("words that no report has together: each way on says what it finds", async (t) => {
  const { word } = reportWithItsOwnWord();
  const page = await open(t, site, searchPage);
  const { field } = parts(page);
  await field.fill(`${word} zqxzqxzqx`);
  await said(page, /^No report for/);
  await page.locator(".search-notes button", { hasText: "Without “zqxzqxzqx”: 1 report" }).click();
  await said(page, /^1 report for/);
  assert.equal(await field.inputValue(), word);
});

test("the keyboard: a slash leads to the field of any page, arrows through the results, Escape back and out", async (t) => {
  const { word } = reportWithItsOwnWord();
  const page = await open(t, site, site.of("report")[0].path);
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement?.closest(".site-search") !== null), true);
  await page.keyboard.type(word.slice(0, 2));
  await page.keyboard.press("Enter");
  await said(page, /report/);
  const { field, titles } = parts(page);
  assert.equal(await field.inputValue(), word.slice(0, 2));
  await page.keyboard.press("/");
  assert.equal(await field.evaluate((one) => one === document.activeElement), true);
  await field.fill("a");
  await field.fill("year:2");
  await field.fill(word.slice(0, 3));
  await said(page, new RegExp(`^\\d+ reports? for “${word.slice(0, 3)}”`));
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), await titles.first().textContent());
  await page.keyboard.press("ArrowUp");
  assert.equal(await field.evaluate((one) => one === document.activeElement), true);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  assert.equal(await field.evaluate((one) => one === document.activeElement), true);
  await page.keyboard.press("Escape");
  assert.equal(await field.inputValue(), "");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
  await field.fill(word);
  await said(page, /^1 report for/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForSelector("body.kind-report");
});

test("the way back leads through searches, not through letters", async (t) => {
  const { word } = reportWithItsOwnWord();
  const page = await open(t, site, searchPage);
  const { field, status } = parts(page);
  await field.pressSequentially(word, { delay: 60 });
  await said(page, /^1 report for/);
  await page.goBack();
  await page.locator("[id='pm:search-titles']").waitFor();
  assert.equal(await field.inputValue(), "");
  assert.equal(await status.innerText(), "");
  await page.goForward();
  await said(page, /^1 report for/);
});

test("back from a report, the reader is where they were", async (t) => {
  const page = await open(t, site, searchPage, { height: 500 });
  const { field, results } = parts(page);
  await field.fill("after:1900");
  await said(page, /^\d+ reports? for/);
  await page.locator(".search-more").click();
  await results.nth(11).locator(".title a").click();
  await page.waitForSelector("body.kind-report");
  await page.goBack();
  await results.nth(11).waitFor();
  await page.waitForFunction(() => {
    const line = document.getElementById("pm:search-results")?.children[11].getBoundingClientRect();
    return line !== undefined && line.top < innerHeight && line.bottom > 0;
  });
});

test("a link inside the page asks nothing", async (t) => {
  const { word } = reportWithItsOwnWord();
  for (const by of /** @type {const} */ (["http", "file"])) {
    const page = await open(t, site, searchPage, { by });
    const { field, results } = parts(page);
    await field.fill(word);
    await said(page, /^1 report for/);
    await page.locator("a.skip").focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.id === "pm:main");
    assert.equal(await field.inputValue(), word);
    assert.equal(await results.count(), 1);
  }
});

test("a file of the index that does not come is told, and asked for again", async (t) => {
  const { word } = reportWithItsOwnWord();
  const page = await open(t, site, searchPage);
  const { field } = parts(page);
  await field.fill("after:1900");
  await said(page, /^\d+ reports? for/);
  await page.route(/\/w\d+\.js/, (route) => route.abort());
  await field.fill(word);
  await said(page, /did not load \(w\d+\.js\)/);
  assert.equal(await parts(page).results.count(), 0, "no answers to an older question");
  await page.unroute(/\/w\d+\.js/);
  await page.locator(".search-notes button").click();
  await said(page, /^1 report for/);
  assert.ok(page.problems.every((problem) => /w\d+\.js|ERR_FAILED/.test(problem)), page.problems.join("\n"));
  page.problems.length = 0;
});

test("a host that keeps an old manifest: the page asks for the new one, once, and says so where that does not help", async (t) => {
  const { row, word } = reportWithItsOwnWord();
  const manifest = site.text("search/manifest.js");
  const generation = String(/"([0-9a-f]{16})"/.exec(manifest)?.[1]);
  // Of an older writing: other reports, no words.
  const old = manifest.replace(generation, "0123456789abcdef").replace(/"units":"[^"]*"/, '"units":""').replace(/"count":\d+/, '"count":0')
    .replace(/"shards":\[[^\]]*\]/, '"shards":["a"]');
  for (const by of /** @type {const} */ (["http", "file"])) {
    const page = await open(t, site, searchPage, { by });
    /** @type {string[]} */
    const asked = [];
    let kept = /manifest\.js$/;
    await page.route(/\/search\/\w+\.js(\?.*)?$/, (route) => {
      const address = route.request().url();
      asked.push(address.slice(address.lastIndexOf("/") + 1));
      return kept.test(address) ? route.fulfill({ contentType: "text/javascript", body: old }) : route.continue();
    });
    await page.reload();
    const { field, titles } = parts(page);
    await field.fill(word);
    await said(page, /^1 report for/);
    assert.equal(await titles.first().innerText(), row[0]);
    assert.deepEqual(asked.filter((file) => file.startsWith("manifest")), ["manifest.js", `manifest.js?${generation}`], by);

    // Kept under every address: said, and not asked for again and again.
    kept = /manifest\.js/;
    asked.length = 0;
    await page.reload();
    await field.fill(word);
    await said(page, /only a part of its search index/);
    await page.waitForTimeout(300);
    assert.equal(asked.filter((file) => file.startsWith("manifest")).length, 2, asked.join(" "));
    kept = /nothing/;
    await page.locator(".search-notes button").click();
    await said(page, /^1 report for/);
    page.problems.length = 0;
  }
});

test("texts of reports stay texts", async (t) => {
  const page = await open(t, site, searchPage);
  const { field, titles } = parts(page);
  const hostile = "<img src=x onerror=alert(1)> <b>zebra</b>";
  await page.route(/\/d0\.js/, (route) => {
    const script = site.text("search/d0.js");
    const list = JSON.parse(script.slice(script.indexOf("["), script.lastIndexOf("]") + 1));
    for (const row of list) [row[0], row[7]] = [hostile, hostile];
    return route.fulfill({ contentType: "text/javascript", body: `${script.slice(0, script.indexOf("["))}${JSON.stringify(list)})` });
  });
  await field.fill("after:1900");
  await said(page, /^\d+ reports? for/);
  assert.equal(await titles.first().innerText(), hostile);
  assert.equal(await page.locator("[id='pm:search-results'] :is(img, b)").count(), 0);
});

test("more results come when asked for, and the focus goes to the first of them", async (t) => {
  const page = await open(t, site, searchPage);
  const { field, results } = parts(page);
  await field.fill("after:1900");
  await said(page, /^\d+ reports? for/);
  assert.equal(await results.count(), 10);
  await page.locator(".search-more").click();
  await results.nth(10).waitFor();
  assert.equal(await results.nth(10).locator(".title a").evaluate((one) => one === document.activeElement), true);
});

test("a narrow window has no sideways scroll, with filters open and long words", async (t) => {
  for (const width of [320, 390, 640]) {
    const page = await open(t, site, searchPage, { width });
    const { field } = parts(page);
    await field.fill("after:1900");
    await said(page, /^\d+ reports? for/);
    await page.locator(".filter-fold > summary").click();
    await page.locator(".facet input").first().waitFor();
    const wide = () => page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth);
    assert.ok((await wide()) <= 0, `at ${width}`);
    await field.fill("x".repeat(120));
    await said(page, /^No report/);
    assert.ok((await wide()) <= 0, `a long word at ${width}`);
  }
});

test("WCAG 2.2 AA holds with results, with filters, and where nothing was found", async (t) => {
  const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
  for (const how of /** @type {const} */ ([{ colours: "light", width: 1280 }, { colours: "dark", width: 390 }])) {
    for (const text of ["after:1900 ", `after:1900 ${reportWithItsOwnWord().word}`, "after:1900 zqxzqxzqx", "year:x "]) {
      const page = await open(t, site, searchPage, how);
      await parts(page).field.fill(text);
      await said(page, /reports? for/i);
      // The filters have been read for `after:`; where nothing was found there are none to choose.
      await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => { fold.open = true; }));
      await page.evaluate(axe.source);
      const found = await page.evaluate((rules) => /** @type {any} */ (window).axe.run({ runOnly: rules, resultTypes: ["violations"] }), rules);
      const faults = found.violations.map((/** @type {any} */ fault) => `${fault.id}: ${fault.nodes[0].target} ${fault.nodes[0].failureSummary}`);
      assert.deepEqual(faults, [], `“${text}” ${how.colours} ${how.width}`);
    }
  }
});

test("on paper: the results, without what one types and clicks", async (t) => {
  for (const width of [1280, 700]) {
    const page = await open(t, site, `${searchPage}?q=after:1900`, { media: "print", width });
    await said(page, /^\d+ reports? for/);
    assert.equal(await parts(page).results.first().isVisible(), true);
    for (const gone of [".search-form", ".search-filters", ".search-help", ".search-more", ".chosen-filters"]) {
      assert.equal(await page.locator(gone).isVisible(), false, `${gone} at ${width}`);
    }
  }
});

test("without script the letters lead to every title, and nothing is empty or dead", async (t) => {
  const page = await open(t, site, searchPage, { script: false });
  assert.equal(await page.locator("[id='pm:search-titles']").isVisible(), true);
  assert.ok((await page.locator("[id='pm:search-titles'] a").count()) > 1);
  for (const dead of ["[id='pm:search-filters']", ".search-form", ".search-help"]) assert.equal(await page.locator(dead).isVisible(), false, dead);
  assert.equal(await page.locator(".without-script").isVisible(), true);
});
