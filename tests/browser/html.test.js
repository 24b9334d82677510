// Every page of every site is valid HTML by the Nu checker, the one behind the W3C's validator. It is a program of Java and looks at
// the files, not at what a browser made of them.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { test } from "node:test";
// @ts-expect-error: it comes without types; what it gives is the path of the program
import vnu from "vnu-jar";
import { allSites } from "./sites.js";

for (const site of allSites()) {
  test(`${site.name}: every page is valid HTML`, async () => {
    const found = (await check(site.folder)).filter(matters);
    // One fault of a template is a fault of every page: the first few tell it.
    const told = found.slice(0, 12).map((one) => `${one.url?.split(site.folder)[1]}:${one.lastLine}: ${one.message} ${one.extract ?? ""}`);
    assert.equal(found.length, 0, `${found.length} faults\n${told.join("\n")}`);
  });
}

/**
 * Errors and warnings count, remarks (`info` by itself) do not, nor guesses at the language in which somebody wrote. To the checker a file of a disk has no origin, so that `'self'` in the
 * Content-Security-Policy means nothing to it; what that policy lets through is asked of the browser, in health.test.js.
 * @param {{ type: string, subType?: string, message: string }} one
 */
function matters(one) {
  return (one.type !== "info" || one.subType === "warning") && !/Content Security Policy|appears to be written in/.test(one.message);
}

/**
 * What the checker has to say of the pages in a folder.
 * @param {string} folder
 * @returns {Promise<{ type: string, subType?: string, message: string, url?: string, lastLine?: number, extract?: string }[]>}
 */
async function check(folder) {
  const java = spawn("java", ["-jar", String(vnu), "--skip-non-html", "--stdout", "--exit-zero-always", "--format", "json", folder]);
  let told = "";
  let complaint = "";
  java.stdout.on("data", (part) => (told += part));
  java.stderr.on("data", (part) => (complaint += part));
  const code = await new Promise((resolve, reject) => java.on("error", reject).on("close", resolve));
  assert.equal(code, 0, `the checker itself failed: ${complaint}`);
  return JSON.parse(told).messages;
}
