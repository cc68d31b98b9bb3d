// Every widget of the book, in a real browser and from the disk: it wakes, does
// what it is for by mouse and by keyboard, shows the numbers of native Rust,
// bears hostile input, and leaves the page as it was.
//
// ONLY=next-token node --test widgets.test.mjs   tries one of them.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { address, launch, nativeDesk, openPage } from "./browser.mjs";

const steps = await Promise.all(
  [0, 1, 2, 3, 4, 5, 6].map((step) => import(`./widgets/step-${step}.mjs`)),
);
const only = process.env.ONLY;
const widgets = steps
  .flatMap((step) => step.default)
  .filter(({ tag }) => !only || tag === only);

const HOSTILE = [
  "",
  "a".repeat(10_000),
  "😀".repeat(50),
  "<script>alert(1)</script>",
  "NaN",
  "1e999",
  "-1e308 1e308 1e308",
  "../../etc/passwd\0",
];

let browser;
let native;

// Some questions belong together: the desk is for one at a time.
let turn = Promise.resolve();
const inTurn = (act) => (turn = turn.then(act, act));

before(async () => {
  browser = await launch();
  native = nativeDesk();
});
after(async () => {
  native?.stop();
  await browser?.close();
});

// Opens a widget's page and waits until it is awake.
async function wake({ tag, page, nth = 0, before }, options = {}) {
  const view = await openPage(browser, options);
  await view.goto(address(page) + (options.hash ?? ""));
  const widget = view.locator(tag).nth(nth);
  await before?.(widget);
  await widget.scrollIntoViewIfNeeded();
  await widget.locator(".live").waitFor();
  return { view, widget };
}

// The text that a widget shows, with the spaces that a reader does not see as
// different.
async function textOf(widget) {
  return (await widget.innerText()).replaceAll(/\s+/g, " ");
}

