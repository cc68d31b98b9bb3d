// Every page of the built book, in a real browser and from the disk: nothing is
// fetched from elsewhere, nothing fails, nothing is left unrendered, and no
// page is wider than the screen. CHROMIUM names the browser.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { address, launch, openPage, pages, root } from "./browser.mjs";

const views = [
  { name: "light", width: 1200, theme: "light" },
  { name: "dark", width: 1200, theme: "navy" },
  { name: "phone", width: 360, theme: "light" },
];

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

for (const { name, width, theme } of views) {
  test(`${pages.length} pages read well: ${name}`, async () => {
    const page = await openPage(browser, { width, theme });
    const problem = (text) => page.problems.push(`${page.url()}: ${text}`);
    for (const url of pages) {
      await page.goto(url);
      const { scroll, text, dark, tex } = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        text: document.querySelector("main").innerText,
        dark: getComputedStyle(document.documentElement).colorScheme,
        tex: document.querySelectorAll("main annotation").length,
      }));
      if (scroll > width) problem(`${scroll} px wide on ${width} px`);
      if (/\{\{|\$\$/.test(text)) problem("shows what should be rendered");
      if (tex > 0) problem("has TeX beside its formulas");
      if ((dark === "dark") !== (theme === "navy")) problem("another theme");
    }
    await page.context().close();
    assert.deepEqual(page.problems, []);
    assert.ok(pages.length > 40, "the pages of the book");
  });
}

test("every section asks its reader, and the answers wait", async () => {
  const page = await browser.newPage();
  const sections = pages.filter((page) => /\/\d\.\d-/.test(page));
  assert.equal(sections.length, 58);
  for (const url of sections) {
    await page.goto(url);
    const heading = page.locator("h2#check-yourself");
    assert.equal(await heading.count(), 1, `${url}: "Check yourself"`);
    const answers = page.locator("h2#check-yourself ~ details");
    assert.ok((await answers.count()) >= 2, `${url}: two questions`);
    assert.equal(await page.locator("details[open]").count(), 0, url);
  }
  await page.close();
});

// What is wrong with the ids of a page: one that is there twice, and one that a
// drawing or a label refers to and that is not there. mdBook renames the second
// of two equal ids on the page to print, and of what refers to it only links.
function lostIds() {
  const ids = [...document.querySelectorAll("[id]")].map((it) => it.id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  const referred = [];
  for (const it of document.querySelectorAll("main *")) {
    for (const { name, value } of it.attributes) {
      const isList = /^(for|headers|aria-(labelledby|describedby|controls|owns|details))$/;
      if (isList.test(name)) referred.push(...value.split(/\s+/));
      if (/^(xlink:)?href$/.test(name) && value.startsWith("#")) {
        referred.push(decodeURIComponent(value.slice(1)));
      }
      for (const [, id] of value.matchAll(/url\(\s*["']?#([^"')]+)/g)) {
        referred.push(id);
      }
    }
  }
  const lost = referred.filter((id) => id && !ids.includes(id));
  return { twice, lost, ids: ids.length, referred: referred.length };
}

test("the page to print has everything, with its answers open", async () => {
  const page = await browser.newPage({ viewport: { width: 800, height: 800 } });
  await page.addInitScript(() => (window.print = () => {}));
  await page.goto(address("print"));
  await page.emulateMedia({ media: "print" });
  const { figures, width } = await page.evaluate(() => ({
    figures: document.querySelectorAll("svg.figure").length,
    width: document.documentElement.scrollWidth,
  }));
  assert.ok(figures > 40, `${figures} figures`);
  const { twice, lost, ids, referred } = await page.evaluate(lostIds);
  assert.deepEqual({ twice, lost }, { twice: [], lost: [] });
  assert.ok(ids > 500 && referred > 500, `${ids} ids, ${referred} referred to`);
  assert.ok(width <= 800, `${width} px wide`);
  const answer = page.locator("details > p").first();
  assert.ok((await answer.boundingBox()).height > 0);
  await page.close();
});

test("the finished section shows what it promises", async () => {
  const page = await browser.newPage();
  const url = pages.find((page) => page.includes("5.3"));
  assert.ok(url, "the page is in the table of contents");
  await page.goto(url);
  assert.equal(await page.locator("figure.listing pre code.hljs").count(), 5);
  assert.ok((await page.locator("math").count()) > 20);
  const answer = page.locator("details").first();
  assert.equal(await answer.locator("p").first().isVisible(), false);
  await answer.locator("summary").press("Enter");
  assert.equal(await answer.locator("p").first().isVisible(), true);
  await page.close();
});

test("on the page to print, no two widgets are in each other's way", async () => {
  const page = await openPage(browser);
  await page.addInitScript(() => (window.print = () => {}));
  await page.goto(address("print"));
  const widgets = page.locator(".widget");
  const ids = await widgets.evaluateAll(async (all) => {
    for (const widget of all) await widget.wake();
    return all.map((widget) => widget.id);
  });
  assert.ok(ids.length > 35, `${ids.length} widgets`);
  assert.equal(new Set(ids).size, ids.length, "an id each");
  assert.equal(await page.locator(".widget.awake").count(), ids.length);
  const { twice, lost } = await page.evaluate(lostIds);
  assert.deepEqual({ twice, lost }, { twice: [], lost: [] });
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("where WebAssembly does not start, the still figures stay", async () => {
  const page = await openPage(browser);
  await page.route(/wasm\.js$/, (route) => route.abort());
  await page.goto(address("step-0-counting/0.4-the-model"));
  const widget = page.locator("next-token");
  await widget.scrollIntoViewIfNeeded();
  await widget.locator(".gave-up").waitFor();
  assert.ok(await widget.locator("svg.figure").isVisible());
  await widget.evaluate((it) => it.wake());
  assert.equal(await widget.locator(".gave-up").count(), 1, "says so once");
  await page.context().close();
});

test("a served book works like one on the disk", async () => {
  const kinds = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript" };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://book").pathname;
    try {
      const file = await readFile(new URL(`book${path}`, root));
      const kind = kinds[path.match(/\.\w+$/)?.[0]];
      response.writeHead(200, kind ? { "content-type": kind } : {});
      response.end(file);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  const page = await browser.newPage();
  await page.goto(
    `http://127.0.0.1:${port}/step-0-counting/0.4-the-model.html`,
  );
  const widget = page.locator("next-token");
  await widget.scrollIntoViewIfNeeded();
  await widget.getByText("Most likely after a: n").waitFor();
  await page.close();
  server.closeAllConnections();
  server.close();
});
