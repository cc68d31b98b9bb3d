// `cargo widgets` makes this of widgets/elements.
(() => {
"use strict";
function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "class") element.className = value;
    else if (name.includes("-") || name === "role" || name === "for") {
      element.setAttribute(name === "for" ? "for" : name, value);
    } else element[name] = value;
  }
  element.append(...children.flat(Infinity).filter((child) => child != null));
  return element;
}

function fixed(number, digits) {
  if (number === null || !Number.isFinite(number)) return "no number";
  const text = Math.abs(number).toFixed(digits);
  return number < 0 && Number(text) !== 0 ? `−${text}` : text;
}

function percent(share, digits = 1) {
  return `${fixed(100 * share, digits)}\u00a0%`;
}

function thousands(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

const BOS = 26;

function tokenName(token) {
  return token === BOS ? "BOS" : String.fromCharCode(97 + token);
}

function chip(token, text = tokenName(token)) {
  return el("span", { class: "token" }, text, el("sub", {}, String(token)));
}

function row(cells, { head = false } = {}) {
  const cell = (content, i) => {
    const tag = head && i === 0 ? "th" : "td";
    const props = head && i === 0 ? { scope: "row" } : {};
    return el(tag, props, content ?? "");
  };
  return el("tr", {}, cells.map(cell));
}

class LiveTable {
  constructor(still) {
    const table = still.querySelector("table");
    this.element = el("div", { class: "table-wrapper" });
    this.table = table.cloneNode(true);
    this.aligns = [...table.querySelectorAll("thead th")].map(
      (cell) => cell.getAttribute("style") ?? "",
    );
    this.body = this.table.querySelector("tbody");
    this.element.append(this.table);
  }

  show(rows) {
    this.body.replaceChildren(
      ...rows.map((cells) => {
        const line = row(cells);
        [...line.children].forEach((cell, i) => {
          if (this.aligns[i]) cell.setAttribute("style", this.aligns[i]);
        });
        return line;
      }),
    );
  }
}

function table(head, rows, { caption } = {}) {
  return el(
    "div",
    { class: "table-wrapper" },
    el(
      "table",
      {},
      caption && el("caption", {}, caption),
      el("thead", {}, el("tr", {}, head.map((text) => el("th", {}, text)))),
      el("tbody", {}, rows.map((cells) => row(cells))),
    ),
  );
}

class PictureFrame {
  constructor() {
    this.element = el("div", { class: "picture" });
  }

  show(picture) {
    this.element.innerHTML = picture.svg; // Rust escapes what readers type.
    this.svg = this.element.querySelector("svg");
  }
}
let count = 0;
const fresh = () => `control-${++count}`;


function controls(...parts) {
  const elements = parts.map((part) => part.element ?? part);
  return el("div", { class: "controls" }, elements);
}

class Slider {
  constructor({ label, min, max, step = 1, format = String, change }) {
    const id = fresh();
    this.format = format;
    this.input = el("input", { type: "range", id, min, max, step });
    this.output = el("output", { for: id });
    this.input.oninput = () => {
      this.#say();
      change(Number(this.input.value));
    };
    this.element = el(
      "div",
      { class: "control slider" },
      el("label", { for: id }, label),
      this.input,
      this.output,
    );
  }

  show(value) {
    this.input.value = value;
    this.#say();
  }

  #say() {
    const words = this.format(Number(this.input.value));
    this.output.textContent = words;
    this.input.setAttribute("aria-valuetext", words);
  }
}

class TextField {
  constructor({ label, maxLength = 40, size = 12, mode = "text", change }) {
    const id = fresh();
    this.input = el("input", {
      type: "text",
      id,
      size,
      maxLength,
      inputMode: mode,
      autocomplete: "off",
      autocapitalize: "none",
      spellcheck: false,
    });
    this.input.oninput = () => change(this.input.value);
    this.element = el(
      "div",
      { class: "control field" },
      el("label", { for: id }, label),
      this.input,
    );
  }

  show(value) {
    if (this.input.value !== value) this.input.value = value;
  }
}

class Button {
  constructor({ text, label, change }) {
    this.element = el("button", { type: "button", onclick: () => change() });
    if (label) this.element.setAttribute("aria-label", label);
    this.element.textContent = text;
  }

  show(text) {
    this.element.textContent = text;
  }

