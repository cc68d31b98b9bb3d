// The browser of the tests, the pages of the book, and the book's own Rust
// outside of the browser.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const root = new URL("../../", import.meta.url);

// CHROMIUM names the browser.
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

// The address of a page of the built book on the disk.
export function address(page) {
  return new URL(`book/${page}.html`, root).href;
}

const summary = readFileSync(new URL("src/SUMMARY.md", root), "utf8");

// The addresses of all pages.
export const pages = [...summary.matchAll(/\]\(([^)]+)\.md\)/g)]
  .map(([, page]) => page.replace(/(^|\/)README$/, "$1index"))
  .map(address);

// A page whose problems are gathered: errors, and whatever is asked of others.
export async function openPage(browser, options = {}) {
  const { width = 1200, theme = "light", fonts = true, ...others } = options;
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    ...others,
  });
  await context.addInitScript((theme) => {
    localStorage.setItem("mdbook-theme", theme);
    localStorage.setItem("mdbook-sidebar", "hidden");
    // What moved by itself, and not because the reader did something; not what
    // grew while the page was still being read, as a table does.
    globalThis.moved = [];
    new PerformanceObserver((list) => {
      const [{ domInteractive }] = performance.getEntriesByType("navigation");
      for (const entry of list.getEntries()) {
        const isRead = domInteractive && entry.startTime > domInteractive;
        if (entry.hadRecentInput || !isRead) continue;
        const of = entry.sources.map(({ node }) => node?.outerHTML?.slice(0, 80));
        globalThis.moved.push({ value: entry.value, of });
      }
    }).observe({ type: "layout-shift", buffered: true });
  }, theme);
  // mdBook's fonts come late and move the text, which is not what is tested.
  if (!fonts) await context.route(/\.woff2$/, (route) => route.abort());
  const page = await context.newPage();
  page.problems = [];
  const problem = (text) => page.problems.push(`${page.url()}: ${text}`);
  page.on("pageerror", (error) => problem(error));
  page.on("console", (message) => {
    const isFont = message.location().url.endsWith(".woff2");
    const isBad = ["error", "warning"].includes(message.type());
    if (isBad && !isFont) problem(message.text());
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!/^(file|data|blob):/.test(url)) problem(`asks for ${url}`);
  });
  return page;
}

// Answers questions of widgets as native code does: `native(name, args)`.
export function nativeDesk() {
  const cargo = ["run", "-q", "--locked", "--release", "-p", "widgets"];
  const desk = spawn("cargo", [...cargo, "--example", "answer"], {
    cwd: fileURLToPath(root),
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: desk.stdout });
  const waiting = [];
  lines.on("line", (line) => waiting.shift()(line));
  const native = async (name, args = {}) => {
    desk.stdin.write(`${JSON.stringify({ ...args, ask: name })}\n`);
    return JSON.parse(await new Promise((resolve) => waiting.push(resolve)));
  };
  native.stop = () => desk.stdin.end();
  return native;
}
