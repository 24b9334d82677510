// The words of scripts come from the pages that load them, so that a site speaks one language: what stands in `data-words` is what is
// seen and heard. Here every word gets brackets, which no script adds by itself.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";
import { open, sampleSite } from "./support.js";

/** @typedef {string | Record<string, string>} Words a text, or a number's word by kind of number */

const site = sampleSite();
const searchPage = "search/index.html";
const attribute = / data-words="([^"]*)"/g;
const theme = new URL("../../themes/default/", import.meta.url);

/**
 * What a template gives to the script that it loads, in English. A page in English gives nothing: the script knows that by itself.
 * @param {string} template
 */
function given(template) {
  const text = readFileSync(new URL(`templates/${template}`, theme), "utf8");
  const list = /words\(((?:\s*(?:"[^"]*"|\["[^"]*",\s*"[^"]*"\])\s*,?)*\s*)\)/.exec(text);
  assert.ok(list, `${template} gives no words`);
  const all = /** @type {(string | [string, string])[]} */ (JSON.parse(`[${list[1].trim().replace(/,$/, "")}]`));
  /** @type {Record<string, Words>} */
  const words = {};
  for (const one of all) {
    if (typeof one === "string") words[one] = one.split("|")[0];
    else words[one[1]] = { one: one[0], other: one[1] };
  }
  return words;
}

/** What each script is given. @type {Record<string, Record<string, Words>>} */
const scripts = { theme: given("partials/head_links.html"), copy: given("partials/copy.html"), phrases: given("search.html") };

/** @param {Record<string, Words>} words */
const written = (words) => ` data-words="${JSON.stringify(words).replace(/&/g, "&amp;").replace(/"/g, "&quot;")}"`;

/** The same words in brackets. @param {string} _key @param {Words} words @returns {Words} */
const inBrackets = (_key, words) =>
  typeof words === "string" ? `[${words}]` : Object.fromEntries(Object.entries(words).map(([kind, one]) => [kind, `[${one}]`]));

/** @param {string} html @param {(key: string, words: Words) => Words} change */
const withWords = (html, change) =>
  html.replace(/(\/(\w+)\.js"(?: defer)?) data-words="\{\}"/g, (_all, before, script) =>
    before + written(Object.fromEntries(Object.entries(scripts[script]).map(([key, words]) => [key, change(key, words)]))));

/**
 * Opens a page as another site would have it.
 * @param {import("node:test").TestContext} t
 * @param {string} path
 * @param {(html: string) => string} change
 * @param {import("./support.js").How} [how]
 */
async function openChanged(t, path, change, how = {}) {
  const page = await open(t, site, path, how);
  await page.route(page.address(path), async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: change(await answer.text()) });
  });
  await page.reload();
  return page;
}

/** A report with a block of code. */
const withCode = () => {
  const found = site.of("report").find((page) => site.text(page.path).includes("/js/copy.js"));
  assert.ok(found, "no report of the sample has a block of code");
  return found.path;
};

/** Chooses the first value of the first filter, gives how many reports it says it has. @param {import("./support.js").OpenPage} page */
async function choose(page) {
  const box = page.locator(".facet input").first();
  await box.waitFor();
  const count = Number(await page.locator(".facet .count").first().innerText());
  await box.click();
  return count;
}

test("the switch of colours", async (t) => {
  const page = await openChanged(t, "index.html", (html) => withWords(html, inBrackets));
  const button = page.locator("[data-theme-switch]");
  assert.equal(await button.getAttribute("aria-label"), "[Colours: as the system]");
  await button.click();
  assert.equal(await button.getAttribute("aria-label"), "[Colours: light]");
  await button.click();
  assert.equal(await button.getAttribute("title"), "[Colours: dark]");
});

test("the buttons at blocks of code", async (t) => {
  const page = await openChanged(t, withCode(), (html) => withWords(html, inBrackets));
  const button = page.locator("button.copy").first();
  const code = await page.locator(".code > pre").first().getAttribute("aria-label");
  assert.equal(await button.innerText(), "[Copy]");
  assert.equal(await button.getAttribute("aria-label"), `[Copy ${code}]`);
  await button.click();
  await page.locator("button.copy", { hasText: /^\[(Copied|Selected)\]$/ }).waitFor();
  assert.match((await button.getAttribute("aria-label")) ?? "", /^\[(Copied|Selected) [^\]]+\]$/);
  await page.locator("[role=status]", { hasText: /^\[(Copied|Selected, copy it with the keys of your system)\]$/ }).waitFor();
});