  set disabled(value) {
    this.element.disabled = value;
  }
}

class Check {
  constructor({ label, change }) {
    const id = fresh();
    this.input = el("input", { type: "checkbox", id });
    this.input.onchange = () => change(this.input.checked);
    this.element = el(
      "div",
      { class: "control check" },
      this.input,
      el("label", { for: id }, label),
    );
  }

  show(value) {
    this.input.checked = value;
  }
}

class Choice {
  constructor({ label, options, change, look = "choice" }) {
    const name = fresh();
    this.inputs = options.map(([value]) =>
      el("input", { type: "radio", name, value, id: `${name}-${value}` }),
    );
    this.values = options.map(([value]) => value);
    const parts = options.map(([, text], i) => [
      this.inputs[i],
      el("label", { for: this.inputs[i].id }, text),
    ]);
    this.element = el(
      "fieldset",
      { class: `control ${look}` },
      el("legend", {}, label),
      parts,
    );
    this.element.onchange = () => {
      change(this.values[this.inputs.findIndex((input) => input.checked)]);
    };
  }

  show(value) {
    this.inputs.forEach((input, i) => {
      input.checked = this.values[i] === value;
    });
  }
}

class TokenChoice extends Choice {
  constructor({ label, change }) {
    const tokens = Array.from({ length: 27 }, (_, token) => token);
    super({
      label,
      change,
      look: "tokens",
      options: tokens.map((token) => [token, chip(token)]),
    });
    this.inputs.forEach((input, token) => {
      input.setAttribute("aria-label", tokenName(token));
    });
  }
}

class Select {
  constructor({ label, options, change }) {
    const id = fresh();
    this.values = options.map(([value]) => value);
    this.input = el(
      "select",
      { id },
      options.map(([, text], i) => el("option", { value: i }, text)),
    );
    this.input.onchange = () => change(this.values[this.input.value]);
    this.element = el(
      "div",
      { class: "control" },
      el("label", { for: id }, label),
      this.input,
    );
  }

  show(value) {
    this.input.value = this.values.indexOf(value);
  }
}

class Stepper {
  constructor({ label, change }) {
    const button = (text, name, to) => {
      const onclick = () => {
        change(Math.min(Math.max(to(), 0), this.last));
      };
      return el("button", { type: "button", "aria-label": name, onclick }, text);
    };
    this.first = button("⏮", `${label}: first`, () => 0);
    this.back = button("◀", `${label}: back`, () => this.value - 1);
    this.next = button("▶", `${label}: next`, () => this.value + 1);
    this.place = el("span", { class: "place" });
    this.element = el(
      "div",
      { class: "control stepper", role: "group", "aria-label": label },
      this.first,
      this.back,
      this.next,
      this.place,
    );
    this.label = label;
  }

  show(value, last) {
    this.value = value;
    this.last = last;
    for (const [button, is] of [
      [this.first, value === 0],
      [this.back, value === 0],
      [this.next, value === last],
    ]) {
      button.setAttribute("aria-disabled", is);
    }
    this.place.textContent = `${this.label} ${value} of ${last}`;
  }
}
const assets = new Map();

globalThis.bookAsset = (name, value) => assets.get(name).resolve(value);

function asset(name) {
  if (!assets.has(name)) {
    const loading = Promise.withResolvers
      ? Promise.withResolvers()
      : withResolvers();
    assets.set(name, loading);
    const script = document.createElement("script");
    script.src = `${path_to_root}widgets/${name}.js`;
    script.onerror = () => loading.reject(new Error(`${name}.js is missing`));
    document.head.append(script);
  }
  return assets.get(name).promise;
}

function withResolvers() {
  const all = {};
  all.promise = new Promise((resolve, reject) => {
    Object.assign(all, { resolve, reject });
  });
  return all;
}

function work() {
  let wasm;
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();

  function answer(question) {
    const bytes = encoder.encode(question);
    const at = wasm.room(bytes.length);
    new Uint8Array(wasm.memory.buffer, at, bytes.length).set(bytes);
    const length = wasm.answer();
    const answer = new Uint8Array(wasm.memory.buffer, wasm.answer_at(), length);
    return decoder.decode(answer);
  }

  self.onmessage = async ({ data }) => {
    try {
      if (data.wasm) {
        const { instance } = await WebAssembly.instantiate(data.wasm);
        wasm = instance.exports;
        self.postMessage({ id: data.id });
      } else {
        self.postMessage({ id: data.id, answer: answer(data.question) });
      }
    } catch (error) {
      self.postMessage({ id: data.id, failure: String(error) });
    }
  };
}