async function eventuallyShows(widget, expected) {
  let text;
  for (const _ of Array(100)) {
    text = await textOf(widget);
    if (expected.every((part) => text.includes(part.replaceAll(/\s+/g, " ")))) {
      return;
    }
    await widget.page().waitForTimeout(50);
  }
  assert.fail(`shows ${JSON.stringify(text)}, not ${JSON.stringify(expected)}`);
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

async function settled(widget) {
  await widget.page().waitForTimeout(40);
  await widget.evaluate(async (element) => {
    while (element.drawing) await new Promise((go) => setTimeout(go, 20));
  });
}

describe("widgets", () => {
  for (const entry of widgets) {
    const { tag, page, nth = 0 } = entry;
    describe(`${tag} ${nth ? `(${nth + 1}) ` : ""}on ${page}`, () => {
      for (const means of ["mouse", "keyboard"]) {
        test(`does what it is for by ${means}, and resets`, async () => {
          const { view, widget } = await wake(entry);
          const url = view.url().split("#")[0];
          const first = await contents(widget);
          const press = async (key, times = 1) => {
            for (const _ of Array(times)) await view.keyboard.press(key);
          };
          await entry[means](widget, press);
          await eventuallyShows(widget, await inTurn(() => entry.shows(native)));
          assert.equal(view.url().split("#")[0], url, "the same page");

          await settled(widget);
          const hash = new URL(view.url()).hash;
          if (!entry.isTransient) {
            const shown = await contents(widget);
            const again = await wake(entry, { hash });
            await settled(again.widget);
            assert.equal(await contents(again.widget), shown, "by its link");
            await again.view.context().close();
          }
          await widget.getByRole("button", { name: "Reset" }).click();
          await settled(widget);
          assert.equal(await contents(widget), first, "the first frame");
          assert.deepEqual(view.problems, []);
          await view.context().close();
        });
      }

      test("arrow keys and letters do not turn the page", async () => {
        const { view, widget } = await wake(entry);
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
        await view.context().close();
      });

      test("bears hostile input and hostile links", async () => {
        const { view, widget } = await wake(entry);
        view.on("dialog", () => view.problems.push("a dialog"));
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
        await view.context().close();
        for (const text of ["<script>", "-1e308", "999999"]) {
          const query = new URLSearchParams(
            Object.keys(initial).map((name) => [name, text]),
          );
          const again = await wake(entry, { hash: `#${id}?${query}` });
          assert.ok((await textOf(again.widget)).length > 20, "is not blank");
          assert.equal(await again.widget.locator(".gave-up").count(), 0);
          assert.deepEqual(again.view.problems, []);
          await again.view.context().close();
        }
      });

      test("fits a phone, and moves nothing when it wakes", async () => {
        for (const [width, theme] of [[360, "navy"], [320, "light"], [1200, "coal"]]) {
          const options = { width, theme, fonts: false };
          const { view, widget } = await wake(entry, options);
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
          await view.context().close();
        }
      });

      test("is still without scripts, and in print", async () => {
        const view = await openPage(browser, { javaScriptEnabled: false });
        await view.goto(address(page));
        const still = view.locator(tag).nth(nth);
        const figure = still.locator("svg, table, .token, pre").first();
        await entry.before?.(still);
        assert.ok((await figure.count()) > 0, "something to see");
        assert.equal(await still.locator(".try").first().isVisible(), false);
        await view.context().close();

        const { view: awake, widget } = await wake(entry);
        await awake.emulateMedia({ media: "print" });
        assert.equal(await widget.locator(".live").isVisible(), false);
        assert.ok(await widget.locator(".still").first().isVisible());
        await awake.context().close();
      });
    });
  }
});

// What is drawn is marked until it is that of the reader's words again.
describe("a picture of before is seen to be one", { skip: only }, () => {
  const graph = "step-2-autograd/2.5-backward-walking-the-graph";
  const model = "step-5-adam/5.4-training-and-results";
  const cases = [
    ["expression-graph", graph, "expression", ["a +", "a + a"]],
    ["ask-the-model", model, "name", ["zoë", "zoe"]],
  ];
  for (const [tag, page, label, [wrong, right]] of cases) {
    test(tag, async () => {
      const { view, widget } = await wake({ tag, page });
      const field = widget.getByLabel(label, { exact: true });
      const drawing = widget.locator(".picture svg").first();
      const opacity = () =>
        drawing.evaluate((it) => Number(getComputedStyle(it).opacity));
      const before = await drawing.innerHTML();
      await field.fill(wrong);
      await widget.locator(".problem").waitFor();
      await settled(widget);
      assert.equal(await drawing.innerHTML(), before, "the picture stays");
      assert.ok((await opacity()) < 0.5);
      await field.fill(right);
      await widget.locator(".live:not(.outdated)").waitFor();
      assert.equal(await opacity(), 1);
      assert.deepEqual(view.problems, []);
      await view.context().close();
    });
  }
});

// Each key goes on from the one before, though its picture is not there yet.
describe("keys are not lost while a picture is drawn", { skip: only }, () => {
  const [step0, step5] = ["step-0-counting", "step-5-adam"];
  const adam = `${step5}/5.2-momentum-and-adaptive-rates`;
  const cases = [
    ["count-table", `${step0}/0.3-the-count-table`, "ArrowDown", "row", 7],
    ["token-pairs", `${step0}/0.5-training`, "Enter", "pairs", 4],
    ["moving-average", adam, "ArrowRight", "at", 17],
    ["sgd-against-adam", `${step5}/5.1-what-changes`, "ArrowRight", "x", -5.5],
    ["letter-map", `${step5}/5.4-training-and-results`, "ArrowRight", "token", 6],
  ];
  for (const [tag, page, key, name, expected] of cases) {
    test(tag, async () => {
      const { view, widget } = await wake({ tag, page });
      await widget.evaluate((it) => {
        const ask = it.ask.bind(it);
        it.ask = async (...args) => {
          await new Promise((go) => setTimeout(go, 100));
          return ask(...args);
        };
      });
      const next = widget.getByRole("button", { name: "next" });
      const frame = widget.getByRole("application").first();
      await (key === "Enter" ? next : frame).focus();
      for (const _ of Array(7)) {
        await view.keyboard.press(key);
        await view.waitForTimeout(40);
      }
      await settled(widget);
      const state = await widget.evaluate((it) => it.state);
      assert.equal(state[name], expected);
      await view.context().close();
    });
  }
});
