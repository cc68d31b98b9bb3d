// What every widget of the book has to do, in a real browser and from the disk:
// it wakes, does what it is for by mouse and by keyboard, shows the numbers of
// native Rust, bears hostile input, and leaves the page as it was.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { nativeDesk } from "./browser.mjs";
import { Views, settled } from "./views.mjs";

// ONLY=next-token tries one of them.
export const isAsked = ({ tag }) =>
  !process.env.ONLY || tag === process.env.ONLY;

const HOSTILE = [
  "",
  "a".repeat(10_000),
  "😀".repeat(50),
  "\ud800",
  "<script>alert(1)</script>",
  "NaN",
  "1e999",
  "-1e308 1e308 1e308",
  "../../etc/passwd\0",
];

// The text that a widget shows, with the spaces that a reader does not see as
// different.
const plain = (text) => text.replaceAll(/\s+/g, " ");
const textOf = async (widget) => plain(await widget.innerText());

async function eventuallyShows(widget, expected) {
  const parts = expected.map(plain);
  const page = widget.page();
  const element = await widget.elementHandle();
  await page
    .waitForFunction(([element, parts, isShown]) => {
      const text = element.innerText.replaceAll(/\s+/g, " ");
      return parts.every((part) => text.includes(part));
    }, [element, parts])
    .catch(async () => {
      const text = await textOf(widget);
      const missing = parts.filter((part) => !text.includes(part));
      assert.fail(`shows ${JSON.stringify(text)}, not ${JSON.stringify(missing)}`);
    });
}

// What stands in a widget, but for what depends on the focus.
const contents = (widget) =>
  widget.locator(".live").evaluate((live) =>
    JSON.stringify([
      live.innerText,
      [...live.querySelectorAll("input, select")].map((input) =>
        input.type === "checkbox" || input.type === "radio"
          ? input.checked
          : input.value,
      ),
      [...live.querySelectorAll("svg")].map((svg) => svg.innerHTML),
    ]),
  );

