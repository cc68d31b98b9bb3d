// Every page with its widgets awake, looked at by axe: nothing serious.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch, openPage, pages } from "./browser.mjs";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

// What a theme changes is its colours.
const others = ["rust", "coal", "navy", "ayu"];
const colours = { runOnly: ["color-contrast"] };

test(`no serious fault on ${pages.length} pages, in five themes`, async () => {
  const page = await openPage(browser, { theme: "light" });
  const faults = [];
  const look = async (theme, options) => {
    const { violations } = await page.evaluate(
      (options) =>
        globalThis.axe.run(document.querySelector("main"), {
          resultTypes: ["violations"],
          ...options,
        }),
      options,
    );
    const where = `${page.url().split("/book/")[1]}, ${theme}`;
    for (const { id, impact, nodes } of violations) {
      if (!["serious", "critical"].includes(impact)) continue;
      for (const { target, failureSummary } of nodes.slice(0, 3)) {
        const why = failureSummary.split("\n")[1]?.trim();
        faults.push(`${where}: ${id}: ${target}: ${why}`);
      }
    }
  };
  const choose = async (theme) => {
    await page.evaluate((theme) => {
      document.querySelector(`#mdbook-theme-${theme}`).click();
    }, theme);
    assert.ok(
      await page.evaluate(
        (theme) => document.documentElement.classList.contains(theme),
        theme,
      ),
      theme,
    );
  };
  for (const url of pages) {
    await page.goto(url);
    // A widget wakes when it comes near.
    await page.evaluate(async () => {
      for (const fold of document.querySelectorAll("details")) {
        fold.open = true;
      }
      for (const widget of document.querySelectorAll(".widget")) {
        await widget.wake?.();
      }
      // A colour on its way from one theme to another is of neither.
      const still = document.createElement("style");
      still.textContent = "* { transition: none !important; }";
      document.head.append(still);
    });
    await page.evaluate(axe);
    await choose("light");
    await look("light", {});
    for (const theme of others) {
      await choose(theme);
      await look(theme, colours);
    }
  }
  await page.context().close();
  assert.deepEqual(faults, []);
});