class Problem extends Error {}

class Engine {
  #worker;
  #ready;
  #waiting = new Map();
  #last = 0;

  constructor() {
    this.#ready = this.#start();
  }

  static #shared;
  static shared() {
    Engine.#shared ??= new Engine();
    return Engine.#shared;
  }

  async #start() {
    const text = await asset("wasm");
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    const code = new Blob([`(${work})()`], { type: "text/javascript" });
    const url = URL.createObjectURL(code);
    this.#worker = new Worker(url);
    this.#worker.onmessage = ({ data }) => {
      const { resolve, reject } = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (data.failure) reject(new Error(data.failure));
      else resolve(data.answer);
    };
    this.#worker.onerror = (event) => this.#fail(event.message);
    await this.#send({ wasm: bytes });
    URL.revokeObjectURL(url);
  }

  #fail(message) {
    for (const { reject } of this.#waiting.values()) reject(new Error(message));
    this.#waiting.clear();
  }

  #send(message) {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, ...message });
    });
  }

  async ask(name, args = {}) {
    await this.#ready;
    const parts = [name, ...Object.entries(args).flat()];
    const clean = parts.map((part) => String(part).replaceAll("\x1f", ""));
    const text = await this.#send({ question: clean.join("\x1f") });
    const answer = JSON.parse(text);
    if (answer.problem) throw new Problem(answer.problem);
    return answer;
  }

  knowNames() {
    const tell = async () => this.ask("know-names", { text: await asset("names") });
    this.names ??= tell();
    return this.names;
  }

  stop() {
    this.#worker?.terminate();
    this.#waiting.clear();
  }
}
const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) {
        near.unobserve(target);
        target.wake();
      }
    }
  },
  { rootMargin: "200% 0px" },
);

class Widget extends HTMLElement {
  static initial = {};

  connectedCallback() {
    if (this.started) return;
    this.started = true;
    const alike = [...document.querySelectorAll(this.localName)];
    const place = alike.indexOf(this);
    this.id ||= place ? `${this.localName}-${place + 1}` : this.localName;
    this.addEventListener("keydown", (event) => event.stopPropagation());
    this.state = { ...this.constructor.initial };
    near.observe(this);
    if (this.#fromAddress()) requestAnimationFrame(() => this.scrollIntoView());
  }

  disconnectedCallback() {
    near.unobserve(this);
    this.sleep?.();
  }

  async wake() {
    if (this.live) return;
    this.#fromAddress();
    this.style.minHeight = `${this.offsetHeight}px`;
    this.stills = [...this.children].filter(
      (child) => !child.classList.contains("try"),
    );
    this.says = el("p", { class: "says", "aria-live": "polite" });
    try {
      this.live = el("div", { class: "live" }, this.build(), this.#foot());
      await this.#firstDraw();
    } catch (error) {
      return this.#giveUp(error);
    }
    this.live.append(...this.#captions());
    for (const still of this.stills) still.classList.add("still");
    this.append(this.live);
    this.classList.add("awake");
    this.woken?.();
    addEventListener("hashchange", () => {
      if (this.#fromAddress()) this.#show();
    });
  }

  async #firstDraw() {
    try {
      await this.draw(this.state);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.state = { ...this.constructor.initial };
      await this.draw(this.state);
      this.say(error.message, true);
    }
  }

  #captions() {
    const all = this.stills.flatMap((still) => [
      ...still.querySelectorAll("figcaption"),
    ]);
    return all.map((caption) =>
      el("div", { class: "caption", innerHTML: caption.innerHTML }),
    );
  }

  #giveUp(error) {
    console.warn(`${this.localName}:`, error);
    this.live = undefined;
    const words = "This cannot be tried here: the browser did not start the "
      + "book's WebAssembly. What it shows at first stands below.";
    this.prepend(el("p", { class: "gave-up" }, words));
  }

  #foot() {
    const button = (text, onclick) =>
      el("button", { type: "button", onclick }, text);
    this.resetButton = button("Reset", () => this.reset());
    this.linkButton = button("Copy link", () => this.#copyLink());
    const buttons = el(
      "div",
      { class: "foot-buttons" },
      this.resetButton,
      this.linkButton,
    );
    return el("div", { class: "foot" }, this.says, buttons);
  }

  ask(name, args) {
    return Engine.shared().ask(name, args);
  }

  say(text, isProblem = false) {
    this.says.classList.toggle("problem", isProblem);
    if (this.says.textContent !== text) this.says.textContent = text;
  }

  set(change) {
    Object.assign(this.state, change);
    this.#toAddress();
    return this.#show();
  }

  reset() {
    this.state = { ...this.constructor.initial };
    if (this.#parts().length) history.replaceState(null, "", "#" + this.id);
    return this.#show();
  }

  async #show() {
    if (this.drawing) {
      this.stale = true;
      return;
    }
    this.drawing = true;
    do {
      this.stale = false;
      try {
        await this.draw(this.state);
      } catch (error) {
        const words = error instanceof Problem
          ? error.message
          : "Something went wrong here; Reset starts again.";
        if (!(error instanceof Problem)) console.warn(error);
        this.say(words, true);
      }
    } while (this.stale);
    this.drawing = false;
  }

  #toAddress() {
    const changed = Object.entries(this.state).filter(
      ([name, value]) => value !== this.constructor.initial[name],
    );
    const query = new URLSearchParams(changed).toString();
    const hash = `#${this.id}${query && `?${query}`}`;
    try {
      history.replaceState(null, "", hash);
    } catch {
    }
  }

