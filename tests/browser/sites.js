// The built sites under test: which folders, and which pages are in them, by kind. Reads files, knows no browser.
//
// `PMSITE_SITE` names the folder of the sample archive's site (without it: `site/` of this repository, where `cargo run -- build`
// writes it). `PMSITE_MORE_SITES` names further folders, with `:` between them; what is asked of every site is asked of them too.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/**
 * A page of a site: its path below the folder, as `years/2020/index.html`, its kind, as `term` (`redirect` for the pages that only
 * lead on), and how many bytes it has.
 * @typedef {{ path: string, kind: string, size: number }} SitePage
 */

/** A folder that pmsite has written. */
export class BuiltSite {
  /** @param {string} folder */
  constructor(folder) {
    this.folder = path.resolve(folder);
    this.name = path.basename(this.folder);
    if (!existsSync(path.join(this.folder, "index.html"))) {
      throw new Error(`${this.folder} holds no site: build one (cargo run -- build), or name its folder in PMSITE_SITE`);
    }
    /** @type {SitePage[]} every page, in the order of their paths */
    this.pages = readdirSync(this.folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".html"))
      .map((name) => name.split(path.sep).join("/"))
      .sort()
      .map((name) => {
        const text = readFileSync(path.join(this.folder, name), "utf8");
        return { path: name, kind: /<body class="kind-([^" ]+)/.exec(text)?.[1] ?? "redirect", size: text.length };
      });
    /**
     * The folder of the site in absolute links, which only the page `404.html` has, and only where the site knows its address.
     * @type {string | undefined}
     */
    this.base = /<link rel="stylesheet" href="(\/[^"]*?)theme\/style\.css/.exec(this.text("404.html"))?.[1];
  }

  /**
   * The text of a file of the site.
   * @param {string} file
   */
  text(file) {
    return readFileSync(path.join(this.folder, file), "utf8");
  }

  /**
   * The pages of a kind, the largest first. It is an error to ask for a kind that the site does not have: a test that finds nothing
   * to look at must not pass.
   * @param {string} kind
   */
  of(kind) {
    const found = this.pages.filter((page) => page.kind === kind).sort((a, b) => b.size - a.size);
    if (found.length === 0) throw new Error(`${this.folder} has no page of the kind ${kind}`);
    return found;
  }

  /**
   * Some pages of every kind, for what is too slow to be asked of all: of each kind at each depth of folders the largest and the
   * smallest (pages of one kind at different depths have different templates), and of reports the three largest.
   */
  samples() {
    /** @type {Map<string, SitePage[]>} */
    const groups = new Map();
    for (const page of this.pages) {
      if (page.kind === "redirect") continue;
      const key = page.kind === "report" ? "report" : `${page.kind} ${page.path.split("/").length} ${special(page.path)}`;
      groups.set(key, [...(groups.get(key) ?? []), page]);
    }
    const chosen = [...groups.values()].flatMap((group) => {
      const sorted = group.sort((a, b) => b.size - a.size);
      return sorted[0].kind === "report" ? [...sorted.slice(0, 3), ...sorted.slice(3).slice(-1)] : [sorted[0], ...sorted.slice(1).slice(-1)];
    });
    return chosen.sort((a, b) => (a.path < b.path ? -1 : 1));
  }
}

/**
 * What tells pages of one kind and depth apart: a year of actions is none of their remarks.
 * @param {string} file
 */
function special(file) {
  const folders = file.split("/");
  return /^(actions|insights)$/.test(folders[0]) && /^[a-z]+$/.test(folders[1] ?? "") ? folders[1] : "";
}

/** The site of the sample archive. */
export function sampleSite() {
  return new BuiltSite(process.env.PMSITE_SITE || path.join(repository, "site"));
}

/** Every site under test, the sample archive's first. */
export function allSites() {
  const more = (process.env.PMSITE_MORE_SITES || "").split(":").filter(Boolean);
  return [sampleSite(), ...more.map((folder) => new BuiltSite(folder))];
}
