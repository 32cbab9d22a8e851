// Plays the demo game in a browser: node web.mjs BROWSER FOLDER FRAMES PICTURE. Prints the world's hash after so many frames, and
// keeps a picture of the game. Fails if the page does not say how a game ends, or the game takes no keys.
import assert from "node:assert/strict";
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import puppeteer from "puppeteer-core";

const [browserFile, folder, frames, picture] = process.argv.slice(2);
const types = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

const server = createServer((request, response) => {
  const path = new URL(request.url, "http://localhost").pathname;
  const file = join(folder, path === "/" ? "index.html" : path);
  if (!existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": types[extname(file)] ?? "text/plain" });
  createReadStream(file).pipe(response);
});
await new Promise((ready) => server.listen(0, ready));
const address = `http://localhost:${server.address().port}/`;

// Drawn by the processor: there may be no graphics card.
const software = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];
const browser = await puppeteer.launch({
  executablePath: browserFile,
  args: ["--no-sandbox", ...software],
  defaultViewport: { width: 1280, height: 800 },
  protocolTimeout: 600_000,
});
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(`page: ${error}`));
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  const until = async (what, isThere) => {
    for (let tenths = 0; !(await isThere()); tenths += 1) {
      assert(tenths < 6000, `${what} did not come; the page said:\n${said.join("\n")}`);
      await new Promise((later) => setTimeout(later, 100));
    }
  };
  const status = () => page.$eval("p", (line) => line.textContent);

  // A run of a given length: the same world as natively, and a page that knows of the end.
  await page.goto(`${address}?autopilot&seed=1&frames=${frames}&report=-`);
  const report = () => said.find((line) => line.includes("world_hash"));
  await until("the report", report);
  const { world_hash, ms_per_frame } = JSON.parse(report());
  console.log(`hash=${world_hash} ms_per_frame=${ms_per_frame.toFixed(1)}`);
  await until("the end", async () => (await status()).startsWith("The game has ended."));

  // What the game says of a wrong option is on the page.
  await page.goto(`${address}?fast`);
  await until("the reason", async () => (await status()).includes("--fast"));

  // A player's keys: Esc ends the game, which only the game can know.
  await page.goto(`${address}?seed=1`);
  await until("the game", async () => (await status()) === "");
  await new Promise((later) => setTimeout(later, 3000));
  await page.keyboard.press("Escape", { delay: 300 });
  await until("the end by Esc", async () => (await status()).startsWith("The game has ended."));

  // The picture: some seconds into a game.
  await page.goto(`${address}?autopilot&seed=1`);
  await new Promise((later) => setTimeout(later, 15_000));
  await page.screenshot({ path: picture });
} finally {
  await browser.close();
  server.close();
}