  #parts() {
    const [id, query] = decodeURI(location.hash.slice(1)).split(/\?(.*)/s);
    return id === this.id ? [id, query ?? ""] : [];
  }

  #fromAddress() {
    const [id, query] = this.#parts();
    if (!id) return false;
    const { initial } = this.constructor;
    this.state = { ...initial };
    for (const [name, text] of new URLSearchParams(query)) {
      if (!(name in initial)) continue;
      const kind = typeof initial[name];
      if (kind === "string") this.state[name] = text;
      if (kind === "boolean") this.state[name] = text === "true";
      if (kind === "number" && Number.isFinite(Number(text))) {
        this.state[name] = Number(text);
      }
    }
    return true;
  }

  async #copyLink() {
    this.#toAddress();
    try {
      await navigator.clipboard.writeText(location.href);
      this.say("The link to what you see is copied.");
    } catch {
      this.say("The link to what you see is in the address bar.");
    }
  }
}

function define(tag, element) {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
class NextToken extends Widget {
  static initial = { token: 0, names: 1000, smoothed: true };

  build() {
    this.token = new TokenChoice({
      label: "after",
      change: (token) => this.set({ token }),
    });
    this.names = new Slider({
      label: "names counted",
      min: 0,
      max: 1000,
      format: thousands,
      change: (names) => this.set({ names }),
    });
    this.smoothed = new Check({
      label: "add one to every count",
      change: (smoothed) => this.set({ smoothed }),
    });
    this.picture = new PictureFrame();
    return [
      this.token.element,
      this.picture.element,
      controls(this.names, this.smoothed),
    ];
  }

  async draw({ token, names, smoothed }) {
    this.token.show(token);
    this.names.show(names);
    this.smoothed.show(smoothed);
    const answer = await this.ask("next-token", { token, names, smoothed });
    this.picture.show(answer.picture);
    const { probabilities, counts } = answer;
    const most = Math.max(...probabilities);
    if (most === 0) {
      this.say(`Nothing has followed ${tokenName(token)} yet.`);
      return;
    }
    const likely = tokenName(probabilities.indexOf(most));
    const never = counts.filter((count) => count === 0).length;
    this.say(
      `Most likely after ${tokenName(token)}: ${likely}, ${percent(most)}. `
        + `Never seen: ${never} of 27 tokens.`,
    );
  }
}

define("next-token", NextToken);
class SoftmaxLogits extends Widget {
  static initial = { logits: "2 1 0", temperature: 1 };

  build() {
    this.logits = new TextField({
      label: "logits",
      maxLength: 60,
      size: 16,
      change: (logits) => this.set({ logits }),
    });
    this.temperature = new Slider({
      label: "temperature",
      min: 0.1,
      max: 3,
      step: 0.1,
      format: (value) => fixed(value, 1),
      change: (temperature) => this.set({ temperature }),
    });
    this.table = new LiveTable(this);
    return [controls(this.logits, this.temperature), this.table.element];
  }

  async draw({ logits, temperature }) {
    this.logits.show(logits);
    this.temperature.show(temperature);
    const args = { logits: logits.replace(/[,;]/g, " "), temperature };
    const answer = await this.ask("softmax-logits", args);
    const { differences, exponentials, probabilities, total } = answer;
    const digits = answer.logits.every(Number.isInteger) ? 0 : 2;
    this.table.show([
      ...answer.logits.map((logit, i) => [
        fixed(logit, digits),
        fixed(differences[i], digits),
        fixed(exponentials[i], 3),
        fixed(probabilities[i], 3),
      ]),
      ["sum", "", fixed(total, 3), fixed(1, 3)],
    ]);
    this.say("");
  }
}

define("softmax-logits", SoftmaxLogits);
const SLICE = 25; // milliseconds
const LOOK = 250; // milliseconds between two looks
const STEPS = [100, 1000, 5000, 20000];
const RATES = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3];
const INSIDE = [
  ["layer0.attn_wq", "attn_wq"],
  ["wte", "wte"],
  ["wpe", "wpe"],
  ["layer0.mlp_fc1", "mlp_fc1"],
  ["layer0.mlp_fc2", "mlp_fc2"],
  ["lm_head", "lm_head"],
  ["gradient", "the gradient's length"],
];

