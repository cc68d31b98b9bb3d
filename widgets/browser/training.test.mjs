// The GPT, trained in a page: the reference run's own losses and names, at a
// speed that can be told, without a stutter of the page. What is measured here
// is of use only while nothing else runs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { address, launch, nativeDesk, openPage, root } from "./browser.mjs";

const PAGE = "step-5-adam/5.4-training-and-results";
const RUN = { engine: "tape", words: "", own: false, steps: 1000, rate: 0.01 };

// Runs in the page: keeps the tasks of over 50 ms.
function watchLongTasks() {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      globalThis.longTasks.push(duration);
    }
  }).observe({ type: "longtask" });
}

// Until a page has nothing left to do.
const isIdle = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => requestIdleCallback(() => requestIdleCallback(done))),
  );

// Until the engine of a widget has answered all that it was asked before, and
// the widget has shown it. `steps` is a question that takes so many steps.
const isAnswered = (widget, steps) =>
  widget.evaluate(async (it, steps) => {
    await it.engine.ask(steps, { count: 0 });
    const frame = () => new Promise(requestAnimationFrame);
    for (let i = 0; i < 3; i++) await frame();
  }, steps);

let browser;
let native;
before(async () => {
  browser = await launch();
  native = nativeDesk();
});
after(async () => {
  native?.stop();
  await browser?.close();
});

