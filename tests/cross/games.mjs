// Plays the games of examples/ in a browser: node games.mjs BROWSER FOLDER PICTURES. Each game is in a folder of its name. Fails if one
// does not begin, complains, or does not find what it has saved when it is opened again.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, launch, serve, status, until } from "./browser.mjs";

const [browserFile, folder, pictures] = process.argv.slice(2);
const { server, address } = await serve(folder);
const browser = await launch(browserFile, 720);

let page;
let said;

// Opens a game, and waits until there is something to see.
async function open(game) {
  page = await browser.newPage();
  said = [];
  page.on("pageerror", (error) => said.push(`ERROR ${error}`));
  page.on("console", (message) => said.push(message.text()));
  await page.goto(`${address}${game}/`);
  await until(`the start of ${game}`, said, async () => (await status(page)) === "" && (await page.$("canvas")) !== null);
  // A picture of one colour takes a few kilobytes as PNG.
  await until(`a frame of ${game}`, said, async () => (await page.screenshot()).length > 8000);
  await after(3);
}
async function close() {
  assert.deepEqual(said.filter((line) => /ERROR|WARN.*bevy_zig|panicked/.test(line)), []);
  await page.close();
}
const picture = (name) => page.screenshot({ path: join(pictures, `${name}.png`) });
async function tap(key, seconds) {
  await page.keyboard.press(key, { delay: 600 });
  await after(seconds);
}
async function click(x, y, seconds) {
  await page.mouse.move(x, y);
  await after(1);
  await page.mouse.down();
  await after(0.6);
  await page.mouse.up();
  await after(seconds);
}
// What the browser keeps for the game.
const kept = (name) => page.evaluate((key) => localStorage.getItem(key) ?? "", `bevy_zig/${name}`);

const games = {
  async breakout() {
    await open("breakout");
    await picture("breakout-title");
    await tap("Space", 2);
    await tap("Space", 6);
    await picture("breakout-playing");
    // All balls fall, and the score is the best so far.
    for (let ball = 0; ball < 20 && !(await kept("breakout")).includes("saved.best"); ball += 1) await tap("Space", 6);
    await picture("breakout-over");
    assert.match(await kept("breakout"), /saved\.best = [1-9]/);
  },
  async arena() {
    await open("arena");
    await after(6);
    await picture("arena-menu");
    await tap("Space", 6);
    await tap("ArrowUp", 2);
    await picture("arena-playing");
    await tap("Escape", 3);
    await picture("arena-paused");
  },
  async menu_and_village() {
    const begin = async () => {
      await open("menu_and_village");
      await tap("Space", 6);
    };
    await begin();
    await picture("village-menu");
    await click(640, 345, 15);
    await picture("village-playing");
    await tap("Escape", 4);
    await picture("village-paused");
    // "Save", below "Go on".
    await click(640, 333, 2);
    await until("the saved evening", said, async () => (await kept("lantern_village")).includes("saved.evening.is_begun = true"));
    await close();
    // There is an evening to continue now.
    await begin();
    await picture("village-again");
    await click(640, 321, 15);
    await picture("village-continued");
  },
};
try {
  for (const [game, play] of Object.entries(games)) {
    await play();
    await close();
    console.error(`played ${game}`);
  }
  console.log(`games=${Object.keys(games).length}`);
} finally {
  await browser.close();
  server.close();
}