class TrainMicrogpt extends Widget {
  static initial = {
    steps: 1000,
    rate: 0.01,
    temperature: 0.5,
    inside: "wte",
    slow: false,
    words: "",
  };

  build() {
    this.go = new Button({ text: "Train", change: () => this.#toggle() });
    this.one = new Button({ text: "One step", change: () => this.#one() });
    this.slow = new Choice({
      label: "speed",
      options: [
        [false, "full"],
        [true, "slow"],
      ],
      change: (slow) => this.set({ slow }),
    });
    this.steps = new Select({
      label: "steps",
      options: STEPS.map((steps) => [steps, thousands(steps)]),
      change: (steps) => this.#setUp({ steps }),
    });
    this.rate = new Select({
      label: "learning rate",
      options: RATES.map((rate) => [rate, String(rate)]),
      change: (rate) => this.#setUp({ rate }),
    });
    this.inside = new Select({
      label: "look at",
      options: INSIDE,
      change: (inside) => this.set({ inside }),
    });
    this.temperature = new Slider({
      label: "temperature",
      min: 0.1,
      max: 2,
      step: 0.1,
      format: (value) => fixed(value, 1),
      change: (temperature) => this.set({ temperature }),
    });
    this.words = el("textarea", {
      rows: 3,
      maxLength: 60_000,
      spellcheck: false,
      "aria-label": "Your own words, one a line",
      placeholder: "one a line: towns, plants, words of your language …",
      onchange: () => this.#setUp({ words: this.words.value }),
    });
    this.bar = el("progress", { max: 1, value: 1, "aria-label": "training" });
    this.losses = new PictureFrame();
    this.matrix = new PictureFrame();
    this.names = el("p", { class: "names" });
    this.numbers = el("p", { class: "numbers" });
    const [figure] = this.stills;
    this.losses.element.append(figure.querySelector("svg").cloneNode(true));
    this.panels = el(
      "div",
      { class: "panels" },
      el("div", { class: "panel" }, controls(this.inside), this.matrix.element),
      el("div", { class: "panel" }, controls(this.temperature), this.names),
    );
    return [
      controls(this.go, this.one, this.slow, this.steps, this.rate),
      this.bar,
      this.numbers,
      this.losses.element,
      this.panels,
      el(
        "details",
        {},
        el("summary", {}, "Train it on words of your own"),
        this.words,
      ),
    ];
  }

  #setUp(change) {
    this.sleep();
    return this.set(change);
  }

  async draw(state) {
    for (const name of ["slow", "steps", "rate", "inside", "temperature"]) {
      this[name].show(state[name]);
    }
    if (this.words.value !== state.words) this.words.value = state.words;
    const run = JSON.stringify([state.steps, state.rate, state.words]);
    if (this.run === run) {
      if (this.begun) await this.#look();
      return;
    }
    this.run = run;
    this.sleep();
    this.begun = false;
    this.go.show("Train");
    this.#progress(null);
    this.say(
      state.words.trim()
        ? "Ready to learn from your words."
        : "Ready to learn from the names of the book. The curve is the "
            + "book's own run.",
    );
  }

  async #begin() {
    if (this.begun) return;
    this.engine ??= new Engine();
    const { words, steps, rate } = this.state;
    const started = await this.engine.ask("train-start", {
      words,
      steps,
      rate,
    });
    this.begun = true;
    const { num_docs, vocab_size, num_params, first } = started;
    const docs = words.trim() ? `${thousands(num_docs)} words` : "the names";
    this.say(
      `Learning from ${docs}, ${first.join(", ")} …: ${vocab_size} tokens, `
        + `${thousands(num_params)} parameters.`,
    );
  }

  async #toggle() {
    if (this.training) {
      this.sleep();
      await this.#look();
      return;
    }
    await this.#guarded(async () => {
      if (this.done) this.begun = false;
      await this.#begin();
      await this.#train();
    });
  }

  async #one() {
    this.sleep();
    await this.#guarded(async () => {
      if (this.done) this.begun = false;
      await this.#begin();
      this.#progress(await this.engine.ask("train-steps", { count: 1 }));
      await this.#look();
    });
  }

  async #guarded(act) {
    try {
      await act();
    } catch (error) {
      this.sleep();
      this.begun = false;
      if (!(error instanceof Problem)) {
        console.warn(error);
        this.engine?.stop();
        this.engine = undefined;
      }
      this.say(error instanceof Problem ? error.message : "It stopped.", true);
    }
  }

  async #train() {
    const token = {};
    this.training = token;
    this.go.show("Pause");
    let count = 1;
    let looked = 0;
    const began = { time: performance.now(), step: this.step ?? 0 };
    while (this.training === token) {
      const before = performance.now();
      const slow = this.state.slow;
      const progress = await this.engine.ask("train-steps", {
        count: slow ? 1 : count,
      });
      const now = performance.now();
      if (!slow) {
        const fits = (count * SLICE) / Math.max(now - before, 1);
        count = Math.max(1, Math.min(200, Math.round(fits)));
      }
      if (this.training !== token) break;
      const over = progress.is_done || !progress.is_sound;
      if (over || slow || now - looked > LOOK) {
        const seconds = (now - began.time) / 1000;
        this.#progress(progress, (progress.step - began.step) / seconds);
        await this.#look();
        looked = performance.now();
      }
      if (over) this.#finish(progress);
      else if (slow) await new Promise((go) => setTimeout(go, LOOK));
    }
  }

  #finish({ is_sound, mean, step }) {
    this.sleep();
    this.go.show("Train again");
    this.done = true;
    this.say(
      is_sound
        ? `Trained. The last hundred losses have a mean of ${fixed(mean, 3)}.`
        : `After ${step} steps the loss is no number any more: this learning `
            + "rate is too high.",
      !is_sound,
    );
  }

  #progress(progress, speed) {
    this.step = progress?.step ?? 0;
    this.done = progress ? progress.is_done || !progress.is_sound : false;
    this.bar.value = progress ? progress.step / this.state.steps : 0;
    const parts = progress
      ? [
          `step ${thousands(progress.step)}, “${progress.word}”`,
          `loss ${fixed(progress.loss, 3)}`,
          `mean ${fixed(progress.mean, 3)}`,
          `gradient ${fixed(progress.norm, 2)}`,
          speed && !this.state.slow && `${thousands(Math.round(speed))} steps/s`,
        ]
      : ["not begun"];
    this.numbers.replaceChildren(
      ...parts.filter(Boolean).map((part) => el("span", {}, part)),
    );
  }

  async #look() {
    const { inside, temperature } = this.state;
    const look = await this.engine.ask("train-look", { inside, temperature });
    this.losses.show(look.losses);
    this.matrix.show(look.inside);
    this.names.replaceChildren(
      ...look.names.map((name) => el("span", {}, name || "(nothing)")),
    );
  }

  sleep() {
    this.training = undefined;
    this.go?.show(this.begun ? "Go on" : "Train");
  }
}

define("train-microgpt", TrainMicrogpt);
})();
