// Plays the demo game in a browser: node web.mjs BROWSER FOLDER FRAMES PICTURE. Prints the world's hash after so many frames, and
// keeps a picture of the game. Fails if the page does not say how a game ends, or the game takes no keys.
import assert from "node:assert/strict";
import { after, launch, serve, status, until } from "./browser.mjs";

const [browserFile, folder, frames, picture] = process.argv.slice(2);
const { server, address } = await serve(folder);
const browser = await launch(browserFile, 800);
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(`page: ${error}`));
  const said = [];
  page.on("console", (message) => said.push(message.text()));

  // A run of a given length: the same world as natively, and a page that knows of the end.
  await page.goto(`${address}?autopilot&seed=1&frames=${frames}&report=-`);
  const report = () => said.find((line) => line.includes("world_hash"));
  await until("the report", said, report);
  const { world_hash, ms_per_frame } = JSON.parse(report());
  console.log(`hash=${world_hash} ms_per_frame=${ms_per_frame.toFixed(1)}`);
  await until("the end", said, async () => (await status(page)).startsWith("The game has ended."));

  // What the game says of a wrong option is on the page.
  await page.goto(`${address}?fast`);
  await until("the reason", said, async () => (await status(page)).includes("--fast"));

  // A player's keys: Esc ends the game, which only the game can know.
  await page.goto(`${address}?seed=1`);
  await until("the game", said, async () => (await status(page)) === "");
  await after(3);
  await page.keyboard.press("Escape", { delay: 300 });
  await until("the end by Esc", said, async () => (await status(page)).startsWith("The game has ended."));

  // The picture: some seconds into a game.
  await page.goto(`${address}?autopilot&seed=1`);
  await after(15);
  await page.screenshot({ path: picture });
} finally {
  await browser.close();
  server.close();
}
