// Runs a program in Node.js: node play.mjs PROGRAM.JS [ARGUMENT…]. The demo game plays what the arguments say.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [module, ...words] = process.argv.slice(2);
const program = await import(pathToFileURL(resolve(module)));
program.play?.(words);
