// A browser without a screen, and a server of the games' files.
import assert from "node:assert/strict";
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import puppeteer from "puppeteer-core";

const types = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm", ".png": "image/png" };

/** Serves the files of a folder. Returns the server, and its address. */
export async function serve(folder) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[extname(file)] ?? "text/plain" });
    createReadStream(file).pipe(response);
  });
  await new Promise((ready) => server.listen(0, ready));
  return { server, address: `http://localhost:${server.address().port}/` };
}

/** Starts the browser. What it shows is drawn by the processor: there may be no graphics card. */
export function launch(executablePath, height) {
  const software = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];
  return puppeteer.launch({
    executablePath,
    args: ["--no-sandbox", ...software],
    defaultViewport: { width: 1280, height },
    protocolTimeout: 600_000,
  });
}

export const after = (seconds) => new Promise((later) => setTimeout(later, 1000 * seconds));

/** Waits for something, some minutes at most; `said` is what the page has said so far. */
export async function until(what, said, isThere) {
  for (let tenths = 0; !(await isThere()); tenths += 1) {
    assert(tenths < 6000, `${what} did not come; the page said:\n${said.join("\n")}`);
    await after(0.1);
  }
}

/** The line of the page that says how the game is. */
export const status = (page) => page.$eval("p", (line) => line.textContent);
