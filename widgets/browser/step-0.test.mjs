// The widgets of Step 0, and what is done with them.
import assert from "node:assert/strict";
import {
  fixed,
  percent,
  thousands,
  tokenName,
} from "../elements/shared/dom.js";
import { testEach } from "./each-widget.mjs";

// Clicks a cell of the count table.
async function clickCell(picture, row, column) {
  const { width, height } = await picture.locator("svg").boundingBox();
  const [left, top, cell] = [40, 32, 440 / 27].map((x) => (x * width) / 480);
  const position = {
    x: left + (column + 0.5) * cell,
    y: top + (row + 0.5) * cell,
  };
  assert.ok(position.y < height);
  await picture.locator("svg").click({ position });
}

testEach([
  {
    tag: "distinct-characters",
    page: "step-0-counting/0.2-the-tokenizer",
    mouse: (widget) => widget.getByLabel("documents").fill("ava, zoë"),
    keyboard: async (widget, press) => {
      await widget.getByLabel("documents").focus();
      await press("Control+a");
      await widget.page().keyboard.type("ava, zoë");
    },
    shows: async (native) => {
      const { characters, bos } = await native("distinct-characters", {
        words: "ava, zoë",
      });
      return [`avazoë`, characters.join(""), `BOS${bos}`, "The v has id 2."];
    },
  },
  {
    tag: "token-chips",
    page: "step-0-counting/0.2-the-tokenizer",
    mouse: (widget) => widget.getByLabel("name").fill("zoë"),
    keyboard: async (widget, press) => {
      await widget.getByLabel("name").focus();
      await press("End");
      await press("Backspace", 3);
      await widget.page().keyboard.type("zoë");
    },
    shows: async (native) => {
      const { refusal } = await native("token-chips", { name: "zoë" });
      return [refusal];
    },
    isTransient: true, // A link to what is refused leads to the first frame.
  },
  {
    tag: "count-table",
    page: "step-0-counting/0.3-the-count-table",
    mouse: async (widget) => {
      await widget.getByRole("slider").fill("999");
      await widget.getByRole("button", { name: "One more" }).click();
      await clickCell(widget.locator(".picture"), 1, 3);
    },
    keyboard: async (widget, press) => {
      await widget.locator(".picture").focus();
      await press("ArrowDown");
      await press("ArrowRight", 3);
    },
    shows: async (native) => {
      const { counts } = await native("count-table", { names: 1000 });
      const total = counts[1].reduce((a, b) => a + b);
      return [`d after b: ${counts[1][3]} times of ${total}.`];
    },
  },
  {
    tag: "count-table",
    page: "step-0-counting/0.3-the-count-table",
    mouse: (widget) => widget.getByRole("slider").fill("5"),
    keyboard: async (widget, press) => {
      await widget.getByRole("slider").focus();
      await press("Home");
      await press("ArrowRight", 5);
    },
    shows: async (native) => {
      const answer = await native("count-table", { names: 5 });
      const { counts, fullest: [row, column], others } = answer;
      const pair = `${tokenName(column)} after ${tokenName(row)}`;
      const most = counts[row][column];
      return [`The fullest: ${pair}, ${most}, and ${others} more as often.`];
    },
  },
  {
    tag: "next-token",
    page: "step-0-counting/0.4-the-model",
    mouse: (widget) => widget.getByText("e4").click(),
    keyboard: async (widget, press) => {
      await widget.getByRole("radio", { name: "a", exact: true }).focus();
      await press("ArrowRight", 4);
    },
    shows: async (native) => {
      const asked = { token: 4, names: 1000, smoothed: true };
      const { probabilities, total } = await native("next-token", asked);
      const share = percent(probabilities[26]);
      return [
        "Most likely after e: BOS, ",
        ` / (${thousands(total)} + 27) = ${share}.`,
      ];
    },
  },
  {
    tag: "next-token",
    page: "step-0-counting/0.4-the-model",
    mouse: async (widget) => {
      await widget.getByText("q16").click();
      await widget.getByText("add one to every count").click();
    },
    keyboard: async (widget, press) => {
      await widget.getByRole("radio", { name: "a", exact: true }).focus();
      await press("ArrowRight", 16);
      await widget.getByRole("checkbox").focus();
      await press("Space");
    },
    shows: async (native) => {
      const asked = { token: 16, names: 1000, smoothed: false };
      const answer = await native("next-token", asked);
      const { counts, total } = answer;
      const share = percent(answer.probabilities[20]);
      return [
        `Most likely after q: u, ${counts[20]} / ${total} = ${share}.`,
        `Never seen: 26 of 27, each 0 / ${total} = ${percent(0)}.`,
      ];
    },
  },
  {
    tag: "token-pairs",
    page: "step-0-counting/0.5-training",
    mouse: async (widget) => {
      await widget.getByLabel("name", { exact: true }).fill("mama");
      await widget.getByRole("slider").fill("100");
      const next = widget.getByRole("button", { name: "pair: next" });
      for (const _ of Array(4)) await next.click();
    },
    keyboard: async (widget, press) => {
      await widget.getByLabel("name", { exact: true }).focus();
      await press("Control+a");
      await widget.page().keyboard.type("mama");
      await widget.getByRole("slider").focus();
      await press("ArrowRight", 100);
      await widget.getByRole("button", { name: "pair: next" }).focus();
      await press("Enter", 4);
    },
    shows: async (native) => {
      const asked = { name: "mama", names: 100, pairs: 4 };
      const { changes } = await native("token-pairs", asked);
      return [
        ...changes.map(([before, after]) => `${before} → ${after}`),
        `row 12, column 0 goes from ${changes[3][0]} to ${changes[3][1]}.`,
      ];
    },
  },
  {
    tag: "pair-losses",
    page: "step-0-counting/0.6-loss",
    mouse: async (widget) => {
      await widget.getByLabel("name", { exact: true }).fill("zoe");
      await widget.getByRole("button", { name: "pair: next" }).click();
    },
    keyboard: async (widget, press) => {
      await widget.getByLabel("name", { exact: true }).focus();
      await press("Backspace", 3);
      await widget.page().keyboard.type("zoe");
      await widget.getByRole("button", { name: "pair: next" }).focus();
      await press("Space");
    },
    shows: async (native) => {
      const asked = { name: "zoe", names: 100 };
      const { pairs, mean } = await native("pair-losses", asked);
      return [
        ...pairs.map(({ count, total }) => `${count} of ${total}`),
        ...pairs.map(({ probability }) => fixed(probability, 4)),
        ...pairs.map(({ loss }) => fixed(loss, 3)),
        fixed(mean, 3),
      ];
    },
  },
  {
    tag: "loss-curve",
    page: "step-0-counting/0.6-loss",
    mouse: async (widget) => {
      // The axis goes from 52 to 468 of 480, for 0 to 1,000.
      const svg = widget.locator(".picture svg");
      const { width } = await svg.boundingBox();
      const x = ((52 + 416 * 0.3) * width) / 480;
      await svg.click({ position: { x, y: 60 } });
      await widget.page().mouse.move(0, 0);
      // A pixel is more than one step: the last of it by keyboard.
      const at = await widget.evaluate((it) => it.state.step);
      for (const _ of Array(Math.abs(300 - at))) {
        await widget.page().keyboard.press(at < 300 ? "ArrowRight" : "ArrowLeft");
      }
    },
    keyboard: async (widget, press) => {
      await widget.locator(".picture").focus();
      await press("Shift+ArrowRight", 30);
    },
    shows: async (native) => {
      const { names, losses, means } = await native("loss-curve");
      return [
        `Step 300: “${names[299]}” costs ${fixed(losses[299], 3)}. `
          + `The mean of the last 50: ${fixed(means[299], 3)}.`,
      ];
    },
  },
  {
    tag: "name-sampler",
    page: "step-0-counting/0.7-inference",
    mouse: (widget) => widget.getByRole("button", { name: "20 more" }).click(),
    keyboard: async (widget, press) => {
      await widget.getByRole("button", { name: "20 more" }).focus();
      await press("Enter");
    },
    shows: async (native) => {
      const asked = { names: 1000, batch: 1 };
      const { before, after } = await native("name-sampler", asked);
      return [...before.names, ...after.names].filter((name) => name);
    },
  },
]);