// Each entry has the `tag` of a widget and its `page`, `nth` where there are
// several; what is done with it by `mouse` and by `keyboard`, the text that it
// `shows` then by native Rust; `before` what opens it, and whether its state
// `isTransient`, which no link leads to.
export function testEach(entries) {
  const asked = entries.filter(isAsked);
  if (asked.length === 0) return;
  let views;
  let native;

  before(async () => {
    views = await Views.open();
    native = nativeDesk();
  });
  after(async () => {
    native?.stop();
    await views?.close();
  });

  const check = (name, act) =>
    test(name, async () => {
      try {
        await act();
      } catch (error) {
        await views.forget();
        throw error;
      }
    });

  for (const entry of asked) {
    const { tag, page, nth = 0 } = entry;
    describe(`${tag} ${nth ? `(${nth + 1}) ` : ""}on ${page}`, () => {
      // By mouse in pages as they are loaded, by keyboard in the one that is
      // there.
      for (const [means, open] of [["mouse", "wake"], ["keyboard", "renew"]]) {
        check(`does what it is for by ${means}, and resets`, async () => {
          const { view, widget } = await views[open](entry);
          const url = view.url().split("#")[0];
          const first = await contents(widget);
          const press = async (key, times = 1) => {
            for (const _ of Array(times)) await view.keyboard.press(key);
          };
          await entry[means](widget, press);
          await eventuallyShows(widget, await entry.shows(native));
          assert.equal(view.url().split("#")[0], url, "the same page");

          await settled(widget);
          const { hash } = new URL(view.url());
          const shown = await contents(widget);
          await widget.getByRole("button", { name: "Reset" }).click();
          await settled(widget);
          assert.equal(await contents(widget), first, "the first frame");
          assert.deepEqual(view.problems, []);

          if (entry.isTransient) return;
          const again = await views[open](entry, { hash });
          await settled(again.widget);
          assert.equal(await contents(again.widget), shown, "by its link");
          assert.deepEqual(again.view.problems, []);
        });
      }

      check("arrow keys and letters do not turn the page", async () => {
        const { view, widget } = await views.renew(entry);
        const url = view.url().split("#")[0];
        const focusable = "button, input, select, textarea, [tabindex='0']";
        const count = await widget.locator(focusable).count();
        assert.ok(count > 2, "something to reach by keyboard");
        for (let i = 0; i < count; i += Math.ceil(count / 8)) {
          const control = widget.locator(focusable).nth(i);
          if (!(await control.isVisible())) continue;
          await control.focus();
          for (const key of ["ArrowRight", "ArrowLeft", "s", "?", "/"]) {
            await view.keyboard.press(key);
          }
        }
        assert.equal(view.url().split("#")[0], url);
        const search = view.locator("#mdbook-searchbar-outer, #searchbar-outer");
        if (await search.count()) assert.equal(await search.isVisible(), false);
      });

      check("bears hostile input and hostile links", async () => {
        const { view, widget } = await views.renew(entry);
        const alarm = () => view.problems.push("a dialog");
        view.on("dialog", alarm);
        const fields = widget.locator("input[type=text], textarea");
        for (let i = 0; i < (await fields.count()); i++) {
          for (const text of HOSTILE) {
            await fields.nth(i).evaluate((field, text) => {
              field.value = text; // longer than typing allows
              field.dispatchEvent(new Event("input", { bubbles: true }));
              field.dispatchEvent(new Event("change", { bubbles: true }));
            }, text);
            await settled(widget);
            assert.ok((await textOf(widget)).length > 20, "is not blank");
          }
        }
        assert.deepEqual(view.problems, []);
        const initial = await widget.evaluate((it) => it.constructor.initial);
        const id = await widget.getAttribute("id");
        for (const [text, open] of [
          ["<script>", "wake"],
          ["-1e308", "renew"],
          ["999999", "renew"],
        ]) {
          const query = new URLSearchParams(
            Object.keys(initial).map((name) => [name, text]),
          );
          const again = await views[open](entry, { hash: `#${id}?${query}` });
          assert.ok((await textOf(again.widget)).length > 20, "is not blank");
          assert.equal(await again.widget.locator(".gave-up").count(), 0);
          assert.deepEqual(again.view.problems, []);
        }
        view.off("dialog", alarm);
      });

      check("fits a phone, and moves nothing when it wakes", async () => {
        for (const [width, theme] of [[360, "navy"], [320, "light"], [1200, "coal"]]) {
          const options = { width, theme, fonts: false };
          const { view, widget } = await views.wake(entry, options);
          const scroll = await view.evaluate(
            () => document.documentElement.scrollWidth,
          );
          assert.ok(scroll <= width, `${scroll} px wide on ${width} px`);
          const small = await widget.evaluate((it) =>
            [...it.querySelectorAll("button, select, input[type=text]")]
              .filter((control) => control.offsetParent)
              .map((control) => control.getBoundingClientRect())
              .filter(({ width, height }) => Math.min(width, height) < 24).length,
          );
          assert.equal(small, 0, "targets of less than 24 px");
          await settled(widget);
          const moved = await view.evaluate(() => globalThis.moved);
          assert.deepEqual(moved, [], `at ${width} px`);
          assert.deepEqual(view.problems, []);
        }
      });

      check("is still without scripts, and in print", async () => {
        const plain = await views.load(page, { javaScriptEnabled: false });
        const still = plain.locator(tag).nth(nth);
        const figure = still.locator("svg, table, .token, pre").first();
        await entry.before?.(still);
        assert.ok((await figure.count()) > 0, "something to see");
        assert.equal(await still.locator(".try").first().isVisible(), false);

        const { view, widget } = await views.renew(entry);
        await view.emulateMedia({ media: "print" });
        assert.equal(await widget.locator(".live").isVisible(), false);
        assert.ok(await widget.locator(".still").first().isVisible());
        await view.emulateMedia({ media: null });
      });
    });
  }
}
