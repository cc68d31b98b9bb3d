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

for (const theme of ["light", "rust", "coal", "navy", "ayu"]) {
  test(`no serious fault on ${pages.length} pages: ${theme}`, async () => {
    const page = await openPage(browser, { theme });
    const faults = [];
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
      });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() =>
        globalThis.axe.run(document.querySelector("main"), {
          resultTypes: ["violations"],
        }),
      );
      for (const { id, impact, nodes } of violations) {
        if (!["serious", "critical"].includes(impact)) continue;
        for (const { target, failureSummary } of nodes.slice(0, 3)) {
          const why = failureSummary.split("\n")[1]?.trim();
          faults.push(`${url.split("/book/")[1]}: ${id}: ${target}: ${why}`);
        }
      }
    }
    await page.context().close();
    assert.deepEqual(faults, []);
  });
}