test("a thousand steps have the bits of native Rust", async (t) => {
  const page = await openPage(browser);
  await page.addInitScript(watchLongTasks);
  await page.goto(address(PAGE));
  const widget = page.locator("train-microgpt");
  await widget.scrollIntoViewIfNeeded();
  await widget.locator(".live").waitFor();
  await widget.getByText("full", { exact: true }).click();
  await isIdle(page);
  await page.evaluate(() => (globalThis.longTasks = []));
  await widget.getByRole("button", { name: "Train", exact: true }).click();
  await widget.getByRole("button", { name: "Train again" }).waitFor();
  const shown = await widget.locator(".numbers").innerText();
  const longTasks = await page.evaluate(() => globalThis.longTasks);
  const names = await widget.locator(".names span").allInnerTexts();
  const ask = (name, args) =>
    widget.evaluate((it, [name, args]) => it.engine.ask(name, args), [
      name,
      args,
    ]);
  const bits = await ask("train-bits");

  await native("train-start", RUN);
  await native("train-steps", { count: 1000 });
  const look = { inside: "wte", temperature: 0.5 };
  assert.equal(bits.length, 1000);
  assert.deepEqual(bits, await native("train-bits"));
  assert.deepEqual(names, (await native("train-look", look)).names);
  t.diagnostic(`in the page: ${shown.replaceAll(/\s+/g, " ")}`);
  t.diagnostic(`tasks over 50 ms: ${JSON.stringify(longTasks)}`);
  assert.deepEqual(longTasks, [], "tasks of the page over 50 ms");

  // The same steps, in the worker alone and natively.
  const time = async (ask) => {
    await ask("train-start", RUN);
    const start = performance.now();
    for (let i = 0; i < 10; i++) await ask("train-steps", { count: 100 });
    return (performance.now() - start) / 1000;
  };
  const seconds = { page: [], native: [] };
  for (let i = 0; i < 5; i++) {
    seconds.page.push(await time(ask));
    seconds.native.push(await time(native));
  }
  const median = (numbers) => numbers.toSorted((a, b) => a - b)[2];
  const [inPage, outside] = [median(seconds.page), median(seconds.native)];
  t.diagnostic(
    `steps a second, median of 5: ${Math.round(1000 / inPage)} in the page, `
      + `${Math.round(1000 / outside)} natively; `
      + `ratio ${(outside / inPage).toFixed(2)}`,
  );
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("every engine has the bits of native Rust", async (t) => {
  const page = await openPage(browser);
  await page.goto(address(PAGE));
  const widget = page.locator("train-microgpt");
  await widget.scrollIntoViewIfNeeded();
  await widget.locator(".live").waitFor();
  await widget.getByText("full", { exact: true }).click();
  const speeds = {};
  for (const engine of ["matrices", "vectors-f64", "vectors-f32"]) {
    await widget.getByLabel("engine").selectOption(engine.replace("-", ", "));
    await widget.getByText("Ready to learn from").waitFor();
    await widget.getByRole("button", { name: "Train", exact: true }).click();
    await widget.getByRole("button", { name: "Train again" }).waitFor();
    const bits = await widget.evaluate((it) => it.engine.ask("train-bits"));
    await native("train-start", { ...RUN, engine });
    await native("train-steps", { count: 1000 });
    assert.equal(bits.length, 1000);
    assert.deepEqual(bits, await native("train-bits"), engine);
    const shown = await widget.locator(".numbers").innerText();
    speeds[engine] = Number(
      shown.match(/([\d,]+) steps\/s/)[1].replaceAll(",", ""),
    );
  }
  t.diagnostic(`steps a second: ${JSON.stringify(speeds)}`);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a run of own words, paused and gone on with", async () => {
  const page = await openPage(browser);
  await page.goto(address(PAGE));
  const widget = page.locator("train-microgpt");
  await widget.scrollIntoViewIfNeeded();
  await widget.locator(".live").waitFor();
  await widget.locator("summary").click();
  await widget.getByLabel("Your own words").fill("oslo\nrome\nlima\nparis");
  await widget.getByLabel("Your own words").blur();
  const ready = widget.getByText("Ready to learn from 4 words");
  await ready.and(widget.getByText("Press Train.")).waitFor();
  await widget.getByText("full", { exact: true }).click();
  await widget.getByLabel("steps", { exact: true }).selectOption("5,000");
  await widget.getByRole("button", { name: "Train", exact: true }).click();
  await widget.getByRole("button", { name: "Pause" }).click();
  const paused = await widget.locator(".numbers").innerText();
  await isAnswered(widget, "train-steps");
  assert.equal(await widget.locator(".numbers").innerText(), paused);
  await widget.getByRole("button", { name: "Go on" }).click();
  await widget.getByRole("button", { name: "Train again" }).waitFor();
  const names = await widget.locator(".names span").allInnerTexts();
  const own = names.filter((name) =>
    ["oslo", "rome", "lima", "paris"].includes(name),
  );
  assert.ok(own.length > 15, `knows its words by heart: ${names}`);
  const known = `${own.length} of these 20 are words of the list.`;
  assert.equal(await widget.locator(".known").innerText(), known);
  const legends = await widget.locator(".picture").first().innerText();
  assert.match(legends, /one word/);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a novel is learned from with the bits of native Rust", async (t) => {
  const page = await openPage(browser);
  await page.addInitScript(watchLongTasks);
  await page.goto(address("step-7-text/7.3-the-same-model-larger"));
  const widget = page.locator("novel-training");
  await widget.scrollIntoViewIfNeeded();
  await widget.locator(".live").waitFor();
  await widget.getByRole("button", { name: "Train" }).click();
  await widget.getByText(/step \d/).waitFor();
  await isIdle(page);
  await page.evaluate(() => (globalThis.longTasks = []));
  await widget.getByText(/step [1-9]\d\d of/).waitFor({ timeout: 60_000 });
  const longTasks = await page.evaluate(() => globalThis.longTasks);
  await widget.getByRole("button", { name: "Pause" }).click();
  await isAnswered(widget, "novel-steps");
  const shown = await widget.locator(".numbers").innerText();
  t.diagnostic(`in the page: ${shown.replaceAll(/\s+/g, " ")}`);
  assert.deepEqual(longTasks, [], "tasks of the page over 50 ms");

  const bits = await widget.evaluate((it) => it.engine.ask("novel-bits"));
  const file = new URL("data/moby-dick.txt", root);
  await native("novel-start", { novel: readFileSync(file, "utf8") });
  await native("novel-steps", { count: bits.length });
  assert.ok(bits.length >= 100);
  assert.deepEqual(bits, await native("novel-bits"));

  // What it writes then, too.
  const prompt = "Call me Ishmael. ";
  await widget.getByLabel("it begins with").fill(prompt);
  await widget.locator(".sample b", { hasText: prompt.trim() }).waitFor();
  const asked = { prompt, temperature: 0.7 };
  const { written } = await native("novel-look", asked);
  const sample = await widget.locator(".sample").textContent();
  assert.equal(sample, prompt + written);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("all engines race to the same loss, and stop at once", async (t) => {
  const page = await openPage(browser);
  await page.addInitScript(watchLongTasks);
  await page.goto(address("step-6-efficiency/6.7-the-race"));
  const widget = page.locator("engine-race");
  await widget.scrollIntoViewIfNeeded();
  await widget.locator(".live").waitFor();
  await isIdle(page);
  await page.evaluate(() => (globalThis.longTasks = []));
  const all = widget.getByRole("button", { name: "all", exact: true });

  await all.click();
  await widget.getByText("Running: arena").waitFor();
  await widget.getByRole("button", { name: "stop" }).click();
  const stopped = await widget.locator(".live").innerHTML();
  assert.match(stopped, /Stopped/);
  await isAnswered(widget, "engine-race-steps");
  assert.equal(await widget.locator(".live").innerHTML(), stopped);

  await all.click();
  await widget.getByText("All have run").waitFor({ timeout: 60_000 });
  const rows = await widget.locator(".live tbody tr").evaluateAll((rows) =>
    rows.map((row) => [...row.cells].map((cell) => cell.innerText)),
  );
  assert.equal(rows.length, 7);
  for (const [name, told, here] of rows) assert.equal(here, told, name);
  const drawing = widget.locator(".picture svg");
  t.diagnostic(await drawing.getAttribute("aria-label"));
  const longTasks = await page.evaluate(() => globalThis.longTasks);
  assert.deepEqual(longTasks, [], "tasks of the page over 50 ms");
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