test("the search says numbers as the language does", async (t) => {
  const kinds = ["one", "few", "many", "other"];
  const forms = Object.fromEntries(kinds.map((kind) => [kind, `{query}: ${kind} of {n}`]));
  const change = (/** @type {string} */ key, /** @type {Words} */ words) =>
    key.startsWith("{n} reports for") ? forms : inBrackets(key, words);
  const page = await openChanged(t, searchPage, (html) => withWords(html, change).replace(/<html lang="[^"]*"/, '<html lang="pl"'));
  assert.match(await page.locator(".filter-fold > summary").innerText(), /^\[Filters\]$/);
  const count = await choose(page);
  const chosen = page.locator(".chosen-filters button");
  await chosen.waitFor();
  assert.match(await chosen.innerText(), /^\[\[service\]: .+\]$/);
  const kind = new Intl.PluralRules("pl").select(count);
  const asked = (await page.locator("[id='pm:search-input']").inputValue()).trim();
  assert.equal(await page.locator("[id='pm:search-status']").innerText(), `${asked}: ${kind} of ${count}`);
});

test("a day of the reader's clock", async (t) => {
  const report = site.of("report").find(({ path }) => /class="written"[^>]*T1[1-9][^>]*Z"/.test(site.text(path)));
  assert.ok(report, "no report of the sample has a time in the second half of a day whose zone is known");
  const there = { zone: "Pacific/Kiritimati" };
  const page = await openChanged(t, report.path, (html) => html.replace(/<html lang="[^"]*"/, '<html lang="de"'), there);
  await page.locator(".clocks [value=local]").check({ force: true });
  const times = await page.locator("time.local").allInnerTexts();
  assert.ok(times.some((time) => /^\d{1,2}\. \p{L}+\.? ~?\d\d:\d\d/u.test(time)), times.join(" | "));
});

test("without words of a page the English ones stand", async (t) => {
  const bare = (/** @type {string} */ html) => html.replace(attribute, "").replace(/<html lang="[^"]*"/, '<html lang="ar"');
  const page = await openChanged(t, withCode(), bare);
  assert.equal(await page.locator("button.copy").first().innerText(), "Copy");
  assert.match((await page.locator("button.copy").first().getAttribute("aria-label")) ?? "", /^Copy Code 1/);
  assert.equal(await page.locator("[data-theme-switch]").getAttribute("aria-label"), "Colours: as the system");
  const search = await openChanged(t, searchPage, bare);
  const count = await choose(search);
  const text = `${count} ${count === 1 ? "report" : "reports"} for “`;
  await search.locator("[id='pm:search-status']", { hasText: text }).waitFor();
  const all = phrases("{}");
  assert.equal(all.sections, "In");
  assert.equal(all.lasted, "lasted ");
  assert.equal(all.found(1, "a {n}"), "1 report for “a {n}”");
  assert.equal(all.fact("service"), "service: ");
  assert.equal(all.ignored(["a", "b", "c"]), "“a” and “b” and “c” are in most reports and were left out.");
});

/** What each phrase of the search is asked with. @type {Record<string, unknown[]>} */
const asked = {
  fact: ["service"], found: [3, "q"], nothing: ["q"], sentences: ["a", ["b"]], instead: [["a", "b"], ["c"]], nowhere: [["a"]], ignored: [["a"]],
  unsearchable: [["a", "b"]], titlesOnly: [["a"]], without: ["a", 3], withoutFilters: [3], unknownValue: ["a"], unknownDay: ["a"], more: [3],
  all: [3], remove: ["a"], filter: ["before", "2031"], notLoaded: ["a"],
};

const script = readFileSync(new URL("static/js/search/phrases.js", theme), "utf8");

/** The phrases of the search with these words. @param {string} words @returns {Record<string, any>} */
function phrases(words) {
  const document = { currentScript: { dataset: { words } }, documentElement: { lang: "en" } };
  return vm.compileFunction(`${script}\nreturn searchPhrases;`, ["document"])(document);
}

test("every phrase of the search is one of the page's, and the page gives none that is not said", () => {
  const changed = Object.fromEntries(Object.entries(scripts.phrases).map(([key, words]) => [key, inBrackets(key, words)]));
  const all = phrases(JSON.stringify(changed));
  for (const [name, phrase] of Object.entries(all)) {
    if (name === "number") continue;
    if (typeof phrase === "function") assert.ok(asked[name], `say in this test what \`${name}\` is asked with`);
    const told = typeof phrase === "function" ? phrase(...asked[name]) : phrase;
    assert.match(told, /^\[.*\] ?$/s, `${name} says what the page does not give`);
  }
  for (const name of ["instead", "nowhere", "ignored", "unsearchable", "titlesOnly"]) {
    for (const words of [["a"], ["a", "b"]]) assert.match(all[name](words, words), /^\[.*\]$/, name);
  }
  for (const key of ["service", "cause", "year", "after"]) assert.match(all.filter(key, "a"), /^\[.*\]$/, key);
  const idle = Object.keys(scripts.phrases).filter((key) => !key.endsWith("|filter") && !script.includes(`"${key}"`));
  assert.deepEqual(idle, []);
});
