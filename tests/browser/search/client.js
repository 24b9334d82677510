// The scripts of the search as a page has them, without a page: classic scripts that share their top-level names, run one after
// another in a room of their own. Gives those names. What needs a document is not loaded.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const folder = new URL("../../../themes/default/static/js/search/", import.meta.url);
const files = ["lists.js", "coder.js", "packed.js", "words.js", "query.js", "store.js", "match.js", "rank.js", "filters.js", "excerpt.js"];
const names = ["searchLists", "searchPacked", "searchWords", "searchQuery", "searchMatch", "searchRank", "searchExcerpt", "SearchStore", "SearchShard",
  "SearchArchive", "SearchFilters", "SearchLoadError",
  "SearchStaleError", "SearchCoder"];

/**
 * The client, loaded anew: no test sees what another one left.
 * @returns {Record<string, any>}
 */
export function client() {
  const all = files.map((file) => readFileSync(new URL(file, folder), "utf8")).join("\n");
  return vm.compileFunction(`${all}\nreturn { ${names.join(", ")} };`, [], { filename: "the scripts of the search" })();
}

/**
 * A store that gets its files from a written index, and notes which it asked for.
 * @param {Record<string, any>} scripts
 * @param {Map<string, string>} index the scripts of the index by name
 */
export function storeOf(scripts, index) {
  /** @type {string[]} */
  const asked = [];
  const store = new scripts.SearchStore(async (/** @type {string} */ file) => {
    const name = file.replace(/\?.*/, "");
    asked.push(name);
    const script = index.get(name);
    if (script === undefined) throw new scripts.SearchLoadError(name);
    const pmsiteSearch = { add: (/** @type {unknown[]} */ ...call) => store.add(...call) };
    vm.compileFunction(script, ["window"], { filename: name })({ pmsiteSearch });
  });
  return { store, asked };
}
