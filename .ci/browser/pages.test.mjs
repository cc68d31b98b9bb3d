// Every page of the built book, in a real browser and from the disk: nothing is
// fetched from elsewhere, nothing fails, nothing is left unrendered, and no
// page is wider than the screen. CHROMIUM names the browser.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { address, launch, openPage, pages } from "./browser.mjs";

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
  assert.equal(sections.length, 43);
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
  assert.equal(await page.locator("figure.listing pre code.hljs").count(), 6);
  assert.ok((await page.locator("math").count()) > 20);
  const answer = page.locator("details").first();
  assert.equal(await answer.locator("p").isVisible(), false);
  await answer.locator("summary").press("Enter");
  assert.equal(await answer.locator("p").isVisible(), true);
  await page.close();
});
