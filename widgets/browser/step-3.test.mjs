// The widgets of Step 3, and what is done with them.
import { fixed, percent } from "../elements/shared/dom.js";
import { addition } from "../elements/step-3/reading.js";
import { testEach } from "./each-widget.mjs";
import { lossCurves } from "./loss-curves.mjs";

// Clicks on a cell of a heat map with 16 columns.
async function clickCell(map, rows, row, column) {
  const cells = map.locator(".heat-frame");
  const { width, height } = await cells.boundingBox();
  const x = (width * (column + 0.5)) / 16;
  const y = (height * (row + 0.5)) / rows;
  await cells.click({ position: { x, y }, force: true });
}

testEach([
  {
    tag: "position-sum",
    page: "step-3-attention/3.2-position-embeddings",
    mouse: async (widget) => {
      await widget.getByText("e4").last().click();
      await clickCell(widget.locator(".pointed"), 6, 0, 5);
    },
    keyboard: async (widget, press) => {
      const another = widget.getByRole("group", { name: "and another" });
      await another.getByRole("radio").nth(3).focus();
      await press("ArrowLeft", 2);
      await widget.locator(".pointed").focus();
      await press("ArrowRight", 5);
    },
    shows: async (native) => {
      const asked = { name: "emma", first: 2, second: 1, trained: true };
      const { rows } = await native("position-sum", asked);
      const [, , , token, position, sum] = rows.map((row) => row[5]);
      return [`Position 1: ${addition([token, position], sum)}.`];
    },
  },
  {
    tag: "rms-norm",
    page: "step-3-attention/3.3-rmsnorm",
    mouse: (widget) =>
      widget.getByRole("button", { name: "twice as many" }).click(),
    keyboard: async (widget, press) => {
      await widget.getByRole("button", { name: "twice as many" }).focus();
      await press("Enter");
    },
    shows: async (native) => {
      const vector = "0.4 -0.2 0.4 0.2 0.4 -0.2 0.4 0.2";
      const rows = await native("rms-norm", { vector });
      return rows.flatMap(({ rms, rms_after, length }) => [
        fixed(rms, 4),
        fixed(rms_after, 4),
        fixed(length, 3),
      ]);
    },
  },
  {
    tag: "query-key-value",
    page: "step-3-attention/3.4-attention-q-k-v",
    mouse: (widget) => clickCell(widget.locator(".pointed").nth(1), 5, 1, 4),
    keyboard: async (widget, press) => {
      await widget.locator(".pointed").nth(1).focus();
      await press("ArrowUp", 2);
      await press("ArrowRight", 4);
    },
    shows: async (native) => {
      const asked = { name: "emma", trained: true };
      const { vectors } = await native("query-key-value", asked);
      const [q, k, v] = vectors.map((rows) => fixed(rows[1][4], 2));
      const numbers = `${q} in the query, ${k} in the key, ${v} in the value`;
      return [`Number 4 of e at position 1: ${numbers}`];
    },
  },
  {
    tag: "attention-weights",
    page: "step-3-attention/3.5-attention-scores-and-weights",
    mouse: async (widget) => {
      const untrained = widget.locator(".pointed").first();
      await untrained.locator(".heat-frame").nth(12).click({ force: true });
    },
    keyboard: async (widget, press) => {
      await widget.locator(".pointed").first().focus();
      await press("ArrowDown");
    },
    shows: async (native) => {
      const asked = { name: "emma", position: 4, trained: false };
      const answer = await native("attention-weights", asked);
      const { dots, scores, weights } = answer;
      const numbers = [...dots, ...scores, ...weights];
      return ["a at position 4", ...numbers.map((number) => fixed(number, 2))];
    },
  },
  {
    tag: "attention-output",
    page: "step-3-attention/3.6-attention-output-and-residuals",
    mouse: (widget) => widget.getByText("a0").first().click(),
    keyboard: async (widget, press) => {
      await widget.getByRole("radio", { name: "m12" }).last().focus();
      await press("ArrowRight");
    },
    shows: async (native) => {
      const asked = { name: "emma", position: 4, trained: true };
      const { rows, sizes } = await native("attention-output", asked);
      const [before, attention, , mlp, after] = rows.map((row) => row[0]);
      const sum = addition([before, attention, mlp], after);
      return [
        `Number 0 of a at position 4: ${sum}`,
        ...sizes.flat().map((size) => fixed(size, 2)),
      ];
    },
  },
  {
    tag: "kv-cache",
    page: "step-3-attention/3.7-the-kv-cache",
    mouse: (widget) =>
      widget.getByRole("button", { name: "call: back" }).click({ clickCount: 2 }),
    keyboard: async (widget, press) => {
      await widget.getByRole("button", { name: "call: back" }).focus();
      await press("Enter", 2);
    },
    shows: async (native) => {
      const { rows } = await native("kv-cache", { name: "emma", calls: 3 });
      const { len, without } = rows[2];
      const said = `Keys computed so far: ${len}, without the cache ${without}.`;
      return [said, `BOS26 e4 m12 ${len} ${without}`];
    },
  },
  lossCurves("step-3-attention/3.8-training-and-results", 3),
  {
    tag: "echo-training",
    page: "step-3-attention/where-attention-wins",
    mouse: async (widget) => {
      await widget.getByText("unseen").click();
      await widget.getByRole("textbox", { name: "word" }).fill("lily");
    },
    keyboard: async (widget, press) => {
      await widget.getByRole("radio", { name: "attention" }).focus();
      await press("ArrowRight");
      await widget.getByRole("textbox", { name: "word" }).fill("lily");
    },
    shows: async (native) => {
      const asked = { word: "lily", attention: false, step: 3000, slice: 3000 };
      const { guesses, mean } = await native("echo-training", asked);
      const shares = guesses.map(({ probability }) => percent(probability));
      return [...shares, `have a mean of ${fixed(mean, 3)}.`];
    },
  },
]);
