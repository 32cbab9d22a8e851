// Plays the demo game in Node.js: node play.mjs BEVY_ZIG.JS [ARGUMENT…]
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [module, ...words] = process.argv.slice(2);
createRequire(import.meta.url)(resolve(module)).play(words);
