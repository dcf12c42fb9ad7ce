// Every *.test.ts of this folder in one process: the library takes seconds to load, once is enough.
import { readdirSync } from "node:fs";
import { resolve } from "node:path";

const sources = resolve(__dirname, "../../test");
for (const file of readdirSync(sources).sort()) {
  if (file.endsWith(".test.ts")) require(`./${file.replace(/\.ts$/, ".js")}`);
}
