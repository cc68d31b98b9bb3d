// `cargo widgets` makes this of widgets/elements.
(() => {
"use strict";
const module1 = (() => {
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

const isBehind = (element) => element.closest(".widget")?.stale;

const hasAll = (fields, other) =>
  Object.entries(fields).every(([name, value]) => other?.[name] === value);

function fixed(number, digits) {
  if (number === null || !Number.isFinite(number)) return "no number";
  const text = Math.abs(number).toFixed(digits);
  return number < 0 && Number(text) !== 0 ? `−${text}` : text;
}

function plain(number, most = 6) {
  return fixed(number, most).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
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
    while (this.body.rows.length > rows.length) this.body.lastChild.remove();
    rows.forEach((cells, i) => this.#fill(this.body.rows[i], cells));
  }

  #fill(old, cells) {
    if (old?.cells.length !== cells.length) {
      const line = row(cells);
      [...line.children].forEach((cell, i) => {
        if (this.aligns[i]) cell.setAttribute("style", this.aligns[i]);
      });
      if (old) old.replaceWith(line);
      else this.body.append(line);
      return;
    }
    for (const { name } of [...old.attributes]) old.removeAttribute(name);
    cells.forEach((content, i) => {
      const parts = [content ?? ""].flat(Infinity);
      const stays = parts.length === 1 && parts[0] === old.cells[i].firstChild;
      if (!stays) old.cells[i].replaceChildren(...parts);
    });
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
    this.grids = [picture.grid];
    this.element.innerHTML = picture.svg; // Rust escapes what readers type.
    this.svg = this.element.querySelector("svg");
  }
}
return { el, isBehind, hasAll, fixed, plain, percent, thousands, BOS, tokenName, chip, row, LiveTable, table, PictureFrame };
})();
const module2 = (() => {
const { chip, el, isBehind, tokenName } = module1;
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

class NumberField {
  constructor({ label, step = 0.5, change }) {
    this.input = el("input", { type: "number", step, "aria-label": label });
    this.input.oninput = () => {
      const value = this.input.valueAsNumber;
      if (Number.isFinite(value)) change(value);
    };
    this.input.onblur = () => this.show(this.value);
    this.element = this.input;
  }

  show(value) {
    this.value = value;
    if (this.input.valueAsNumber !== value) this.input.value = value;
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

class PositionChoice {
  constructor(options) {
    this.options = options;
    this.element = el("div");
  }

  show(position, tokens) {
    const text = tokens.join(" ");
    if (text !== this.text) {
      this.text = text;
      const options = tokens.map((token, i) => [i, chip(token)]);
      this.choice = new Choice({ ...this.options, options, look: "tokens" });
      this.element.replaceChildren(this.choice.element);
    }
    this.choice.show(position);
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
        this.value = Math.min(Math.max(to(), 0), this.last);
        change(this.value);
      };
      return el("button", { type: "button", "aria-label": name, onclick }, text);
    };
    this.first = button("|◀", `${label}: first`, () => 0);
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
    if (!isBehind(this.element)) this.value = value;
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
return { controls, Slider, TextField, NumberField, Button, Check, Choice, TokenChoice, PositionChoice, Select, Stepper };
})();
const module3 = (() => {
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

function unpacked(text) {
  const small = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  const bytes = new Blob([small]).stream();
  const large = bytes.pipeThrough(new DecompressionStream("gzip"));
  return new Response(large).arrayBuffer();
}

function work() {
  let module;
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
        module = await WebAssembly.compile(data.wasm);
        wasm = new WebAssembly.Instance(module).exports;
        self.postMessage({ id: data.id });
      } else {
        const start = performance.now();
        const text = answer(data.question);
        const took = performance.now() - start;
        self.postMessage({ id: data.id, answer: text, took });
      }
    } catch (error) {
      if (module) wasm = new WebAssembly.Instance(module).exports;
      self.postMessage({ id: data.id, failure: String(error) });
    }
  };
}

class Refusal extends Error {}

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
    const wasm = await unpacked(await asset("wasm"));
    const code = new Blob([`(${work})()`], { type: "text/javascript" });
    const url = URL.createObjectURL(code);
    this.#worker = new Worker(url);
    this.#worker.onmessage = ({ data }) => {
      const { resolve, reject } = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (data.failure) reject(new Error(data.failure));
      else resolve(data);
    };
    this.#worker.onerror = (event) => this.#fail(event.message);
    await this.#send({ wasm });
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

  async ask(name, args) {
    const { answer } = await this.timed(name, args);
    return answer;
  }

  async timed(name, args = {}) {
    await this.#ready;
    const question = JSON.stringify({ ...args, ask: name });
    const sent = await this.#send({ question });
    const answer = JSON.parse(sent.answer);
    if (answer.refusal) throw new Refusal(answer.refusal);
    return { answer, took: sent.took };
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
return { asset, Refusal, Engine };
})();
const module4 = (() => {
const { el } = module1;
const { Engine, Refusal } = module3;
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

  state;
  stills = [];
  live;
  says;
  drawing = false;
  stale = false;
  started = false;
  hasGivenUp = false;

  get initial() {
    return this.constructor.initial;
  }

  connectedCallback() {
    if (this.started) return;
    this.started = true;
    const alike = [...document.querySelectorAll(this.localName)];
    const place = alike.indexOf(this);
    this.id ||= place ? `${this.localName}-${place + 1}` : this.localName;
    this.addEventListener("keydown", (event) => event.stopPropagation());
    this.state = { ...this.initial };
    near.observe(this);
    if (this.#fromAddress()) requestAnimationFrame(() => this.scrollIntoView());
  }

  disconnectedCallback() {
    near.unobserve(this);
    this.sleep?.();
  }

  async wake() {
    if (this.live || this.hasGivenUp) return;
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
    addEventListener("hashchange", () => {
      if (this.#fromAddress()) this.#show();
    });
  }

  async #firstDraw() {
    try {
      await this.draw(this.state);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.state = { ...this.initial };
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
    this.hasGivenUp = true;
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

  set(change, { quietly = false } = {}) {
    Object.assign(this.state, change);
    if (!quietly) this.#toAddress();
    return this.#show();
  }

  reset() {
    this.state = { ...this.initial };
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
        this.live.classList.remove("outdated");
      } catch (error) {
        this.live.classList.add("outdated");
        const words = error instanceof Refusal
          ? error.message
          : "Something went wrong here; Reset starts again.";
        if (!(error instanceof Refusal)) console.warn(error);
        this.say(words, true);
      }
    } while (this.stale);
    this.drawing = false;
  }

  #toAddress() {
    const changed = Object.entries(this.state).filter(
      ([name, value]) => value !== this.initial[name],
    );
    const query = new URLSearchParams(changed).toString();
    const hash = `#${this.id}${query && `?${query}`}`;
    try {
      history.replaceState(null, "", hash);
    } catch {
    }
  }

  #parts() {
    const [id, query] = location.hash.slice(1).split(/\?(.*)/s);
    return id === this.id ? [id, query ?? ""] : [];
  }

  #fromAddress() {
    const [id, query] = this.#parts();
    if (!id) return false;
    const { initial } = this;
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
return { Widget, define };
})();
const module5 = (() => {
const { TextField, controls } = module2;
const { LiveTable, chip } = module1;
const { Widget, define } = module4;
class DistinctCharacters extends Widget {
  static initial = { words: "emma, olivia, ava" };

  build() {
    this.words = new TextField({
      label: "documents",
      maxLength: 60,
      size: 24,
      change: (words) => this.set({ words }),
    });
    this.table = new LiveTable(this);
    this.values = [...this.table.body.querySelectorAll("td:last-child")];
    return [controls(this.words), this.table.element];
  }

  async draw({ words }) {
    this.words.show(words);
    const answer = await this.ask("distinct-characters", { words });
    const { documents, characters, bos } = answer;
    const chips = [...characters, "BOS"].map((text, id) => chip(id, text));
    [
      [documents.join(", ")],
      [documents.join("")],
      [characters.join("")],
      chips.flatMap((it) => [it, " "]),
    ].forEach((content, i) => this.values[i].replaceChildren(...content));
    const v = characters.indexOf("v");
    this.say(
      `${bos} distinct characters and BOS. `
        + (v < 0 ? "The v has no id here." : `The v has id ${v}.`),
    );
  }
}

define("distinct-characters", DistinctCharacters);
return {  };
})();
const module6 = (() => {
const { TextField, controls } = module2;
const { chip, el } = module1;
const { Widget, define } = module4;
class TokenChips extends Widget {
  static initial = { name: "ava" };

  build() {
    this.name = new TextField({
      label: "name",
      change: (name) => this.set({ name }),
    });
    this.chips = el("p", { class: "chips" });
    return [controls(this.name), this.chips];
  }

  async draw({ name }) {
    this.name.show(name);
    try {
      const tokens = await this.ask("token-chips", { name });
      const chips = tokens.map((token) => chip(token));
      this.chips.replaceChildren(...chips.flatMap((it) => [it, " "]));
      this.say(`The ids: ${tokens.join(", ")}.`);
    } catch (refusal) {
      this.chips.replaceChildren(); // The chips of another name would lie.
      throw refusal;
    }
  }
}

define("token-chips", TokenChips);
return {  };
})();
const module7 = (() => {
const { el, isBehind } = module1;
const SVG = "http://www.w3.org/2000/svg";

function shape(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  return element;
}

function place(svg, event) {
  const matrix = svg.getScreenCTM().inverse();
  const point = new DOMPoint(event.clientX, event.clientY);
  return point.matrixTransform(matrix);
}

function pointable(frame, label, point, move) {
  const { element } = frame;
  element.tabIndex = 0;
  element.setAttribute("role", "application");
  element.setAttribute("aria-label", label);
  const handle = (event) => {
    if (!frame.svg) return;
    const { x, y } = place(frame.svg, event);
    point(x, y, event);
  };
  element.addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse" || event.buttons) handle(event);
  });
  element.addEventListener("pointerdown", handle);
  element.addEventListener("keydown", (event) => {
    const step = event.shiftKey ? 10 : 1;
    const moves = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
      Home: [-Infinity, 0],
      End: [Infinity, 0],
    };
    if (moves[event.key]) {
      event.preventDefault();
      move(...moves[event.key]);
    }
  });
}

const within = (x, last) => Math.min(Math.max(x, 0), last);

const across = ({ left, width, x: { first, last } }, x) =>
  left + ((x - first) / (last - first)) * width;
const down = ({ top, height, y: { first, last } }, y) =>
  top + ((last - y) / (last - first)) * height;

function markCells(frame, cell, { rows = 1, columns = 1 } = {}) {
  const [all] = frame.grids;
  const row = within(Math.round(cell.row), all.rows - 1);
  const column = within(Math.round(cell.column), all.columns - 1);
  frame.mark?.remove();
  frame.mark = shape("g", { class: "mark" });
  for (const { left, top, side } of frame.grids) {
    const [x, y] = [left + column * side, top + row * side];
    const [width, height] = [columns * side, rows * side];
    frame.mark.append(shape("rect", { x, y, width, height }));
  }
  frame.svg.append(frame.mark);
  return { row, column };
}

function pointAtCells(frame, { label, change }) {
  let at; // nowhere, until something is pointed at
  const go = (row, column) => {
    const [{ rows, columns }] = frame.grids;
    const next = {
      row: within(row, rows - 1),
      column: within(column, columns - 1),
    };
    if (next.row === at?.row && next.column === at?.column) return;
    at = next;
    change(at);
  };
  pointable(
    frame,
    label,
    (x, y) => {
      for (const { left, top, side, rows, columns } of frame.grids) {
        const row = Math.floor((y - top) / side);
        const column = Math.floor((x - left) / side);
        if (row < 0 || column < 0 || row >= rows || column >= columns) continue;
        go(row, column);
      }
    },
    (dx, dy) => go((at?.row ?? 0) + dy, (at?.column ?? 0) + dx),
  );
  return {
    mark(cell, size) {
      const marked = markCells(frame, cell, size);
      if (!isBehind(frame.element)) at = marked;
      return marked;
    },
    clear() {
      if (!isBehind(frame.element)) at = undefined;
      frame.mark?.remove();
    },
  };
}

function pointAtChart(frame, { label, step = 1, drags, change }) {
  let at = 0;
  const go = (x) => {
    const { first, last } = frame.plot.x;
    const rounded = Math.round(x / step) * step;
    const next = Math.min(Math.max(rounded, first), last);
    if (next !== at) change(next);
    at = next;
  };
  pointable(
    frame,
    label,
    (x, _, event) => {
      if (drags && !event.buttons) return;
      const { left, width, x: { first, last } } = frame.plot;
      go(first + ((x - left) / width) * (last - first));
    },
    (dx) => go(at + dx * step),
  );
  return {
    mark(x, heights = []) {
      if (!isBehind(frame.element)) at = x;
      const { top, height } = frame.plot;
      const cx = across(frame.plot, x);
      frame.mark?.remove();
      frame.mark = shape("g", { class: "mark" });
      const d = `M${cx} ${top}V${top + height}`;
      frame.mark.append(shape("path", { d }));
      for (const y of heights) {
        const cy = down(frame.plot, y);
        frame.mark.append(shape("circle", { cx, cy, r: 3.5 }));
      }
      frame.svg.append(frame.mark);
    },
    clear() {
      if (!isBehind(frame.element)) at = 0;
      frame.mark?.remove();
    },
  };
}

function drawBars(frame, { label, height, change, choose }) {
  let at = 0;
  let isDrawing = false;
  const isInside = (x, y) => {
    const { left, top, width, height } = frame.plot;
    const [right, bottom] = [left + width, top + height];
    return x >= left && x <= right && y >= top - 8 && y <= bottom + 8;
  };
  const draw = (x, y) => {
    const { left, top, width, height: tall, x: bars, y: axis } = frame.plot;
    const share = within((top + tall - y) / tall, 1);
    const bar = Math.floor(((x - left) / width) * bars.last);
    at = within(bar, bars.last - 1);
    change(at, axis.first + share * (axis.last - axis.first));
  };
  const point = (x, y, event) => {
    if (event.type === "pointerdown") {
      isDrawing = isInside(x, y);
      if (isDrawing) frame.element.setPointerCapture(event.pointerId);
      if (event.pointerType !== "mouse") return;
    }
    if (isDrawing && event.buttons) draw(x, y);
  };
  const move = (dx, dy) => {
    const { x: bars, y: { first: low, last: high } } = frame.plot;
    if (dx) choose((at = within(at + dx, bars.last - 1)));
    const moved = height(at) - (dy * high) / 20;
    if (dy) change(at, Math.min(Math.max(moved, low), high));
  };
  pointable(frame, label, point, move);
  frame.element.addEventListener("click", (event) => {
    const { x, y } = place(frame.svg, event);
    if (event.pointerType === "touch" && isInside(x, y)) draw(x, y);
  });
  return {
    mark(bar) {
      if (!isBehind(frame.element)) at = bar;
      const { left, top: y, height, width: all, x: bars } = frame.plot;
      const width = all / bars.last;
      const size = { x: left + bar * width, y, width, height };
      frame.svg.append(shape("rect", { class: "mark in-focus", ...size }));
    },
  };
}

function pointAtPlane(frame, { label, change }) {
  let at = { x: 0, y: 0 };
  const tenth = (z, { first, last }) =>
    Number(Math.min(Math.max(z, first), last).toFixed(1));
  const go = (x, y) => {
    const { x: xs, y: ys } = frame.plot;
    at = { x: tenth(x, xs), y: tenth(y, ys) };
    change(at);
  };
  const press = (px, py) => {
    const { left, top, width, height, x, y } = frame.plot;
    const [right, below] = [(px - left) / width, (py - top) / height];
    if (below > 1) return;
    go(x.first + right * (x.last - x.first), y.last - below * (y.last - y.first));
  };
  pointable(
    frame,
    label,
    (x, y, { pointerType, buttons }) => {
      if (pointerType === "mouse" && buttons) press(x, y);
    },
    (dx, dy) => go(at.x + dx / 2, at.y - dy / 2),
  );
  frame.element.addEventListener("click", (event) => {
    if (event.pointerType !== "touch") return;
    const { x, y } = place(frame.svg, event);
    press(x, y);
  });
  return {
    mark({ x, y }) {
      if (!isBehind(frame.element)) at = { x, y };
      frame.mark?.remove();
      frame.mark = shape("circle", {
        class: "mark",
        cx: across(frame.plot, x),
        cy: down(frame.plot, y),
        r: 7,
      });
      frame.svg.append(frame.mark);
    },
  };
}

function pointAtPlaces(frame, { label, change }) {
  let at = -1; // none
  const go = (i) => {
    if (i === at) return;
    at = i;
    change(i);
  };
  const point = (x, y) => {
    const far = frame.places.map((at) => Math.hypot(at[0] - x, at[1] - y));
    const least = Math.min(...far);
    if (least < 20) go(far.indexOf(least));
  };
  const move = (dx, dy) =>
    go(within(at + (dx || dy), frame.places.length - 1));
  pointable(frame, label, point, move);
  return {
    mark(i) {
      if (!isBehind(frame.element)) at = i;
    },
  };
}

class PointedFrame {
  constructor() {
    this.element = el("div", { class: "picture pointed" });
  }

  show(picture) {
    this.grids = picture.grids ?? [picture.grid];
    this.plot = picture.plot;
    this.element.innerHTML = picture.svg; // Rust escapes what readers type.
    this.svg = this.element.querySelector("svg");
    this.svg.setAttribute("aria-hidden", "true");
  }
}
return { shape, markCells, pointAtCells, pointAtChart, drawBars, pointAtPlane, pointAtPlaces, PointedFrame };
})();
const module8 = (() => {
const { Button, Slider, controls } = module2;
const { thousands, tokenName } = module1;
const { PointedFrame, pointAtCells } = module7;
const { Widget, define } = module4;
const ALL_NAMES = 1000;

class CountTable extends Widget {
  static initial = { names: ALL_NAMES, row: -1, column: -1 }; // -1: no cell

  build() {
    this.picture = new PointedFrame();
    this.cells = pointAtCells(this.picture, {
      label: "The count table: arrow keys go from cell to cell",
      change: (cell) => this.set(cell),
    });
    this.names = new Slider({
      label: "names counted",
      min: 0,
      max: ALL_NAMES,
      format: thousands,
      change: (names) => this.count(names),
    });
    this.more = new Button({
      text: "One more",
      change: () => this.count(Math.min(this.state.names + 1, ALL_NAMES)),
    });
    this.play = new Button({
      text: "Play",
      change: () => (this.timer ? this.sleep() : this.start()),
    });
    return [
      this.picture.element,
      controls(this.names, this.more, this.play),
    ];
  }

  count(names) {
    this.sleep();
    this.set({ names });
  }

  start() {
    const full = this.state.names === ALL_NAMES;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      return this.set({ names: full ? 0 : ALL_NAMES });
    }
    const tick = () => {
      if (!this.timer) return;
      if (!document.hidden) {
        const { names } = this.state;
        const next = Math.min(names + Math.ceil((names + 1) / 12), ALL_NAMES);
        this.set({ names: next });
        if (next === ALL_NAMES) return this.sleep();
      }
      this.timer = setTimeout(tick, 150);
    };
    this.timer = setTimeout(tick, 600);
    if (full) this.set({ names: 0 });
    else this.play.show("Pause");
  }

  sleep() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.play?.show("Play");
  }

  reset() {
    this.sleep();
    return super.reset();
  }

  async draw({ names, row, column }) {
    this.names.show(names);
    this.play.show(this.timer ? "Pause" : "Play");
    if (names !== this.shown) {
      const answer = await this.ask("count-table", { names });
      this.picture.show(answer.picture);
      this.counts = answer.counts;
      this.fullest = answer.fullest;
      this.others = answer.others;
      this.shown = names;
    }
    const counts = this.counts[row];
    if (counts?.[column] === undefined) {
      this.cells.clear();
      this.tell(this.summary(names));
      return;
    }
    this.cells.mark({ row, column });
    const pair = `${tokenName(column)} after ${tokenName(row)}`;
    const [count, total] = [counts[column], sum(counts)].map(thousands);
    this.tell(`${pair}: ${count} times of ${total}.`);
  }

  tell(text) {
    if (this.timer && performance.now() < this.told + 600) return;
    this.told = performance.now();
    this.say(text);
  }

  summary(names) {
    const pairs = sum(this.counts.map(sum));
    const empty = this.counts.flat().filter((count) => count === 0).length;
    return (
      `${thousands(names)} ${names === 1 ? "name" : "names"}, `
      + `${thousands(pairs)} pairs. `
      + `Of 729 cells, ${empty} are empty.${this.#most()}`
    );
  }

  #most() {
    if (!this.fullest) return "";
    const [row, column] = this.fullest;
    const count = thousands(this.counts[row][column]);
    const others = this.others ? `, and ${this.others} more as often` : "";
    const pair = `${tokenName(column)} after ${tokenName(row)}`;
    return ` The fullest: ${pair}, ${count}${others}.`;
  }
}

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

define("count-table", CountTable);
return {  };
})();
const module9 = (() => {
const { Check, Slider, TokenChoice, controls } = module2;
const { PictureFrame, percent, thousands, tokenName } = module1;
const { Widget, define } = module4;
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
    this.say(words(answer, token, smoothed));
  }
}

function words({ probabilities, counts, total }, token, smoothed) {
  const name = tokenName(token);
  if (total === 0) {
    const start = `Nothing has followed ${name} yet`;
    if (!smoothed) return `${start}: the shares are 0 / 0.`;
    const [share] = probabilities.map((it) => percent(it));
    return `${start}: each token has ${sum(0, 1)} / ${sum(0, 27)} = ${share}.`;
  }
  const most = probabilities.indexOf(Math.max(...probabilities));
  const never = counts.indexOf(0);
  const share = (next) => {
    const fraction = smoothed
      ? `${sum(counts[next], 1)} / ${sum(total, 27)}`
      : `${counts[next]} / ${thousands(total)}`;
    return `${fraction} = ${percent(probabilities[next])}`;
  };
  const next = tokenName(most);
  const likely = `Most likely after ${name}: ${next}, ${share(most)}.`;
  if (never < 0) return `${likely} All 27 tokens were seen.`;
  const unseen = counts.filter((count) => count === 0).length;
  return `${likely} Never seen: ${unseen} of 27, each ${share(never)}.`;
}

const sum = (count, more) => `(${thousands(count)}\u00a0+\u00a0${more})`;

define("next-token", NextToken);
return {  };
})();
const module10 = (() => {
const { Slider, Stepper, TextField, controls } = module2;
const { PictureFrame, thousands, tokenName } = module1;
const { Widget, define } = module4;
class TokenPairs extends Widget {
  static initial = { name: "ava", names: 0, pairs: 0 };

  build() {
    this.name = new TextField({
      label: "name",
      maxLength: 15,
      change: (name) => this.set({ name, pairs: 0 }),
    });
    this.names = new Slider({
      label: "names counted before",
      min: 0,
      max: 1000,
      format: thousands,
      change: (names) => this.set({ names }),
    });
    this.pairs = new Stepper({
      label: "pair",
      change: (pairs) => this.set({ pairs }),
    });
    this.picture = new PictureFrame();
    return [
      controls(this.name, this.names),
      this.picture.element,
      controls(this.pairs),
    ];
  }

  async draw({ name, names, pairs }) {
    this.name.show(name);
    this.names.show(names);
    const answer = await this.ask("token-pairs", { name, names, pairs });
    const { tokens, changes, picture } = answer;
    this.picture.show(picture);
    this.pairs.show(pairs, tokens.length - 1);
    if (pairs === 0) {
      this.say(`${tokens.length} tokens make ${tokens.length - 1} pairs.`);
      return;
    }
    const [row, column] = tokens.slice(pairs - 1);
    const [before, after] = changes[pairs - 1].map(thousands);
    this.say(
      `${tokenName(column)} after ${tokenName(row)}: the count in row ${row}, `
        + `column ${column} goes from ${before} to ${after}.`,
    );
  }
}

define("token-pairs", TokenPairs);
return {  };
})();
const module11 = (() => {
const { Slider, Stepper, TextField, controls } = module2;
const { LiveTable, chip, fixed, thousands, tokenName } = module1;
const { Widget, define } = module4;
class PairLosses extends Widget {
  static initial = { name: "ava", names: 100, pair: 0 }; // 0: all of them

  build() {
    this.name = new TextField({
      label: "name",
      maxLength: 15,
      change: (name) => this.set({ name, pair: 0 }),
    });
    this.names = new Slider({
      label: "names counted",
      min: 0,
      max: 1000,
      format: thousands,
      change: (names) => this.set({ names }),
    });
    this.pair = new Stepper({
      label: "pair",
      change: (pair) => this.set({ pair }),
    });
    this.table = new LiveTable(this);
    return [
      controls(this.name, this.names),
      this.table.element,
      controls(this.pair),
    ];
  }

  async draw({ name, names, pair }) {
    this.name.show(name);
    this.names.show(names);
    const { pairs, mean } = await this.ask("pair-losses", { name, names });
    const last = pairs.length;
    const at = Math.min(Math.max(Math.round(pair), 0), last);
    this.pair.show(at, last);
    const of = ({ count, total }) => `${thousands(count)} of ${thousands(total)}`;
    this.table.show([
      ...pairs.map((it) => [
        chip(it.token),
        chip(it.target),
        of(it),
        fixed(it.probability, 4),
        fixed(it.loss, 3),
      ]),
      ["mean", "", "", "", fixed(mean, 3)],
    ]);
    [...this.table.body.rows].forEach((line, i) => {
      line.classList.toggle("current", i === at - 1);
    });
    if (at === 0) {
      const dearest = pairs.reduce((most, it) =>
        it.loss > most.loss ? it : most,
      );
      const { token, target, loss } = dearest;
      this.say(
        `The mean of ${last} pairs: ${fixed(mean, 3)}. The dearest: `
          + `${tokenName(target)} after ${tokenName(token)}, ${fixed(loss, 3)}.`,
      );
      return;
    }
    const { count, total, probability, loss } = pairs[at - 1];
    this.say(
      `Pair ${at}: (${count} + 1) / (${thousands(total)} + 27) is `
        + `${fixed(probability, 4)}, and minus its logarithm ${fixed(loss, 3)}.`,
    );
  }
}

define("pair-losses", PairLosses);
return {  };
})();
const module12 = (() => {
const { fixed, thousands } = module1;
const { PointedFrame, pointAtChart } = module7;
const { Widget, define } = module4;
class LossCurve extends Widget {
  static initial = { step: 0 }; // 0: nothing is pointed at

  build() {
    this.picture = new PointedFrame();
    this.steps = pointAtChart(this.picture, {
      label: "The losses of the run: arrow keys go from step to step",
      change: (step) => this.set({ step: Math.max(step, 1) }),
    });
    return [this.picture.element];
  }

  async draw({ step }) {
    if (!this.run) {
      this.run = await this.ask("loss-curve");
      this.picture.show(this.run.picture);
    }
    const name = this.run.names[step - 1];
    if (name === undefined) {
      this.steps.clear();
      this.say("Point at a step of the run.");
      return;
    }
    const [loss, mean] = [this.run.losses, this.run.means].map(
      (numbers) => numbers[step - 1],
    );
    this.steps.mark(step, [loss, mean]);
    this.say(
      `Step ${thousands(step)}: “${name}” costs ${fixed(loss, 3)}. `
        + `The mean of the last ${Math.min(step, 50)}: ${fixed(mean, 3)}.`,
    );
  }
}

define("loss-curve", LossCurve);
return {  };
})();
const module13 = (() => {
const { Button, Slider, controls } = module2;
const { LiveTable, el, thousands } = module1;
const { Engine } = module3;
const { Widget, define } = module4;
const BATCH = 20;
const LAST_BATCH = 99;

class NameSampler extends Widget {
  static initial = { names: 1000, batch: 0 };

  build() {
    this.names = new Slider({
      label: "names counted",
      min: 0,
      max: 1000,
      format: thousands,
      change: (names) => this.set({ names }),
    });
    this.more = new Button({
      text: "20 more",
      change: () => {
        this.set({ batch: Math.min(this.state.batch + 1, LAST_BATCH) });
      },
    });
    this.table = new LiveTable(this);
    this.head = this.table.table.querySelector("th:last-child");
    const marked = this.table.body.querySelectorAll("strong");
    this.known = new Set([...marked].map((name) => name.textContent));
    return [controls(this.names, this.more), this.table.element];
  }

  async draw({ names, batch }) {
    this.names.show(names);
    const { initial } = this.constructor;
    const isFirst = names === initial.names && batch === initial.batch;
    if (!isFirst) await Engine.shared().knowNames();
    const { before, after } = await this.ask("name-sampler", { names, batch });
    const isReal = (of, i) => of.real[i] ?? this.known.has(of.names[i]);
    const shown = (of, i) => {
      if (of.names[i] === "") return "(no letter at all)";
      if (!isReal(of, i)) return of.names[i];
      return [el("strong", {}, of.names[i]), " (real)"];
    };
    const first = batch * BATCH + 1;
    this.head.textContent = `${thousands(names)} names counted`;
    this.table.show(
      before.names.map((_, i) => [
        thousands(first + i),
        shown(before, i),
        shown(after, i),
      ]),
    );
    const numReal = after.real.length ? after.num_real : this.known.size;
    const drawn = thousands(first + BATCH - 1);
    this.say(
      `Real names among ${drawn}: ${before.num_real} by the empty table, `
        + `${numReal} by the other.`,
    );
  }
}

define("name-sampler", NameSampler);
return {  };
})();
const module14 = (() => {

return {  };
})();
const module15 = (() => {
const { Slider, controls } = module2;
const { fixed, thousands, tokenName } = module1;
const { PointedFrame, pointAtCells } = module7;
const { Widget, define } = module4;
const MATRICES = [
  ["wte", (i, j) => `number ${j} of the embedding of ${tokenName(i)}`, true],
  ["mlp_fc1", (i, j) => `from number ${j} to hidden number ${i}`, true],
  ["mlp_fc2", (i, j) => `from hidden number ${j} to ${tokenName(i)}`, false],
];

class WeightMatrices extends Widget {
  static initial = { names: 1000, matrix: "", row: 0, column: 0 };

  build() {
    this.names = new Slider({
      label: "names learned from",
      min: 0,
      max: 1000,
      step: 50,
      format: thousands,
      change: (names) => this.set({ names }),
    });
    this.maps = MATRICES.map(([matrix, , onItsSide]) => {
      const frame = new PointedFrame();
      const pointer = pointAtCells(frame, {
        label: `${matrix}: arrow keys go from weight to weight`,
        change: ({ row, column }) => {
          const place = onItsSide
            ? { row: column, column: row }
            : { row, column };
          this.set({ matrix, ...place });
        },
      });
      return { frame, pointer };
    });
    const frames = this.maps.map(({ frame }) => frame.element);
    return [controls(this.names), ...frames];
  }

  async draw({ names, matrix, row, column }) {
    this.names.show(names);
    if (this.drawn?.names !== names) {
      this.drawn = { names, ...(await this.ask("weight-matrices", { names })) };
      this.drawn.pictures.forEach((picture, i) => {
        this.maps[i].frame.show(picture);
      });
    }
    const after = names ? `after ${thousands(names)} names` : "untrained";
    const which = MATRICES.findIndex(([name]) => name === matrix);
    this.maps.forEach(({ pointer }) => pointer.clear());
    if (which < 0) {
      const largest = fixed(this.drawn.largest, 2);
      this.say(`Of all weights ${after}, ${largest} is furthest from zero.`);
      return;
    }
    const [name, does, onItsSide] = MATRICES[which];
    const weight = await this.ask("weight", { names, matrix, row, column });
    this.maps[which].pointer.mark(
      onItsSide ? { row: column, column: row } : { row, column },
    );
    const values = names
      ? `${fixed(weight.before, 3)} untrained, ${fixed(weight.after, 3)} ${after}`
      : `${fixed(weight.before, 3)} untrained`;
    this.say(`${name}[${row}][${column}], ${does(row, column)}: ${values}.`);
  }
}

define("weight-matrices", WeightMatrices);
return {  };
})();
const module16 = (() => {
const { NumberField, controls } = module2;
const { LiveTable, el, plain } = module1;
const { Widget, define } = module4;
const bracketed = (number) =>
  number < 0 ? `(${plain(number)})` : plain(number);

function changed(text, index, value) {
  const numbers = text.split(" ");
  numbers[index] = value;
  return numbers.join(" ");
}

class LinearLayer extends Widget {
  static initial = {
    x: "1 -2 0.5",
    w: "1 0 0 0.5 0.5 0 0 -1 2 -0.5 1.5 3",
    row: 0, // the one in focus, from 1; 0 is none
  };

  build() {
    this.x = [0, 1, 2].map((j) => new NumberField({
      label: `x, number ${j + 1}`,
      change: (value) => this.set({ x: changed(this.state.x, j, value) }),
    }));
    this.w = Array.from({ length: 12 }, (_, at) => this.#weight(at));
    this.rows = [0, 1, 2, 3].map((i) =>
      el("div", { class: "numbers" }, this.w.slice(3 * i, 3 * i + 3).map(
        (weight) => weight.element,
      )),
    );
    this.table = new LiveTable(this);
    const x = el("div", { class: "numbers" }, this.x.map(({ element }) => element));
    return [controls(el("var", {}, "x"), x), this.table.element];
  }

  #weight(at) {
    const row = Math.floor(at / 3);
    const field = new NumberField({
      label: `w, row ${row + 1}, number ${(at % 3) + 1}`,
      change: (value) => this.set({ w: changed(this.state.w, at, value) }),
    });
    field.input.onfocus = () => this.set({ row: row + 1 });
    return field;
  }

  async draw({ x, w, row }) {
    const show = (numbers) => (field, i) => field.show(Number(numbers[i]));
    this.x.forEach(show(x.split(" ")));
    this.w.forEach(show(w.split(" ")));
    const answer = await this.ask("linear-layer", { x, w });
    const terms = answer.w.map((weights) =>
      weights
        .map((weight, j) => `${bracketed(weight)} · ${bracketed(answer.x[j])}`)
        .join(" + "),
    );
    this.table.show(
      this.rows.map((numbers, i) => [numbers, terms[i], plain(answer.y[i])]),
    );
    const lines = [...this.table.body.rows];
    lines.forEach((line, i) => line.classList.toggle("chosen", i + 1 === row));
    if (lines[row - 1]) {
      this.say(`Row ${row}: ${terms[row - 1]} = ${plain(answer.y[row - 1])}`);
    } else {
      this.say(`y = (${answer.y.map(plain).join(", ")}): a result per row.`);
    }
  }
}

define("linear-layer", LinearLayer);
return {  };
})();
const module17 = (() => {
const { NumberField, Slider, controls } = module2;
const { LiveTable, el, fixed, plain } = module1;
const { Widget, define } = module4;
class SoftmaxLogits extends Widget {
  static initial = { logits: "2 1 0", temperature: 1 };

  build() {
    this.logits = [0, 1, 2].map((i) => new NumberField({
      label: `logit ${i + 1}`,
      change: (value) => {
        const logits = this.state.logits.split(" ");
        logits[i] = value;
        this.set({ logits: logits.join(" ") });
      },
    }));
    this.temperature = new Slider({
      label: "divide all logits by",
      min: 0.1,
      max: 5,
      step: 0.1,
      format: (value) => fixed(value, 1),
      change: (temperature) => this.set({ temperature }),
    });
    this.table = new LiveTable(this);
    return [this.table.element, controls(this.temperature)];
  }

  async draw({ logits, temperature }) {
    const typed = logits.trim().split(/\s+/).map(Number);
    this.logits.forEach((field, i) => field.show(typed[i] ?? 0));
    this.temperature.show(temperature);
    const answer = await this.ask("softmax-logits", { logits, temperature });
    const { differences, exponentials, probabilities, total } = answer;
    this.table.show([
      ...probabilities.map((p, i) => [
        this.logits[i]?.element ?? plain(typed[i]),
        plain(differences[i], 3),
        fixed(exponentials[i], 3),
        this.#bar(p),
      ]),
      ["sum", "", fixed(total, 3), fixed(1, 3)],
    ]);
    const [first, second] = probabilities;
    const ratio = first / second;
    this.say(
      ratio > 1e-6 && ratio < 1e6
        ? `The first is ${plain(Number(ratio.toPrecision(3)))} times as likely as the second.`
        : "One of the first two has next to no chance.",
    );
  }

  #bar(share) {
    const bar = el("div", { class: "share" });
    bar.style.width = `${100 * share}%`;
    return el("div", {}, fixed(share, 3), bar);
  }
}

define("softmax-logits", SoftmaxLogits);
return {  };
})();
const module18 = (() => {
const { Choice, TokenChoice, controls } = module2;
const { PictureFrame, fixed, tokenName } = module1;
const { PointedFrame, pointAtCells } = module7;
const { Widget, define } = module4;
const LAYERS = ["x", "h_pre", "h", "logits"];

class MlpFlow extends Widget {
  static initial = { token: 0, trained: true, layer: "", at: 0 };

  build() {
    this.token = new TokenChoice({
      label: "token",
      change: (token) => this.set({ token }),
    });
    this.trained = new Choice({
      label: "network",
      options: [[false, "untrained"], [true, "trained"]],
      change: (trained) => this.set({ trained }),
    });
    this.maps = LAYERS.map((layer) => {
      const frame = new PointedFrame();
      const pointer = pointAtCells(frame, {
        label: `${layer}: arrow keys go from number to number`,
        change: ({ column }) => this.set({ layer, at: column }),
      });
      return { frame, pointer };
    });
    this.bars = new PictureFrame();
    return [
      this.token.element,
      controls(this.trained),
      ...this.maps.map(({ frame }) => frame.element),
      this.bars.element,
    ];
  }

  async draw({ token, trained, layer, at }) {
    this.token.show(token);
    this.trained.show(trained);
    const answer = await this.ask("mlp-flow", { token, trained });
    this.bars.show(answer.bars);
    const isHidden = layer.startsWith("h");
    LAYERS.forEach((name, i) => {
      const { frame, pointer } = this.maps[i];
      frame.show(answer.pictures[i]);
      const [{ rows, columns }] = frame.grids;
      const isPointed = name === layer || (isHidden && name.startsWith("h"));
      const cell = { row: 0, column: at };
      if (isPointed && at < columns) pointer.mark(cell, { rows });
      else pointer.clear();
    });
    this.say(this.#words(answer.flow, this.state));
  }

  #words({ x, h_pre, h, logits, probabilities }, { token, layer, at }) {
    const name = tokenName(token);
    if (layer === "x" && at in x) {
      return `Number ${at} of the embedding of ${name} is ${fixed(x[at], 3)}.`;
    }
    if (layer.startsWith("h") && at in h) {
      const before = `Hidden number ${at} is ${fixed(h_pre[at], 3)}`;
      return h[at] === 0
        ? `${before}: the ReLU makes it 0.`
        : `${before}: the ReLU lets it pass.`;
    }
    if (layer === "logits" && at in logits) {
      return `The logit of ${tokenName(at)} is ${fixed(logits[at], 3)}, its `
        + `probability ${fixed(probabilities[at], 3)}.`;
    }
    const likely = probabilities
      .map((p, next) => [p, next])
      .sort(([p], [q]) => q - p)
      .slice(0, 3)
      .map(([p, next]) => `${tokenName(next)} ${fixed(p, 3)}`);
    const alive = h.filter((number) => number > 0).length;
    return `Likeliest after ${name}: ${likely.join(", ")}. `
      + `The ReLU leaves ${alive} of the 64 hidden numbers.`;
  }
}

define("mlp-flow", MlpFlow);
return {  };
})();
const module19 = (() => {
const { Stepper, TextField, controls } = module2;
const { LiveTable, chip, el, fixed, tokenName } = module1;
const { Widget, define } = module4;
class MlpPairLosses extends Widget {
  static initial = { name: "ava", pair: 0 }; // pairs count from 1; 0 is all

  build() {
    this.name = new TextField({
      label: "name",
      maxLength: 15,
      change: (name) => this.set({ name, pair: 0 }),
    });
    this.pair = new Stepper({
      label: "pair",
      change: (pair) => this.set({ pair }),
    });
    this.table = new LiveTable(this);
    return [controls(this.name, this.pair), this.table.element];
  }

  async draw({ name, pair }) {
    this.name.show(name);
    const answer = await this.ask("mlp-pair-losses", { name });
    const { tokens, probabilities, losses, means } = answer;
    const numbers = (i) => probabilities[i].flatMap((p, model) => [
      fixed(p, 3),
      fixed(losses[i][model], 2),
    ]);
    this.table.show([
      ...losses.map((_, i) => [
        el("span", { class: "pair" }, chip(tokens[i]), " → ", chip(tokens[i + 1])),
        ...numbers(i),
      ]),
      ["mean", ...means.flatMap((mean) => ["", fixed(mean, 2)])],
    ]);
    const place = Math.min(Math.max(Math.floor(pair), 0), losses.length);
    this.pair.show(place, losses.length);
    [...this.table.body.rows].forEach((line, i) => {
      line.classList.toggle("chosen", i + 1 === place);
    });
    if (place === 0) {
      const [untrained, trained, table] = means.map((mean) => fixed(mean, 2));
      this.say(
        `Mean loss: ${untrained} untrained, ${trained} trained, `
          + `${table} by the table.`,
      );
      return;
    }
    const [before, after] = probabilities[place - 1];
    const pairOf = tokens.slice(place - 1, place + 1).map(tokenName);
    this.say(
      `${pairOf.join(" → ")}: training has made it `
        + `${after > before ? "likelier" : "less likely"}, `
        + `${fixed(before, 3)} before and ${fixed(after, 3)} after.`,
    );
  }
}

define("mlp-pair-losses", MlpPairLosses);
return {  };
})();
const module20 = (() => {
const { Check, Slider, controls } = module2;
const { el, fixed, hasAll, thousands } = module1;
const { PointedFrame, pointAtChart, shape } = module7;
const { Widget, define } = module4;
class LossCurves extends Widget {
  static initial = { window: 100, each: false, off: "", step: 1000 };

  get initial() {
    return {
      ...LossCurves.initial,
      window: Number(this.getAttribute("window") ?? 100),
      each: this.hasAttribute("each"),
    };
  }

  build() {
    this.chart = new PointedFrame();
    this.pointer = pointAtChart(this.chart, {
      label: "Losses: arrow keys go from step to step",
      change: (step) => this.set({ step: Math.max(step, 1) }),
    });
    this.legend = el("div", { class: "controls legend" });
    this.window = new Slider({
      label: "mean of the last",
      min: 1,
      max: 200,
      format: (names) => (names === 1 ? "1 name" : `${names} names`),
      change: (window) => this.set({ window }),
    });
    this.each = new Check({
      label: "each name, thin",
      change: (each) => this.set({ each }),
    });
    return [
      this.chart.element,
      this.legend,
      controls(this.window, this.each),
    ];
  }

  async draw({ window, each, off, step }) {
    this.window.show(window);
    this.each.show(each);
    this.#tick(off);
    const last = Number(this.getAttribute("last"));
    const args = { last, window, each, off };
    if (!hasAll(args, this.shown)) {
      const { picture, runs } = await this.ask("loss-curves", args);
      this.shown = args;
      this.chart.show(picture);
      this.checks ??= this.#legend(runs);
      this.#tick(this.state.off);
    }
    const place = { last, window, step };
    const { losses, uniform } = await this.ask("losses-at", place);
    const shown = this.checks.map(({ digit }) => !off.includes(digit));
    this.checks.forEach(({ value }, i) => {
      value.textContent = fixed(losses[i], 3);
    });
    this.pointer.mark(step, losses.filter((_, i) => shown[i]));
    this.say(
      `At training step ${thousands(step)}. A uniform guess: `
        + `${fixed(uniform, 3)}.`,
    );
  }

  #tick(off) {
    for (const { digit, check } of this.checks ?? []) {
      check.show(!off.includes(digit));
    }
  }

  #legend(runs) {
    const checks = runs.map(([number, name]) => {
      const digit = String(number);
      const line = shape("svg", { class: "figure swatch", viewBox: "0 0 24 8" });
      line.append(shape("path", { class: `line series-${digit}`, d: "M0 4h24" }));
      const value = el("output");
      const check = new Check({
        label: [line, ` ${name} `, value],
        change: (isOn) => {
          const others = this.state.off.replace(digit, "");
          this.set({ off: isOn ? others : others + digit });
        },
      });
      return { digit, check, value };
    });
    this.legend.append(...checks.map(({ check }) => check.element));
    return checks;
  }
}

define("loss-curves", LossCurves);
return {  };
})();
const module21 = (() => {
const { Slider } = module2;
function nudgeText(nudge) {
  return nudge < 0.001 ? nudge.toExponential() : String(nudge);
}

function scientific(number) {
  return number.toExponential(1).replace("-", "−");
}

class NudgeSlider extends Slider {
  constructor({ label, nudges, change }) {
    super({
      label,
      min: 0,
      max: nudges.length - 1,
      format: (place) => nudgeText(nudges[place]),
      change: (place) => change(nudges[place]),
    });
    this.nudges = nudges;
  }

  show(nudge) {
    const place = this.nudges.findLastIndex((other) => other <= nudge);
    super.show(Math.max(place, 0));
  }
}
return { nudgeText, scientific, NudgeSlider };
})();
const module22 = (() => {
const { Select, Slider, TextField, controls } = module2;
const { el, fixed, row, tokenName } = module1;
const { PointedFrame, pointAtChart } = module7;
const { Widget, define } = module4;
const { NudgeSlider, nudgeText, scientific } = module21;
const MATRICES = {
  wte: { rows: 27, columns: 16, ofTokens: true },
  mlp_fc1: { rows: 64, columns: 16, ofTokens: false },
  mlp_fc2: { rows: 27, columns: 64, ofTokens: true },
};

const matrixOf = (name) => MATRICES[name] ?? MATRICES.wte;

const NUDGES = Array.from({ length: 16 }, (_, i) => i - 15).flatMap((power) =>
  [1, 2, 5].map((digit) => Number(`${digit}e${power}`)),
);

class SlopeFinder extends Widget {
  static initial = {
    word: "ava",
    matrix: "mlp_fc2",
    row: 21,
    column: 5,
    weight: "", // where training left it
    nudge: 5,
  };

  build() {
    const [label, change] = ["nudge", (nudge) => this.set({ nudge })];
    this.nudge = new NudgeSlider({ label, nudges: NUDGES, change });
    this.weight = new Slider({
      label: "weight",
      min: -2,
      max: 6,
      step: "any",
      format: (weight) => fixed(weight, 3),
      change: (weight) => this.set({ weight: weight.toFixed(2) }),
    });
    this.curve = new PointedFrame();
    this.point = pointAtChart(this.curve, {
      label: "The loss along the weight; the arrow keys move the weight",
      step: 0.05,
      drags: true,
      change: (weight) => this.set({ weight: weight.toFixed(2) }),
    });
    this.errors = new PointedFrame();
    this.pointError = pointAtChart(this.errors, {
      label: "The error of the slope; the arrow keys change the nudge",
      step: 1 / 3,
      drags: true,
      change: (power) => change(nearest(power)),
    });
    this.numbers = el("tbody");
    return [
      this.#choices(),
      controls(this.weight),
      this.curve.element,
      controls(this.nudge),
      this.errors.element,
      el("table", { class: "numbers" }, this.numbers),
    ];
  }

  #choices() {
    this.word = new TextField({
      label: "name",
      maxLength: 15,
      size: 9,
      change: (word) => this.set({ word }),
    });
    this.matrix = new Select({
      label: "matrix",
      options: Object.keys(MATRICES).map((name) => [name, name]),
      change: (matrix) => {
        const { rows, columns } = matrixOf(matrix);
        const row = Math.min(this.state.row, rows - 1);
        const column = Math.min(this.state.column, columns - 1);
        this.set({ matrix, row, column, weight: "" });
      },
    });
    this.row = new Slider({
      label: "row",
      min: 0,
      max: 26,
      format: (row) => {
        const { ofTokens } = matrixOf(this.state.matrix);
        return ofTokens ? `${row}, ${tokenName(row)}` : String(row);
      },
      change: (row) => this.set({ row, weight: "" }),
    });
    this.column = new Slider({
      label: "column",
      min: 0,
      max: 63,
      change: (column) => this.set({ column, weight: "" }),
    });
    return [
      controls(this.word, this.matrix),
      controls(this.row, this.column),
    ];
  }

  async draw(state) {
    const { word, matrix, row: i, column, nudge } = state;
    this.word.show(word);
    this.matrix.show(matrix);
    const { rows, columns } = matrixOf(matrix);
    this.row.input.max = rows - 1;
    this.column.input.max = columns - 1;
    this.row.show(i);
    this.column.show(column);
    this.nudge.show(nudge);
    const asked = { ...state, weight: state.weight || null };
    const answer = await this.ask("slope-finder", asked);
    const { weight, loss, nudged_loss, estimate, slope } = answer;
    if (!this.stale) this.weight.show(weight);

    this.curve.show(answer.picture);
    this.point.mark(weight);
    this.errors.show(answer.errors);
    const error = Math.abs(estimate - slope);
    const height = Math.log10(Math.min(Math.max(error, 1e-11), 10));
    this.pointError.mark(Math.log10(nudge), [height]);
    this.numbers.replaceChildren(
      row(["loss with the nudge", sameStart(nudged_loss, loss)]),
      row(["loss without", sameStart(loss, nudged_loss)]),
      row([`difference / ${nudgeText(nudge)}`, fixed(estimate, 7)]),
      row(["true slope", fixed(slope, 7)]),
      row(["error", scientific(error)]),
    );
    this.say(verdict(answer, nudge));
  }
}

function nearest(power) {
  const off = (nudge) => Math.abs(Math.log10(nudge) - power);
  return NUDGES.reduce((best, it) => (off(it) < off(best) ? it : best));
}

function sameStart(loss, other) {
  const [text, others] = [loss, other].map((it) => it.toFixed(15));
  let same = 0;
  while (same < text.length && text[same] === others[same]) same++;
  return [el("span", { class: "same" }, text.slice(0, same)), text.slice(same)];
}

function verdict({ loss, nudged_loss, estimate, slope }, nudge) {
  if (slope === 0 && estimate === 0) {
    return "This name does not use this weight: no nudge changes its loss.";
  }
  const off = Math.abs(estimate - slope) / Math.abs(slope);
  if (off < 1e-4) return "By nudging, the slope is right to four digits or more.";
  if (loss === nudged_loss) {
    return "Too fine: the nudge is lost in rounding, and the loss does not move.";
  }
  return nudge < 1e-7
    ? "Too fine: the losses differ in their last digits alone, which are rounded."
    : "Too coarse: the curve bends between the two points.";
}

define("slope-finder", SlopeFinder);
return {  };
})();
const module23 = (() => {
const { Stepper, TokenChoice, controls } = module2;
const { LiveTable, el, percent, tokenName } = module1;
const { Widget, define } = module4;
const WORDS = [
  "Nothing has gone back yet. What will the first line give?",
  "Each logit gets its probability over n: what its slope is if it is wrong.",
  "The target loses 1/n. It alone is now negative: downhill, it rises.",
  "A weight's slope is that of its logit times the hidden number it met.",
  "A hidden number's slope is a sum over all logits it went into.",
  "ReLU lets a slope pass where it let the number pass.",
  "The first layer as the second: slope that comes back, times what went in.",
  "And the sum over all hidden numbers, for each number of the embedding.",
  "The embedding of this token gets the slopes. No other row gets anything.",
];
const LAST = WORDS.length - 1;

class BackwardStepper extends Widget {
  static initial = { token: 0, target: 21, line: LAST };

  build() {
    const choice = (label, name) =>
      new TokenChoice({ label, change: (token) => this.set({ [name]: token }) });
    this.token = choice("from", "token");
    this.target = choice("to", "target");
    this.line = new Stepper({
      label: "line",
      change: (line) => this.set({ line }),
    });
    this.table = new LiveTable(this);
    this.forward = el("p", { class: "forward" });
    return [
      this.token.element,
      this.target.element,
      controls(this.line, this.forward),
      this.table.element,
    ];
  }

  async draw({ token, target, line }) {
    const asked = { token, target };
    const at = Math.min(Math.max(Math.round(line), 0), LAST);
    this.token.show(token);
    this.target.show(target);
    this.line.show(at, LAST);
    const { probability, lines } = await this.ask("backward-stepper", asked);
    const pair = `${tokenName(token)} → ${tokenName(target)}`;
    this.forward.textContent = `${pair} has ${percent(probability)}`;
    this.table.show(
      lines.map(({ code, what, numbers }) => [
        el("code", {}, code),
        el("span", {}, withCode(what), between(what), withCode(numbers)),
      ]),
    );
    [...this.table.body.children].forEach((row, i) => {
      row.classList.toggle("now", i === at - 1);
      row.classList.toggle("later", i >= at);
    });
    this.say(WORDS[at]);
  }
}

function between(what) {
  return what.endsWith(":") ? " " : el("br");
}

function withCode(text) {
  return text
    .split("`")
    .map((part, i) => (i % 2 ? el("code", {}, part) : part));
}

define("backward-stepper", BackwardStepper);
return {  };
})();
const module24 = (() => {
const { Check, Select, Slider, TextField, controls } = module2;
const { PictureFrame, thousands } = module1;
const { PointedFrame, pointAtChart } = module7;
const { Widget, define } = module4;
const { scientific } = module21;
const NUM_PARAMS = 3184;

class GradientCheck extends Widget {
  static initial = { word: "yuheng", exponent: 5, trained: false, slip: "none" };

  build() {
    const change = (exponent) => this.set({ exponent });
    this.word = new TextField({
      label: "name",
      maxLength: 15,
      change: (word) => this.set({ word }),
    });
    this.trained = new Check({
      label: "trained network",
      change: (trained) => this.set({ trained }),
    });
    this.slip = new Select({
      label: "backward pass",
      options: [
        ["none", "as in the book"],
        ["assigned", "= in place of +="],
        ["not-divided", "not divided by n"],
      ],
      change: (slip) => this.set({ slip }),
    });
    this.nudge = new Slider({
      label: "nudge",
      min: -12,
      max: -1,
      format: (power) => `1e${power}`,
      change: (power) => change(-power),
    });
    this.scatter = new PictureFrame();
    this.curve = new PointedFrame();
    this.point = pointAtChart(this.curve, {
      label: "The largest difference by nudge; the arrow keys change the nudge",
      drags: true,
      change: (power) => change(-power),
    });
    return [
      controls(this.word, this.trained, this.slip),
      controls(this.nudge),
      this.scatter.element,
      this.curve.element,
    ];
  }

  async draw(state) {
    const { word, exponent, trained, slip } = state;
    this.word.show(word);
    this.trained.show(trained);
    this.slip.show(slip);
    this.nudge.show(-exponent);
    let answer = await this.#check(state);
    const { scatter, differences, largest, zeros } = answer;
    this.scatter.show(scatter);
    this.#showCurve(answer, exponent);
    this.say(
      `The largest of ${thousands(NUM_PARAMS)} differences is `
        + `${scientific(differences[exponent - 1])}, the largest slope `
        + `${scientific(largest)}. In both gradients ${zeros} are zero.`,
    );
    for (let i = 0; i < answer.differences.length && !this.stale; i++) {
      if (answer.differences[i] === null) {
        answer = await this.#check({ ...state, exponent: i + 1 });
        this.#showCurve(answer, exponent);
      }
    }
  }

  #check(state) {
    return this.ask("gradient-check", state);
  }

  #showCurve({ curve, differences }, exponent) {
    this.curve.show(curve);
    const difference = differences[exponent - 1];
    this.point.mark(-exponent, [Math.log10(difference)]);
  }
}

define("gradient-check", GradientCheck);
return {  };
})();
const module25 = (() => {
const { Button, Choice, controls } = module2;
const { LiveTable, PictureFrame, fixed, thousands } = module1;
const { Engine } = module3;
const { Widget, define } = module4;
const NUM_STEPS = 1000;
const SHOWN = [1, 2, 10, 50, 100, 250, 500, NUM_STEPS];

const SLICE = 20;

const SPEEDS = {
  slow: [1, 500],
  steady: [8, 60],
  full: [SLICE, 20],
};
const JUMPS = [250, 1000];

class LiveTraining extends Widget {
  static initial = { step: NUM_STEPS, rate: 1, speed: "steady" };

  build() {
    this.go = new Button({ text: "Train", change: () => this.#toggle() });
    const one = new Button({
      text: "One step",
      change: () => this.#pausedAt(this.#isOver() ? 1 : this.state.step + 1),
    });
    const none = new Button({
      text: "Untrained",
      change: () => this.#pausedAt(0),
    });
    this.rate = new Choice({
      label: "learning rate",
      options: [0.1, 0.3, 1, 2, 3, 5].map((rate) => [rate, String(rate)]),
      change: (rate) => {
        this.#pause();
        this.set({ rate, step: 0 });
      },
    });
    this.speed = new Choice({
      label: "speed",
      options: Object.keys(SPEEDS).map((speed) => [speed, speed]),
      change: (speed) => this.set({ speed }),
    });
    this.picture = new PictureFrame();
    this.table = new LiveTable(this);
    return [
      controls(this.go, one, none, this.speed),
      controls(this.rate),
      this.picture.element,
      this.table.element,
    ];
  }

  #toggle() {
    if (this.running) this.#pausedAt(this.state.step);
    else this.#run();
  }

  #pause() {
    this.running = undefined;
  }

  #pausedAt(step) {
    this.#pause();
    this.#ownEngine();
    this.set({ step });
  }

  #isOver() {
    return this.diverged || this.state.step === NUM_STEPS;
  }

  #ownEngine() {
    this.engine ??= new Engine();
  }

  async #run() {
    this.#ownEngine();
    const run = {};
    this.running = run;
    if (this.#isOver()) this.state.step = 0;
    this.diverged = false;
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    while (this.running === run && this.#goesOn()) {
      const [steps, wait] = isStill ? JUMPS : SPEEDS[this.state.speed] ?? SPEEDS.steady;
      const step = Math.min(this.state.step + steps, NUM_STEPS);
      await this.set({ step }, { quietly: true });
      await new Promise((go) => setTimeout(go, wait));
    }
    if (this.running === run) this.#pausedAt(this.state.step);
  }

  #goesOn() {
    const { top, bottom } = this.getBoundingClientRect();
    const isSeen = !document.hidden && bottom > 0 && top < innerHeight;
    return isSeen && !this.#isOver();
  }

  reset() {
    this.#pause();
    return super.reset();
  }

  sleep() {
    this.#pause();
    this.engine?.stop();
    this.engine = undefined;
  }

  async draw({ step, rate, speed }) {
    this.rate.show(rate);
    this.speed.show(speed);
    const engine = this.engine ?? Engine.shared();
    const asked = { rate, step, slice: SLICE };
    let answer;
    do {
      answer = await engine.ask("live-training", asked);
    } while (!answer.picture && !this.stale);
    if (this.stale) return;
    this.diverged = answer.diverged;
    this.state.step = answer.step;
    const start = step === 0 || this.#isOver() ? "Train" : "Go on";
    this.go.show(this.running ? "Pause" : start);
    this.picture.show(answer.picture);
    this.table.show(
      SHOWN.map((number, i) =>
        trainingRow(number, answer.shown[i], answer.diverged),
      ),
    );
    this.#tell(answer);
  }

  #tell({ step, last, validation, means, diverged }) {
    const now = performance.now();
    if (this.running && now - (this.told ?? 0) < 490) return;
    this.told = now;
    const held = `Validation names: ${lossText(validation, 3)}.`;
    if (step === 0) {
      this.say(`Not trained yet. ${held}`);
      return;
    }
    const { name, before, after } = last;
    const start = `Step ${thousands(step)}, ${name}: `;
    if (diverged) {
      this.say(
        `${start}after it the loss is no number (NaN), and the run stops here. `
          + "The steps were too long; choose a lower learning rate.",
        true,
      );
      return;
    }
    this.say(
      `${start}a loss of ${lossText(before, 4)} before, `
        + `${lossText(after, 4)} after. ${held} `
        + comparison(means, Math.min(step, 100)),
    );
  }
}

function comparison([mean, book], count) {
  const start = `Last ${count} names: ${lossText(mean, 3)} on average`;
  return mean === book
    ? `${start}, as in the book’s run.`
    : `${start}; in the book’s run, ${fixed(book, 3)}.`;
}

function lossText(loss, digits, otherwise = "∞") {
  return loss === null ? otherwise : fixed(loss, digits);
}

function trainingRow(number, step, diverged) {
  const cells = step
    ? [
      step.name,
      fixed(step.rate, 3),
      lossText(step.before, 4, "—"),
      lossText(step.after, 4, "—"),
      lossText(step.validation, 3, "—"),
    ]
    : Array(5).fill(diverged ? "—" : "\u00a0");
  return [thousands(number), ...cells];
}

define("live-training", LiveTraining);
return {  };
})();
const module26 = (() => {
const { Button, Check, Slider, controls } = module2;
const { LiveTable, el, fixed, percent, thousands } = module1;
const { Engine } = module3;
const { Widget, define } = module4;
const COUNTED = 2000;

class TemperatureSampler extends Widget {
  static initial = { temperature: 0.5, seed: 0, real: false };

  build() {
    this.temperature = new Slider({
      label: "temperature",
      min: 0.1,
      max: 3,
      step: 0.1,
      format: (value) => fixed(value, 1),
      change: (temperature) => this.set({ temperature }),
    });
    const others = new Button({
      text: "Other names",
      change: () => this.set({ seed: this.state.seed + 1 }),
    });
    this.real = new Check({
      label: "mark the real names",
      change: (real) => this.set({ real }),
    });
    this.table = new LiveTable(this);
    this.heads = [...this.table.table.querySelectorAll("thead th")];
    return [
      controls(this.temperature, others, this.real),
      this.table.element,
    ];
  }

  async draw({ temperature, seed, real }) {
    this.temperature.show(temperature);
    this.real.show(real);
    if (real) await Engine.shared().knowNames();
    const asked = { temperature, seed };
    const columns = await this.ask("temperature-sampler", asked);
    const rows = columns[0].names.map((_, i) =>
      columns.map(({ names, is_real }) =>
        real && is_real[i] ? el("strong", {}, names[i]) : names[i],
      ),
    );
    const counts = columns.map((column) => [
      `${real ? percent(column.real / COUNTED) : "?"} real`,
      el("br"),
      `${thousands(column.different)} different`,
    ]);
    columns.forEach((column, i) => {
      this.heads[i].textContent = `${column.model} at ${column.temperature}`;
    });
    this.table.show([...rows, counts]);
    const numbers = seed ? `; the random numbers are those of seed ${seed}` : "";
    this.say(`The last row is about two thousand names of each${numbers}.`);
  }
}

define("temperature-sampler", TemperatureSampler);
return {  };
})();
const module27 = (() => {

return {  };
})();
const module28 = (() => {
const { Choice, NumberField, Stepper, TextField, controls } = module2;
const { PictureFrame, el, table } = module1;
const { Widget, define } = module4;
const OF_THE_PAGE = "d = a * b; e = d + c; L = e * d";
const FORWARD = ["a * b + relu(c)", "a * a", "1 / (1 + exp(-x))"];
const BACKWARD = ["a + a", "a = 1; b = a + a; b + b", "a * b + relu(c)"];

const END = 999;

const operand = (text) => (text.startsWith("−") ? `(${text})` : text);

class ExpressionGraph extends Widget {
  static initial = {
    expression: OF_THE_PAGE,
    values: "",
    way: "book",
    step: END,
  };

  build() {
    this.isBackward = this.hasAttribute("backward");
    const anew = (expression) => this.set({ expression, step: END });
    this.expression = new TextField({
      label: "expression",
      maxLength: 80,
      size: 32,
      change: anew,
    });
    this.presets = [
      OF_THE_PAGE,
      ...(this.isBackward ? BACKWARD : FORWARD),
    ];
    this.preset = new Choice({
      label: "such as",
      options: this.presets.map((text, i) => [i, i ? text : "the page’s"]),
      change: (i) => anew(this.presets[i]),
    });
    this.letters = el("div", { class: "controls letters" });
    this.way = new Choice({
      label: "gradients",
      options: [
        ["book", "+= down the tape"],
        ["overwrite", "= down the tape"],
        ["recursion", "+= by recursion"],
      ],
      change: (way) => this.set({ way, step: END }),
    });
    this.stepper = new Stepper({
      label: "step",
      change: (step) => this.set({ step }),
    });
    this.picture = new PictureFrame();
    const { element } = this.picture;
    element.classList.add("graph");
    element.tabIndex = 0; // A wide graph scrolls, by keys too.
    element.setAttribute("role", "group");
    element.setAttribute("aria-label", "graph");
    this.hint = el(
      "p",
      { class: "hint", hidden: true },
      "The graph goes on: it scrolls sideways.",
    );
    const showMore = () => this.#showMore();
    element.addEventListener("scroll", showMore, { passive: true });
    new ResizeObserver(showMore).observe(element);
    this.tape = el("div");
    return [
      controls(this.expression),
      controls(this.preset),
      this.letters,
      controls(...(this.isBackward ? [this.way] : []), this.stepper),
      element,
      this.hint,
      el(
        "details",
        { class: "tape" },
        el("summary", {}, "The tape"),
        this.tape,
      ),
    ];
  }

  async draw({ expression, values, way, step }) {
    this.expression.show(expression);
    this.preset.show(this.presets.indexOf(expression));
    this.way.show(way);
    const answer = await this.ask("expression-graph", {
      expression,
      values,
      way,
      backward: this.isBackward,
      step: Math.min(Math.max(Math.trunc(step), 0), END),
    });
    const { inputs, rows, last } = answer;
    this.#showLetters(inputs);
    this.stepper.show(Math.min(step, last), last);
    this.#showGraph(answer.picture);
    this.#showTape(rows, way);
    const isLast = step >= last;
    if (!this.isBackward) this.say(this.#forwardWords(answer, isLast));
    else this.say(this.#backwardWords(answer, way, isLast));
  }

  #showLetters(inputs) {
    const names = inputs.map(([name]) => name).join("");
    if (names !== this.names) {
      this.names = names;
      this.fields = inputs.map(([name], i) =>
        new NumberField({
          label: `value of ${name}`,
          step: "any",
          change: (value) => this.#setValue(i, value),
        }),
      );
      const parts = inputs.map(([name], i) =>
        el(
          "span",
          { class: "control" },
          el("code", {}, name),
          this.fields[i].element,
        ),
      );
      this.letters.replaceChildren(...parts);
    }
    this.inputs = inputs;
    this.fields.forEach((field, i) => field.show(inputs[i][1]));
  }

  #setValue(i, value) {
    const pairs = this.inputs.map(([name, now], j) =>
      `${name}=${i === j ? value : now}`,
    );
    this.set({ values: pairs.join(" ") });
  }

  #showGraph(picture) {
    const { element } = this.picture;
    this.picture.show(picture);
    const { svg } = this.picture;
    svg.style.setProperty("--units", svg.viewBox.baseVal.width);
    this.#showMore();
    const now = svg.querySelector(".new")?.getBoundingClientRect();
    if (!now) return;
    const frame = element.getBoundingClientRect();
    const middle = ({ left, width }) => left + width / 2;
    element.scrollLeft += middle(now) - middle(frame);
  }

  #showMore() {
    const { element } = this.picture;
    const { scrollLeft, scrollWidth, clientWidth } = element;
    const behind = scrollWidth - clientWidth - scrollLeft;
    element.classList.toggle("more-before", scrollLeft > 1);
    element.classList.toggle("more-behind", behind > 1);
    this.hint.hidden = scrollWidth <= clientWidth;
  }

  #showTape(rows, way) {
    const code = (text) => el("code", {}, text);
    const slopes = (row) =>
      row.slopes.map(([name, slope], i) => [i ? ", " : "", code(name), ` ${slope}`]);
    const columns = [
      ["index", (row, i) => String(i)],
      ["written as", (row) => code(row.written)],
      ["data", (row) => row.data],
      ["local gradients", (row) => el("span", {}, slopes(row))],
    ];
    if (this.isBackward) {
      columns.push(["grad", (row) => row.grad]);
      if (way !== "book") columns.push(["right", (row) => row.right]);
    } else columns.splice(3, 0, ["ops", (row) => code(row.op)]);
    const cells = rows.map((row, i) => columns.map(([, cell]) => cell(row, i)));
    this.tape.replaceChildren(table(columns.map(([head]) => head), cells));
  }

  #forwardWords({ rows, made }, isLast) {
    if (made === null) {
      const { name, data } = rows.at(-1);
      return isLast
        ? `${rows.length} numbers are on the tape; the last, ${name}, is ${data}.`
        : "At first there are the leaves, which are made from nothing.";
    }
    const { written, data, slopes } = rows[made];
    const per = slopes.map(([name, slope]) => `${slope} per unit of ${name}`);
    return `${written} is ${data}. It moves by ${per.join(" and by ")}.`;
  }

  #backwardWords({ rows, passed }, way, isLast) {
    if (passed) {
      const { child, parent, grad, slope, share, before, after } = passed;
      const start = `${child} passes ${grad} × ${operand(slope)} = ${share} `
        + `to ${parent}`;
      return way === "overwrite"
        ? `${start}, which has ${after} now and had ${before}.`
        : `${start}: ${before} + ${operand(share)} = ${after}.`;
    }
    if (!isLast) {
      return "At first every gradient is 0, but for the result’s: 1.";
    }
    const wrong = rows.filter(({ grad, right }) => grad !== right);
    if (wrong.length) {
      const each = wrong.map(
        ({ name, grad, right }) => `${name} has ${grad} instead of ${right}`,
      );
      const more = wrong.length - 3;
      if (more > 0) each.splice(3, more, `and ${more} more`);
      return `Wrong: ${each.join(", ")}.`;
    }
    if (way !== "book") return "With this expression it comes out right.";
    const leaves = rows.filter(({ leaf }) => leaf);
    const each = leaves.map(({ name, grad }) => `${grad} per unit of ${name}`);
    return `The result moves by ${each.join(", ")}.`;
  }
}

define("expression-graph", ExpressionGraph);
return {  };
})();
const module29 = (() => {
const { Slider, controls } = module2;
const { LiveTable, el, fixed } = module1;
const { Widget, define } = module4;
class LocalGradients extends Widget {
  static initial = { a: 2, b: -3, power: -6 };

  build() {
    const slider = (name) =>
      new Slider({
        label: name,
        min: -5,
        max: 5,
        step: 0.5,
        format: (value) => fixed(value, 1),
        change: (value) => this.set({ [name]: value }),
      });
    this.sliders = { a: slider("a"), b: slider("b") };
    this.power = new Slider({
      label: "nudge",
      min: -6,
      max: 0,
      format: (power) => fixed(10 ** power, -power),
      change: (power) => this.set({ power }),
    });
    this.table = new LiveTable(this);
    const { a, b } = this.sliders;
    return [controls(a, b, this.power), this.table.element];
  }

  async draw({ a, b, power }) {
    this.sliders.a.show(a);
    this.sliders.b.show(b);
    this.power.show(power);
    const rows = await this.ask("local-gradients", { a, b, power });
    const number = (x) => fixed(x, 4);
    const code = (text) => el("code", {}, text);
    this.table.show(
      rows.map(({ operation, nudged, result, local, slope }) => [
        code(operation),
        number(result),
        code(nudged),
        number(local),
        number(slope),
      ]),
    );
    const apart = rows.filter(
      ({ local, slope }) => number(local) !== number(slope),
    );
    const names = apart.map(({ operation }) => operation);
    this.say(
      names.length
        ? `The last two columns differ for ${[...new Set(names)].join(", ")}.`
        : "The last two columns agree to four digits everywhere.",
    );
  }
}

define("local-gradients", LocalGradients);
return {  };
})();
const module30 = (() => {

return {  };
})();
const module31 = (() => {
const { Choice, TextField } = module2;
const { el, fixed, tokenName } = module1;
const nameControl = (widget, also = () => ({})) =>
  new TextField({
    label: "name",
    maxLength: 15,
    change: (name) => widget.set({ name, ...also(name) }),
  });

const modelControl = (widget) =>
  new Choice({
    label: "model",
    options: [
      [false, "untrained"],
      [true, "trained"],
    ],
    change: (trained) => widget.set({ trained }),
  });

function positionName(position, tokens) {
  return `${tokenName(tokens[position])} at position ${position}`;
}

function addition(terms, sum) {
  const [first, ...rest] = terms.map((term) => fixed(term, 4));
  const signed = (text) =>
    text.startsWith("−") ? `− ${text.slice(1)}` : `+ ${text}`;
  const left = [first, ...rest.map(signed)].join(" ");
  return `${left} = ${fixed(sum, 4)}`;
}

const concept = (name, text) => el("span", { class: `as-${name}` }, text);
return { nameControl, modelControl, positionName, addition, concept };
})();
const module32 = (() => {
const { PositionChoice, controls } = module2;
const { LiveTable, chip, fixed } = module1;
const { PointedFrame, pointAtCells } = module7;
const { Widget, define } = module4;
const { addition, modelControl, nameControl, positionName } = module31;
class AttentionOutput extends Widget {
  static initial = {
    name: "emma",
    position: 3,
    trained: true,
    part: "stream",
    column: 0,
  };

  build() {
    this.name = nameControl(this);
    this.model = modelControl(this);
    this.position = new PositionChoice({
      label: "position",
      change: (position) => this.set({ position }),
    });
    const frame = (part, label) => {
      const frame = new PointedFrame();
      frame.pointer = pointAtCells(frame, {
        label: `${label}; left and right arrow choose a number`,
        change: ({ column }) => this.set({ part, column }),
      });
      return frame;
    };
    this.gathering = frame("gathering", "what the position gathers");
    this.stream = frame("stream", "the residual stream");
    this.sizes = new LiveTable(this);
    return [
      controls(this.name, this.model),
      controls(this.position),
      this.gathering.element,
      this.stream.element,
      this.sizes.element,
    ];
  }

  async draw(state) {
    const { name, trained } = state;
    this.name.show(name);
    this.model.show(trained);
    const asked = { name, position: state.position, trained };
    const answer = await this.ask("attention-output", asked);
    const { tokens, position } = answer;
    this.position.show(position, tokens);
    this.gathering.show(answer.gathering);
    this.stream.show(answer.stream);
    const isStream = state.part !== "gathering";
    const pointed = isStream ? this.stream : this.gathering;
    const { column } = pointed.pointer.mark(
      { row: 0, column: state.column },
      { rows: pointed.grids[0].rows },
    );
    this.sizes.show(
      answer.sizes.map((sizes, t) => [
        String(t),
        chip(tokens[t]),
        ...sizes.map((size) => fixed(size, 2)),
      ]),
    );
    [...this.sizes.body.children].forEach((row, t) => {
      row.classList.toggle("now", t === position);
    });
    this.say(isStream ? streamed(answer, column) : gathered(answer, column));
  }
}

function streamed({ rows, tokens, position }, column) {
  const [before, attention, , mlp, after] = rows.map((row) => row[column]);
  return (
    `Number ${column} of ${positionName(position, tokens)}: `
    + `${addition([before, attention, mlp], after)}, `
    + "the stream, then what attention and the MLP add."
  );
}

function gathered({ shares, tokens, weights }, column) {
  const parts = shares.map((row) => row[column]);
  const sum = parts.pop();
  const sizes = parts.map(Math.abs);
  const most = sizes.indexOf(Math.max(...sizes));
  return (
    `Number ${column} gathered: ${fixed(sum, 2)}. The largest part, `
    + `${fixed(parts[most], 2)}, is from ${positionName(most, tokens)}, `
    + `of which it takes ${fixed(weights[most], 2)}.`
  );
}

define("attention-output", AttentionOutput);
return {  };
})();
const module33 = (() => {
const { controls } = module2;
const { chip, el, fixed, percent, table } = module1;
const { PointedFrame, pointAtCells } = module7;
const { Widget, define } = module4;
const { concept, modelControl, nameControl, positionName } = module31;
const bar = (weight) =>
  el("span", { class: "share", style: `width: ${100 * weight}%` });

class AttentionWeights extends Widget {
  static initial = { name: "emma", position: 3, trained: true };

  build() {
    this.name = nameControl(this);
    this.model = modelControl(this);
    this.frames = [false, true].map((trained) => {
      const frame = new PointedFrame();
      const model = trained ? "trained" : "untrained";
      frame.pointer = pointAtCells(frame, {
        label: `the weights, ${model}; up and down arrow choose a row`,
        change: ({ row }) => this.set({ position: row, trained }),
      });
      return frame;
    });
    this.scores = el("div", { class: "scores" });
    return [
      controls(this.name, this.model),
      el("div", { class: "pair" }, this.frames.map(({ element }) => element)),
      this.scores,
    ];
  }

  async draw({ name, position, trained }) {
    this.name.show(name);
    this.model.show(trained);
    const asked = { name, position, trained };
    const answer = await this.ask("attention-weights", asked);
    const { tokens, dots, scores, weights } = answer;
    this.frames.forEach((frame, i) => {
      frame.show(answer.pictures[i]);
      const size = { columns: answer.position + 1 };
      frame.pointer.mark({ row: answer.position, column: 0 }, size);
      frame.mark.classList.toggle("other", trained !== (i === 1));
    });
    const head = [
      "t",
      "token",
      [concept("query", "q"), " · ", concept("key", "k"), el("sub", {}, "t")],
      "÷ 4",
      "weight",
      "",
    ];
    const rows = tokens.map((token, t) => {
      const seen = t < weights.length;
      const number = (numbers) => (seen ? fixed(numbers[t], 2) : "");
      return [
        String(t),
        chip(token),
        seen ? number(dots) : "not yet",
        number(scores),
        number(weights),
        seen ? bar(weights[t]) : "",
      ];
    });
    this.scores.replaceChildren(table(head, rows));
    const most = Math.max(...weights);
    this.say(
      `${trained ? "Trained" : "Untrained"}, `
        + `${positionName(answer.position, tokens)} attends most, `
        + `${percent(most)}, to ${positionName(weights.indexOf(most), tokens)}. `
        + `An even share is ${percent(1 / weights.length)}.`,
    );
  }
}

define("attention-weights", AttentionWeights);
return {  };
})();
const module34 = (() => {
const { Button, Choice, TextField, controls } = module2;
const { LiveTable, PictureFrame, fixed, percent, thousands } = module1;
const { Engine } = module3;
const { Widget, define } = module4;
const NUM_STEPS = 3000;

const SLICE = 20;
const LOOK = 50;
const WAIT = 20;
const JUMP = 1000;

class EchoTraining extends Widget {
  static initial = { word: "rust", attention: true, step: NUM_STEPS };

  build() {
    this.word = new TextField({
      label: "word",
      maxLength: 7,
      change: (word) => this.set({ word }),
    });
    this.model = new Choice({
      label: "the past",
      options: [
        [true, "attention"],
        [false, "unseen"],
      ],
      change: (attention) => this.#pausedAt(this.state.step, { attention }),
    });
    this.go = new Button({ text: "Train", change: () => this.#toggle() });
    const none = new Button({
      text: "Untrained",
      change: () => this.#pausedAt(0),
    });
    this.picture = new PictureFrame();
    this.table = new LiveTable(this);
    return [
      controls(this.go, none),
      controls(this.word, this.model),
      this.picture.element,
      this.table.element,
    ];
  }

  #toggle() {
    if (this.running) this.#pausedAt(this.state.step);
    else this.#run();
  }

  #pausedAt(step, change = {}) {
    this.running = undefined;
    this.engine ??= new Engine();
    this.set({ step, ...change });
  }

  async #run() {
    this.engine ??= new Engine();
    const run = {};
    this.running = run;
    if (this.state.step === NUM_STEPS) this.state.step = 0;
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    while (this.running === run && this.#goesOn()) {
      const steps = isStill ? JUMP : LOOK;
      const step = Math.min(this.state.step + steps, NUM_STEPS);
      await this.set({ step }, { quietly: true });
      await new Promise((go) => setTimeout(go, WAIT));
    }
    if (this.running === run) this.#pausedAt(this.state.step);
  }

  #goesOn() {
    const { top, bottom } = this.getBoundingClientRect();
    const isSeen = !document.hidden && bottom > 0 && top < innerHeight;
    return isSeen && this.state.step < NUM_STEPS;
  }

  reset() {
    this.running = undefined;
    return super.reset();
  }

  sleep() {
    this.running = undefined;
    this.engine?.stop();
    this.engine = undefined;
  }

  async draw({ word, attention, step }) {
    this.word.show(word);
    this.model.show(attention);
    const engine = this.engine ?? Engine.shared();
    const asked = { word, attention, step, slice: SLICE };
    let answer;
    do {
      answer = await engine.ask("echo-training", asked);
    } while (!answer.picture && !this.stale);
    if (this.stale) return;
    const start = step === 0 || step === NUM_STEPS ? "Train" : "Go on";
    this.go.show(this.running ? "Pause" : start);
    this.picture.show(answer.picture);
    this.table.show(
      answer.guesses.map(({ read, comes, probability, likeliest }) => [
        read,
        comes,
        percent(probability),
        likeliest,
      ]),
    );
    this.#tell(answer);
  }

  #tell({ step, mean, guesses }) {
    const now = performance.now();
    if (this.running && now - (this.told ?? 0) < 490) return;
    this.told = now;
    const right = guesses.filter(({ comes, likeliest }) => comes === likeliest);
    const share = `Right: ${right.length} of ${guesses.length}.`;
    this.say(
      step === 0
        ? `Not trained yet. ${share}`
        : `Step ${thousands(step)}: the last ${Math.min(step, 100)} losses `
          + `have a mean of ${fixed(mean, 3)}. ${share}`,
    );
  }
}

define("echo-training", EchoTraining);
return {  };
})();
const module35 = (() => {
const { Stepper, controls } = module2;
const { LiveTable, PictureFrame, chip, tokenName } = module1;
const { markCells } = module7;
const { Widget, define } = module4;
const { nameControl } = module31;
class KvCache extends Widget {
  static initial = { name: "emma", calls: 5 };

  build() {
    this.name = nameControl(this, (name) => ({
      calls: Math.min(name.trim().length, 15) + 1,
    }));
    this.stepper = new Stepper({
      label: "call",
      change: (calls) => this.set({ calls }),
    });
    this.picture = new PictureFrame();
    this.table = new LiveTable(this);
    return [
      controls(this.name, this.stepper),
      this.picture.element,
      this.table.element,
    ];
  }

  async draw(state) {
    this.name.show(state.name);
    const answer = await this.ask("kv-cache", state);
    const { tokens, calls, rows } = answer;
    this.stepper.show(calls, tokens.length);
    this.picture.show(answer.picture);
    if (calls) {
      const [{ columns }] = this.picture.grids;
      markCells(this.picture, { row: calls - 1, column: 0 }, { columns });
    }
    this.table.show(
      rows.map(({ len, without }, position) => [
        chip(tokens[position]),
        String(position),
        tokens.slice(0, len).flatMap((token) => [chip(token), " "]),
        String(len),
        String(without),
      ]),
    );
    [...this.table.body.children].forEach((row, position) => {
      row.classList.toggle("now", position === calls - 1);
      row.classList.toggle("to-come", position >= calls);
    });
    if (!calls) {
      this.say("The name begins, and the cache is empty.");
      return;
    }
    const { len, without } = rows[calls - 1];
    this.say(
      `${tokenName(tokens[calls - 1])} adds a key and a value; no other row `
        + `changes. Keys computed so far: ${len}, without the cache ${without}.`,
    );
  }
}

define("kv-cache", KvCache);
return {  };
})();
const module36 = (() => {
const { PositionChoice, controls } = module2;
const { PointedFrame, pointAtCells } = module7;
const { Widget, define } = module4;
const { addition, modelControl, nameControl } = module31;
class PositionSum extends Widget {
  static initial = {
    name: "emma",
    first: 2,
    second: 3,
    trained: true,
    column: 0,
  };

  build() {
    this.name = nameControl(this);
    this.model = modelControl(this);
    this.first = new PositionChoice({
      label: "a position",
      change: (first) => this.set({ first }),
    });
    this.second = new PositionChoice({
      label: "and another",
      change: (second) => this.set({ second }),
    });
    this.picture = new PointedFrame();
    this.pointer = pointAtCells(this.picture, {
      label: "the numbers of both positions; left and right arrow choose one",
      change: ({ column }) => this.set({ column }),
    });
    return [
      controls(this.name, this.model),
      controls(this.first, this.second),
      this.picture.element,
    ];
  }

  async draw(state) {
    const { name, first, second, trained } = state;
    this.name.show(name);
    this.model.show(trained);
    const asked = { name, first, second, trained };
    const { picture, tokens, positions, rows } = await this.ask(
      "position-sum",
      asked,
    );
    this.first.show(positions[0], tokens);
    this.second.show(positions[1], tokens);
    this.picture.show(picture);
    const cell = { row: 0, column: state.column };
    const { column } = this.pointer.mark(cell, { rows: rows.length });
    const sums = positions.map((position, i) => {
      const [token, place, sum] = rows
        .slice(3 * i, 3 * i + 3)
        .map((numbers) => numbers[column]);
      return `Position ${position}: ${addition([token, place], sum)}.`;
    });
    this.say(`Number ${column}. ${sums.join(" ")}`);
  }
}

define("position-sum", PositionSum);
return {  };
})();
const module37 = (() => {
const { controls } = module2;
const { fixed } = module1;
const { PointedFrame, pointAtCells } = module7;
const { Widget, define } = module4;
const { modelControl, nameControl, positionName } = module31;
class QueryKeyValue extends Widget {
  static initial = { name: "emma", trained: true, position: 3, column: 0 };

  build() {
    this.name = nameControl(this);
    this.model = modelControl(this);
    this.frames = ["queries", "keys", "values"].map((vectors) => {
      const frame = new PointedFrame();
      frame.pointer = pointAtCells(frame, {
        label: `the ${vectors}, a row per position; arrow keys choose a number`,
        change: ({ row, column }) => this.set({ position: row, column }),
      });
      return frame;
    });
    return [
      controls(this.name, this.model),
      this.frames.map(({ element }) => element),
    ];
  }

  async draw(state) {
    const { name, trained } = state;
    this.name.show(name);
    this.model.show(trained);
    const asked = { name, trained };
    const { pictures, tokens, vectors } = await this.ask(
      "query-key-value",
      asked,
    );
    const cells = this.frames.map((frame, i) => {
      frame.show(pictures[i]);
      return frame.pointer.mark({ row: state.position, column: state.column });
    });
    const [{ row, column }] = cells;
    const [q, k, v] = vectors.map((rows) => fixed(rows[row][column], 2));
    this.say(
      `Number ${column} of ${positionName(row, tokens)}: `
        + `${q} in the query, ${k} in the key, ${v} in the value.`,
    );
  }
}

define("query-key-value", QueryKeyValue);
return {  };
})();
const module38 = (() => {
const { Button, TextField, controls } = module2;
const { LiveTable, fixed } = module1;
const { Widget, define } = module4;
const spread = (vector) => vector.replace(/[,;()]/g, " ").replaceAll("−", "-");
const numbersOf = (vector) => spread(vector).split(/\s+/).filter(Boolean);
const vectorOf = (texts) => `(${texts.join(", ")})`;

function short(number) {
  return String(Number(number.toPrecision(4))).replaceAll("-", "−");
}

class RmsNorm extends Widget {
  static initial = { vector: "0.4 -0.2 0.4 0.2" };

  build() {
    this.vector = new TextField({
      label: "vector",
      maxLength: 120,
      size: 20,
      change: (vector) => this.set({ vector }),
    });
    const preset = (text, change) =>
      new Button({
        text,
        change: () => this.set({ vector: change(numbersOf(this.state.vector)) }),
      });
    const times = (factor) => (numbers) =>
      numbers.map((text) => short(text * factor).replaceAll("−", "-")).join(" ");
    this.table = new LiveTable(this);
    return [
      controls(
        this.vector,
        preset("× 10", times(10)),
        preset("÷ 10", times(0.1)),
        preset("zeros", (numbers) => numbers.map(() => "0").join(" ")),
        preset("one large", () => "0.1 0.1 100 0.1"),
        preset("twice as many", (numbers) =>
          [...numbers, ...numbers].slice(0, 16).join(" "),
        ),
      ),
      this.table.element,
    ];
  }

  async draw({ vector }) {
    this.vector.show(vector);
    const rows = await this.ask("rms-norm", { vector: spread(vector) });
    this.table.show(
      rows.map(({ x, rms, y, rms_after, length }) => [
        vectorOf(x.map(short)),
        fixed(rms, 4),
        vectorOf(y.map((number) => fixed(number, 2))),
        fixed(rms_after, 4),
        fixed(length, 3),
      ]),
    );
    const n = rows[0].x.length;
    this.say(
      `The vector in four sizes. ${n} number${n === 1 ? "" : "s"} of RMS 1 `
        + `have a length of √${n}, ${fixed(Math.sqrt(n), 3)}.`,
    );
  }
}

define("rms-norm", RmsNorm);
return {  };
})();
const module39 = (() => {

return {  };
})();
const module40 = (() => {
const { Choice, TextField } = module2;
function nameField(change) {
  return new TextField({ label: "name", maxLength: 15, size: 9, change });
}

function modelChoice(label, change) {
  return new Choice({
    label,
    change,
    options: [
      ["untrained", "untrained"],
      ["step-4", "Step 4"],
      ["step-5", "Step 5"],
    ],
  });
}
return { nameField, modelChoice };
})();
const module41 = (() => {
const { Choice, PositionChoice, controls } = module2;
const { PictureFrame, fixed, tokenName } = module1;
const { Widget, define } = module4;
const { modelChoice, nameField } = module40;
class HeadSlices extends Widget {
  static initial = { word: "emma", at: 4, head: -1, model: "step-4" };

  build() {
    this.word = nameField((word) => this.set({ word, at: word.length }));
    this.model = modelChoice("model", (model) => this.set({ model }));
    this.at = new PositionChoice({
      label: "position",
      change: (at) => this.set({ at }),
    });
    this.head = new Choice({
      label: "head",
      options: [[-1, "all"], ...[0, 1, 2, 3].map((i) => [i, String(i)])],
      change: (head) => this.set({ head }),
    });
    this.picture = new PictureFrame();
    return [
      controls(this.word, this.model),
      controls(this.at, this.head),
      this.picture.element,
    ];
  }

  async draw(state) {
    const { word, head, model } = state;
    this.word.show(word);
    this.model.show(model);
    this.head.show(head);
    const asked = { ...state, head: head < 0 ? null : head };
    const { tokens, at, weights, picture } = await this.ask("head-slices", asked);
    this.at.show(at, tokens);
    this.picture.show(picture);
    const looks = `At ${tokenName(tokens[at])}, position ${at},`;
    if (head < 0) {
      const few = at ? `positions 0 to ${at}` : "position 0 alone";
      this.say(`${looks} each head weighs ${few}.`);
      return;
    }
    const shares = weights[head];
    const place = (share) => {
      const to = shares.indexOf(share);
      return `${tokenName(tokens[to])} (position ${to}), ${fixed(share, 3)}`;
    };
    this.say(
      `${looks} head ${head} gives most to ${place(Math.max(...shares))}, `
        + `and least to ${place(Math.min(...shares))}. `
        + `Even would be ${fixed(1 / shares.length, 3)}.`,
    );
  }
}

define("head-slices", HeadSlices);
return {  };
})();
const module42 = (() => {
const { Stepper, controls } = module2;
const { LiveTable, chip, el, fixed, row, tokenName } = module1;
const { Widget, define } = module4;
const { modelChoice, nameField } = module40;
const STAGES = ["slices", "scores", "weights", "gathered"];

const unseen = (text) => el("span", { class: "unseen" }, String(text));

class HeadStepper extends Widget {
  static initial = { word: "emma", model: "step-4", step: 0 };

  build() {
    this.word = nameField((word) => this.set({ word }));
    this.model = modelChoice("model", (model) => this.set({ model }));
    this.step = new Stepper({
      label: "step",
      change: (step) => this.set({ step }),
    });
    this.code = el("p", { class: "code-line" }, el("code"));
    this.sheet = el("tbody");
    this.paper = el(
      "div",
      { class: "table-wrapper sheet" },
      el("table", { "aria-label": "one turn of the loop" }, this.sheet),
    );
    this.turns = new LiveTable(this);
    this.names = [...this.turns.body.rows].map((line) => line.cells[0]);
    return [
      controls(this.word, this.model),
      controls(this.step),
      this.code,
      this.paper,
      this.turns.element,
    ];
  }

  async draw({ word, model, step }) {
    this.word.show(word);
    this.model.show(model);
    const last = 4 * STAGES.length;
    const now = Math.min(Math.max(Math.round(step), 0), last);
    this.step.show(now, last);
    const { tokens, heads } = await this.ask("head-stepper", { word, model });
    const head = Math.floor(Math.max(now - 1, 0) / STAGES.length);
    const stage = now ? (now - 1) % STAGES.length : STAGES.length - 1;
    this.#showSheet(tokens, heads[head], stage, now > 0);
    this.paper.scrollLeft = now && stage > 1 ? this.paper.scrollWidth : 0;
    this.#showTurns(tokens, heads, now ? head : -1, stage);
    this.#explain(heads[head], now ? head : -1, stage);
  }

  #showSheet(tokens, turn, stage, isRunning) {
    const number = (value, digits, isDone = true) =>
      isDone ? fixed(value, digits) : unseen(fixed(value, digits));
    const numbers = (slice, isDone) =>
      slice.map((value) => number(value, 2, isDone));
    const blanks = ["", "", "", ""];
    const line = (name, parts, marked) => {
      const cells = [name, ...parts.flat()];
      const tr = row(cells, { head: true });
      for (const i of isRunning ? marked : []) tr.cells[i].className = "now";
      return tr;
    };
    const span = (from, to) =>
      Array.from({ length: to - from }, (_, i) => from + i);
    const marks = [span(1, 5), [5], [6], span(7, 11)][stage];
    const keys = (text) => el("th", { colSpan: 4, scope: "colgroup" }, text);
    const title = (text) => el("th", { scope: "col" }, text);
    this.sheet.replaceChildren(
      el(
        "tr",
        {},
        el("td"),
        keys("k[head]"),
        title("score"),
        title("weight"),
        keys("v[head]"),
      ),
      line("q[head]", [numbers(turn.q), "", "", blanks], stage < 2 ? span(1, 5) : []),
      ...tokens.map((token, t) =>
        line(
          chip(token),
          [
            numbers(turn.keys[t]),
            number(turn.scores[t], 3, stage >= 1),
            number(turn.weights[t], 3, stage >= 2),
            numbers(turn.values[t]),
          ],
          stage === 0 ? [...marks, ...span(7, 11)] : marks,
        ),
      ),
      line(
        "gathered",
        [blanks, "", "", numbers(turn.gathered, stage === 3)],
        stage === 3 ? marks : [],
      ),
    );
  }

  #showTurns(tokens, heads, head, stage) {
    const rows = [
      ["slice", ({ slice }) => slice.join(".."), 0],
      ...[0, 1, 2, 3].map((j) => [this.names[1 + j], ({ q }) => fixed(q[j], 3), 0]),
      ...tokens.map((token, t) => [
        `weight on ${tokenName(token)}`,
        ({ weights }) => fixed(weights[t], 3),
        2,
      ]),
      ...[0, 1, 2, 3].map((j) => [
        `gathered, number ${j}`,
        ({ gathered }) => fixed(gathered[j], 3),
        3,
      ]),
      [this.names.at(-1), ({ slice }) => slice[1], 3],
    ];
    this.turns.show(
      rows.map(([name, cell, from]) => [
        typeof name === "string" ? name : [...name.cloneNode(true).childNodes],
        ...heads.map((turn, i) => {
          const isDone = head < 0 || i < head || (i === head && from <= stage);
          return isDone ? cell(turn) : unseen(cell(turn));
        }),
      ]),
    );
    if (head < 0) return;
    [...this.turns.body.rows].forEach((line, i) => {
      line.cells[head + 1].classList.toggle("now", rows[i][2] === stage);
    });
  }

  #explain({ slice, weights }, head, stage) {
    const line = [
      "let keys = slices(&cache.keys, &head);",
      "let weights = attention_weights(&q[head], &keys);",
      "let weights = attention_weights(&q[head], &keys);",
      "gathered.extend(weighted_sum(&weights, &values));",
    ][stage];
    this.code.firstChild.textContent =
      head < 0 ? "for start in (0..n_embd).step_by(head_dim) {" : line;
    const words = [
      `takes numbers ${slice.join("..")} of the query, and of every key and value.`,
      "multiplies its slice of the query with each key’s, and halves the sum.",
      `makes ${weights.length} weights of the scores; their sum is one.`,
      `takes the mean of the values: ${slice[1]} of 16 numbers are there.`,
    ];
    this.say(
      head < 0
        ? "All four turns are done; above, the first of them. Step through them."
        : `Head ${head} ${words[stage]}`,
    );
  }
}

define("head-stepper", HeadStepper);
return {  };
})();
const module43 = (() => {
const { controls } = module2;
const { el, fixed, table, tokenName } = module1;
const { PointedFrame, pointAtCells } = module7;
const { Widget, define } = module4;
const { modelChoice, nameField } = module40;
class HeadPatterns extends Widget {
  static initial = {
    word: "emma",
    above: "step-4",
    below: "step-5",
    from: 4,
    to: 0,
  };

  build() {
    this.word = nameField((word) =>
      this.set({ word, from: word.length, to: 0 }),
    );
    this.above = modelChoice("above", (above) => this.set({ above }));
    this.below = modelChoice("below", (below) => this.set({ below }));
    this.picture = new PointedFrame();
    this.cells = pointAtCells(this.picture, {
      label: "what attends to what: the arrow keys go from cell to cell",
      change: ({ row, column }) =>
        this.set({ from: row, to: Math.min(column, row) }),
    });
    this.place = el("div");
    return [
      controls(this.word),
      controls(this.above, this.below),
      this.picture.element,
      this.place,
    ];
  }

  async draw(state) {
    const { word, above, below } = state;
    this.word.show(word);
    this.above.show(above);
    this.below.show(below);
    const answer = await this.ask("head-patterns", { word, above, below });
    const { picture, grids, tokens, weights } = answer;
    const clamp = (x, most) => Math.min(Math.max(Math.round(x), 0), most);
    const from = clamp(state.from, tokens.length - 1);
    const to = clamp(state.to, from);
    this.picture.show({ ...picture, grids });
    this.cells.mark({ row: from, column: to });
    const name = { untrained: "untrained", "step-4": "Step 4", "step-5": "Step 5" };
    const line = (model, i) => [
      name[model],
      ...weights[i].map((rows) => fixed(rows[from][to], 3)),
    ];
    this.place.replaceChildren(
      table(
        ["weight", ...weights[0].map((_, head) => `head ${head}`)],
        [line(above, 0), line(below, 1)],
      ),
    );
    this.say(
      `From ${tokenName(tokens[from])} (position ${from}) to `
        + `${tokenName(tokens[to])} (position ${to}). `
        + `Even would be ${fixed(1 / (from + 1), 3)}.`,
    );
  }
}

define("head-patterns", HeadPatterns);
return {  };
})();
const module44 = (() => {
const { controls } = module2;
const { fixed, thousands, tokenName } = module1;
const { PointedFrame, pointAtCells } = module7;
const { Widget, define } = module4;
const { modelChoice } = module40;
class HeadHabits extends Widget {
  static initial = { model: "step-5", by: "distance", head: 3, column: 1 };

  build() {
    this.model = modelChoice("model", (model) => this.set({ model }));
    this.maps = {};
    for (const by of ["distance", "token"]) {
      const frame = new PointedFrame();
      const cells = pointAtCells(frame, {
        label: `mean weights by ${by}: the arrow keys go from cell to cell`,
        change: ({ row, column }) => this.set({ by, head: row, column }),
      });
      this.maps[by] = { frame, cells };
    }
    const { distance, token } = this.maps;
    return [controls(this.model), distance.frame.element, token.frame.element];
  }

  async draw({ model, by, head, column }) {
    this.model.show(model);
    const answer = await this.ask("head-habits", { model });
    this.maps.distance.frame.show(answer.by_distance.picture);
    this.maps.token.frame.show(answer.by_token.picture);
    const chosen = by === "token" ? "token" : "distance";
    const { means, counts } = answer[`by_${chosen}`];
    const clamp = (x, most) => Math.min(Math.max(Math.round(x), 0), most);
    const at = {
      row: clamp(head, means.length - 1),
      column: clamp(column, counts.length - 1),
    };
    this.maps[chosen].cells.mark(at);
    const back = (n) =>
      ["itself", "the token before"][n] ?? `a token ${n} places back`;
    const to = chosen === "token" ? tokenName(at.column) : back(at.column);
    this.say(
      `Head ${at.row} gives ${to} ${fixed(means[at.row][at.column], 2)} `
        + `even shares, a mean of ${thousands(counts[at.column])} weights.`,
    );
  }
}

define("head-habits", HeadHabits);
return {  };
})();
const module45 = (() => {

return {  };
})();
const module46 = (() => {
const { Button, Choice, Stepper, TextField, controls } = module2;
const { LiveTable, el, fixed } = module1;
const { PointedFrame, drawBars } = module7;
const { Widget, define } = module4;
const LINES = 5;
const COLUMNS = 4;

const HISTORIES = [
  ["", "the run"],
  [Array(8).fill("0.1").join(" "), "constant"],
  [Array(4).fill("0.1 -0.1").join(" "), "alternating"],
  [
    "0.02 0.023 0.027 0.031 0.036 0.042 0.049 0.057 0.066 0.077 0.09 0.105",
    "rising",
  ],
  ["0 0 0.5 0 0 0 0 0", "rare"],
  [Array(8).fill("1e-6").join(" "), "tiny"],
];

function brief(number) {
  const size = Math.abs(number);
  if (size === 0 || (size >= 1e-4 && size < 1e3)) return fixed(number, 5);
  return tiny(number);
}

function tiny(number) {
  if (number === 0) return "0";
  return number.toExponential(2).replace("e+", "e").replace(/^-/, "−");
}

function typed(number) {
  return String(Number(number.toPrecision(3)));
}

class AdamStepper extends Widget {
  static initial = { gradients: "", scale: 0, line: 0, chosen: 0 };

  build() {
    this.run = Array(8).fill("0"); // until the first answer
    this.history = new Choice({
      label: "gradients",
      options: HISTORIES.map(([, name], i) => [i, name]),
      change: (i) =>
        this.set({ ...AdamStepper.initial, gradients: HISTORIES[i][0] }),
    });
    this.text = new TextField({
      label: "as numbers",
      maxLength: 150,
      size: 44,
      change: (gradients) => this.set({ gradients, scale: 0 }),
    });
    this.picture = new PointedFrame();
    this.bars = drawBars(this.picture, {
      label: "Gradients: left and right choose one, up and down change it",
      height: (bar) => Number(this.#gradients()[bar]),
      change: (bar, height) => this.#draw(bar, height),
      choose: (chosen) => this.set({ chosen }),
    });
    this.stepper = new Stepper({
      label: "line",
      change: (line) => this.set({ line }),
    });
    this.whole = new Button({
      text: "next step",
      change: () => {
        const next = (Math.floor(this.state.line / LINES) + 1) * LINES;
        this.set({ line: Math.min(next, this.stepper.last) });
      },
    });
    this.names = [...this.querySelectorAll("tbody tr")].map(
      (line) => line.cells[0],
    );
    this.window = el("p", { class: "window" });
    this.table = new LiveTable(this);
    this.heads = [...this.table.table.querySelectorAll("thead th")].slice(1);
    return [
      controls(this.history, this.text),
      this.picture.element,
      controls(this.stepper, this.whole),
      this.#code(),
      this.window,
      this.table.element,
    ];
  }

  #code() {
    const before = [...document.querySelectorAll("main table")].filter(
      (table) => table.compareDocumentPosition(this) & 4, // the widget follows
    );
    const lines = [...before.at(-1).tBodies[0].rows];
    this.formulas = lines.map((line) => line.querySelector("math"));
    this.lines = lines.map((line) =>
      el("li", {}, line.querySelector("code").cloneNode(true)),
    );
    this.sum = el("div", { class: "adam-sum" });
    return el("div", { class: "adam-code" }, el("ol", {}, this.lines), this.sum);
  }

  #gradients() {
    const text = this.state.gradients.replace(/[,;]/g, " ").trim();
    return text ? text.split(/\s+/) : [...this.run];
  }

  #draw(bar, height) {
    const scale = this.state.scale || this.scale;
    const rounded = (Math.round((height / scale) * 20) / 20) * scale;
    const gradients = this.#gradients();
    gradients[bar] = typed(rounded);
    this.set({ gradients: gradients.join(" "), scale, chosen: bar });
  }

  async draw({ gradients, scale, line, chosen }) {
    const plain = gradients.replace(/[,;]/g, " ").trim();
    this.history.show(HISTORIES.findIndex(([text]) => text === plain));
    if (plain) this.text.show(gradients);
    const last = LINES * this.#gradients().length;
    line = Math.min(line, last);
    this.stepper.show(line, last);
    const args = { gradients: plain, scale, line };
    const answer = await this.ask("adam-stepper", args);
    const { steps } = answer;
    if (!plain) {
      this.run = steps.map(({ gradient }) => typed(gradient));
      this.text.show(this.run.join(" "));
    }
    this.scale = answer.scale;
    this.picture.show(answer.picture);
    const bar = Math.trunc(Math.max(chosen, 0));
    this.bars.mark(Math.min(bar, steps.length - 1));
    const now = { step: Math.ceil(line / LINES) - 1, line: (line - 1) % LINES };
    this.#showLine(answer, now);
    this.#showTable(steps, line, now);
    const whole = line ? Math.floor(line / LINES) : steps.length;
    const words = [];
    if (line) words.push(said(steps, now));
    if (whole) words.push(longest(steps.slice(0, whole), steps.length));
    this.say(words.join(" "));
  }

  #showLine({ steps, start, chosen }, now) {
    this.lines.forEach((element, i) => {
      if (i === now.line) element.setAttribute("aria-current", "step");
      else element.removeAttribute("aria-current");
    });
    if (now.step < 0) {
      const words = "▶ runs the first of the five lines, with its numbers.";
      this.sum.replaceChildren(el("p", {}, words));
      return;
    }
    const before = steps[now.step - 1] ?? { m: 0, v: 0, parameter: start };
    const parts = numbers(steps[now.step], before, now.step + 1, chosen);
    this.sum.replaceChildren(
      el("p", {}, this.formulas[now.line].cloneNode(true)),
      el("p", {}, parts[now.line]),
    );
  }

  #showTable(steps, line, now) {
    const first = Math.max(0, Math.min(now.step + 1, steps.length) - COLUMNS);
    const last = line ? now.step : steps.length;
    const shown = Math.min(first + COLUMNS, steps.length);
    this.window.hidden = steps.length <= COLUMNS;
    this.window.textContent = `Steps ${first + 1} to ${shown} of `
      + `${steps.length}. The table slides on to the step that runs.`;
    this.heads.forEach((head, i) => {
      head.textContent = `t = ${first + i + 1}`;
    });
    const cell = (row, i) => {
      const { text, after } = ROWS[row];
      const isRunning = i === now.step && line > 0;
      if (i > last || (isRunning && after > now.line)) return "";
      if (!steps[i]) return "";
      const isNow = isRunning && after === now.line;
      return isNow ? el("mark", {}, text(steps[i])) : text(steps[i]);
    };
    this.table.show(
      ROWS.map((_, row) => [
        el("span", {}, ...this.names[row].cloneNode(true).childNodes),
        ...this.heads.map((_, i) => cell(row, first + i)),
      ]),
    );
    const isRight = now.step - first >= COLUMNS / 2; // a phone has no room
    this.table.element.scrollLeft = isRight ? 999 : 0;
  }
}

const ROWS = [
  { text: (step) => brief(step.gradient), after: -1 },
  { text: (step) => brief(step.m), after: 0 },
  { text: (step) => tiny(step.v), after: 1 },
  { text: (step) => brief(step.m_hat), after: 2 },
  { text: (step) => tiny(step.v_hat), after: 3 },
  { text: ({ quotient }) => (quotient === null ? "0/0" : fixed(quotient, 3)), after: 4 },
  { text: (step) => brief(step.step), after: 4 },
  { text: (step) => brief(step.parameter), after: 4 },
  { text: (step) => brief(step.sgd_step), after: 4 },
];

function numbers(step, before, t, [beta1, beta2, eps]) {
  const colored = (concept) => (text) =>
    el("span", { class: `as-${concept}` }, text);
  const signed = (number) =>
    number < 0 ? `(${brief(number)})` : brief(number);
  const [g, m, v, p] = [
    "gradient",
    "first-moment",
    "second-moment",
    "parameter",
  ].map(colored);
  const part = (beta) => fixed(1 - beta, 2);
  const power = (beta) => [`(1 − ${beta}`, el("sup", {}, String(t)), ")"];
  return [
    [
      `${beta1} · `, m(signed(before.m)),
      ` + ${part(beta1)} · `, g(signed(step.gradient)),
      " = ", m(brief(step.m)),
    ],
    [
      `${beta2} · `, v(tiny(before.v)),
      ` + ${part(beta2)} · `, g(signed(step.gradient)), el("sup", {}, "2"),
      " = ", v(tiny(step.v)),
    ],
    [m(brief(step.m)), " / ", power(beta1), " = ", m(brief(step.m_hat))],
    [v(tiny(step.v)), " / ", power(beta2), " = ", v(tiny(step.v_hat))],
    [
      p(brief(before.parameter)), ` − ${fixed(step.learning_rate, 5)} · `,
      m(signed(step.m_hat)), " / (√", v(tiny(step.v_hat)), ` + ${eps}) = `,
      p(brief(step.parameter)),
    ],
  ];
}

function said(steps, { step, line }) {
  const at = steps[step];
  return `Step ${step + 1}, line ${line + 1} of ${LINES}: ` + [
    `m, the mean of the gradients, is now ${brief(at.m)}.`,
    `v, the mean of their squares, is now ${tiny(at.v)}.`,
    `m corrected is ${brief(at.m_hat)}.`,
    `v corrected is ${tiny(at.v_hat)}.`,
    `the parameter moves by ${brief(at.step)}; SGD would move it by `
      + `${brief(at.sgd_step)}.`,
  ][line];
}

function longest(steps, count) {
  const soFar = steps.length < count ? " so far" : "";
  const most = (name) => {
    const sizes = steps.map((step) => Math.abs(step[name]));
    const size = Math.max(...sizes);
    return `${brief(size)} at t = ${sizes.indexOf(size) + 1}`;
  };
  return `Longest step of Adam${soFar}: ${most("step")}. `
    + `Of SGD: ${most("sgd_step")}.`;
}

define("adam-stepper", AdamStepper);
return {  };
})();
const module47 = (() => {
const { PositionChoice, TextField, controls } = module2;
const { LiveTable, PictureFrame, el, fixed, percent, tokenName } = module1;
const { Widget, define } = module4;
const ORDINALS = [
  "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
  "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth",
  "fifteenth",
];

function changeOf(loss) {
  const [arrow, words] = loss < 0 ? ["▼", "lower by"] : ["▲", "higher by"];
  return [
    el("span", { "aria-hidden": "true" }, arrow),
    " ",
    el("span", { class: "heard" }, words),
    ` ${fixed(Math.abs(loss), 2)}`,
  ];
}

function listed(things) {
  if (things.length < 2) return things[0] ?? "nothing";
  return `${things.slice(0, -1).join(", ")} and ${things.at(-1)}`;
}

function summary(names, changes) {
  const called = names.map((name, i) => {
    if (names.indexOf(name) === names.lastIndexOf(name)) return name;
    const before = names.slice(0, i).filter((other) => other === name);
    return `the ${ORDINALS[before.length]} ${name}`;
  });
  const lower = called.filter((_, i) => changes[i] < 0);
  const higher = called.filter((_, i) => changes[i] >= 0);
  return `Training has lowered the loss of ${listed(lower)}, and raised `
    + `that of ${listed(higher)}.`;
}

class AskTheModel extends Widget {
  static initial = { word: "emma", at: 2 };

  build() {
    this.word = new TextField({
      label: "name",
      size: 9,
      change: (word) => this.set({ word }),
    });
    this.place = new PositionChoice({
      label: "look at what follows",
      change: (at) => this.set({ at }),
    });
    this.table = new LiveTable(this);
    this.table.body.onclick = ({ target }) => {
      const at = target.closest("tr").rowIndex - 1;
      if (at < this.table.body.rows.length - 1) this.set({ at });
    };
    this.summary = el("p", { class: "summary" });
    this.pictures = [new PictureFrame(), new PictureFrame()];
    const panels = ["untrained", "trained"].map((name, i) =>
      el("div", {}, el("strong", {}, name), this.pictures[i].element),
    );
    return [
      controls(this.word, this.place),
      this.table.element,
      this.summary,
      el("div", { class: "two-models" }, panels),
    ];
  }

  async draw({ word, at: asked }) {
    this.word.show(word);
    const answer = await this.ask("ask-the-model", { word, at: asked });
    const { read, came, probabilities, losses, means, at } = answer;
    const { changes } = answer;
    this.place.show(at, read);
    const seen = read.map(tokenName).slice(1);
    const numbers = (i) =>
      [0, 1].flatMap((model) => [
        fixed(probabilities[model][i], 3),
        fixed(losses[model][i], 2),
      ]);
    const ends = (token) => (token === read[0] ? "the end" : tokenName(token));
    this.table.show([
      ...came.map((token, i) => [
        seen.slice(0, i).join("") || "nothing",
        ends(token),
        ...numbers(i),
        changeOf(changes[i]),
      ]),
      [
        "mean", "", "", fixed(means[0], 2), "", fixed(means[1], 2),
        changeOf(answer.mean_change),
      ],
    ]);
    this.summary.textContent = summary(came.map(ends), changes);
    this.table.body.rows[at].setAttribute("aria-current", "true");
    this.pictures.forEach((frame, i) => frame.show(answer.pictures[i]));
    const [likeliest, most] = answer.likeliest;
    const known = answer.is_known ? "one" : "not one";
    const cut = answer.cut_at
      ? `The name is cut after ${answer.cut_at} letters, the most that the `
        + "model reads. "
      : "";
    this.say(
      `${cut}After ${seen.slice(0, at).join("") || "nothing"}, trained: `
        + `${ends(came[at])} ${percent(probabilities[1][at])}, likeliest `
        + `${ends(likeliest)} ${percent(most)}. ${seen.join("")} is `
        + `${known} of the thousand names learned from.`,
      Boolean(cut),
    );
  }
}

define("ask-the-model", AskTheModel);
return {  };
})();
const module48 = (() => {
const { Button, Slider, TokenChoice, controls } = module2;
const { fixed, percent, thousands, tokenName } = module1;
const { PointedFrame, pointAtPlaces } = module7;
const { Widget, define } = module4;
const LAST = 1000;
const EVERY = 10;
const PAUSE = 100; // milliseconds between two maps

class LetterMap extends Widget {
  static initial = { step: LAST, token: -1 };

  build() {
    this.step = new Slider({
      label: "step",
      min: 0,
      max: LAST,
      step: EVERY,
      format: thousands,
      change: (step) => {
        this.sleep();
        this.set({ step });
      },
    });
    this.still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.play = new Button({
      text: this.still ? "Next" : "Play",
      change: () => this.#play(),
    });
    this.picture = new PointedFrame();
    this.letters = pointAtPlaces(this.picture, {
      label: "map of the letters: the arrow keys go from letter to letter",
      change: (token) => this.set({ token }),
    });
    this.token = new TokenChoice({
      label: "nearest to",
      change: (token) => this.set({ token }),
    });
    return [
      controls(this.play, this.step),
      this.picture.element,
      this.token.element,
    ];
  }

  async draw({ step, token }) {
    this.step.show(step);
    this.token.show(token);
    const args = { step, token: token < 0 ? null : token };
    const answer = await this.ask("letter-map", args);
    this.picture.show(answer.picture);
    this.picture.places = answer.places;
    this.letters.mark(token);
    if (this.playing) return; // what moves is not read aloud
    const nearest = answer.neighbours.map(
      ([other, distance]) => `${tokenName(other)} ${fixed(distance, 2)}`,
    );
    this.say(
      `Step ${thousands(step)}: these two directions hold `
        + `${percent(answer.share, 0)} of the spread. `
        + (token < 0
          ? "Choose a letter to see which are nearest to it."
          : `Nearest to ${tokenName(token)} in all 16: ${nearest.join(", ")}.`),
    );
  }

  async #play() {
    if (this.playing) {
      this.sleep();
      return this.set({});
    }
    const from = this.state.step >= LAST ? 0 : this.state.step;
    if (this.still) {
      const isStart = this.state.step >= LAST;
      return this.set({ step: isStart ? 0 : Math.min(from + 50, LAST) });
    }
    const token = {};
    this.playing = token;
    this.play.show("Pause");
    this.say("The model learns, name after name.");
    for (let step = from; this.playing === token; step += EVERY) {
      if (step >= LAST) this.sleep();
      await this.set({ step: Math.min(step, LAST) });
      await new Promise((go) => setTimeout(go, PAUSE));
    }
  }

  reset() {
    this.sleep();
    return super.reset();
  }

  sleep() {
    this.playing = undefined;
    if (!this.still) this.play?.show("Play");
  }
}

define("letter-map", LetterMap);
return {  };
})();
const module49 = (() => {
const { Button, Choice, Select, Slider, controls } = module2;
const { PictureFrame, el, fixed, hasAll, thousands } = module1;
const { Engine, Refusal, asset } = module3;
const { Widget, define } = module4;
const SLICE = 25; // milliseconds
const LOOK = 250; // milliseconds between two looks
const SPEEDS = { slow: 1, steady: 25, full: Infinity };
const ENGINES = [
  ["tape", "tape"],
  ["matrices", "matrices"],
  ["vectors-f64", "vectors, f64"],
  ["vectors-f32", "vectors, f32"],
];
const STEPS = [100, 1000, 5000, 20000];
const RATES = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3];
const INSIDE = [
  ["wte", "token embeddings, a column each"],
  ["wpe", "position embeddings"],
  ["layer0.attn_wq", "the matrix of the queries"],
  ["layer0.mlp_fc1", "the first matrix of the MLP"],
  ["layer0.mlp_fc2", "the second matrix of the MLP"],
  ["lm_head", "the matrix of the logits"],
  ["attention", "attention in the last step"],
  ["gradient", "the length of the gradient"],
];

class TrainMicrogpt extends Widget {
  static initial = {
    steps: 1000,
    rate: 0.01,
    engine: "tape",
    temperature: 0.5,
    inside: "wte",
    speed: "steady",
    words: "",
  };

  build() {
    this.go = new Button({ text: "Train", change: () => this.#toggle() });
    this.one = new Button({ text: "One step", change: () => this.#one() });
    this.speed = new Choice({
      label: "speed",
      options: Object.keys(SPEEDS).map((speed) => [speed, speed]),
      change: (speed) => this.set({ speed }),
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
    this.computes = new Select({
      label: "engine",
      options: ENGINES,
      change: (engine) => this.#setUp({ engine }),
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
    const hintId = `${this.id}-words`;
    const hint = el(
      "p",
      { class: "hint", id: hintId },
      "One a line, or with commas between them. Capitals become small "
        + "letters. Every other character (é, 7, a hyphen, a space within a "
        + "word) stays as it is and gets a token of its own. Then press Train.",
    );
    this.words = el("textarea", {
      rows: 6,
      "aria-describedby": hintId,
      maxLength: 60_000,
      spellcheck: false,
      "aria-label": "Your own words, one a line",
      placeholder: "one a line: towns, plants, words of your language …",
      oninput: () => {
        clearTimeout(this.typing);
        const take = () => this.#setUp({ words: this.words.value });
        this.typing = setTimeout(take, 300);
      },
    });
    this.bar = el("progress", { max: 1, value: 1, "aria-label": "training" });
    this.losses = new PictureFrame();
    this.matrix = new PictureFrame();
    this.names = el("p", { class: "names" });
    this.known = el("p", { class: "known" });
    this.numbers = el("p", { class: "numbers" });
    this.curve = this.querySelector("svg");
    return [
      controls(
        this.go,
        this.one,
        this.speed,
        this.steps,
        this.rate,
        this.computes,
      ),
      el(
        "details",
        {},
        el("summary", {}, "Train it on words of your own"),
        this.words,
        hint,
      ),
      this.bar,
      this.numbers,
      this.losses.element,
      controls(this.temperature),
      this.names,
      this.known,
      controls(this.inside),
      this.matrix.element,
    ];
  }

  #isOwn() {
    return this.state.words.trim() !== "";
  }

  #isOfBook() {
    const { steps, rate, words } = TrainMicrogpt.initial;
    return hasAll({ steps, rate, words }, this.run);
  }

  #setUp(change) {
    this.sleep();
    return this.set(change);
  }

  async draw(state) {
    for (const name of ["speed", "steps", "rate", "inside", "temperature"]) {
      this[name].show(state[name]);
    }
    this.computes.show(state.engine);
    if (this.words.value !== state.words) this.words.value = state.words;
    const { steps, rate, words, engine } = state;
    const run = { steps, rate, words, engine };
    if (!hasAll(run, this.run)) {
      this.run = run;
      await this.#begin();
    }
    await this.#look();
  }

  async #begin() {
    this.sleep();
    this.engine ??= new Engine();
    const { words, steps, rate, engine } = this.state;
    const isOwn = this.#isOwn();
    const asked = { words, own: isOwn, steps, rate, engine };
    let started = await this.engine.ask("train-start", asked);
    if (!isOwn && started.num_docs < steps) {
      asked.words = await asset("names");
      started = await this.engine.ask("train-start", asked);
    }
    const isOfBook = this.#isOfBook();
    this.losses.element.replaceChildren();
    if (isOfBook) this.losses.element.append(this.curve.cloneNode(true));
    this.go.show("Train");
    this.#progress(null);
    const { num_docs, vocab_size, num_params, first } = started;
    const noun = num_docs === 1 ? "word" : "words";
    const docs = isOwn ? `${thousands(num_docs)} ${noun}` : "the names";
    this.say(
      `Ready to learn from ${docs} (${first.join(", ")} …): ${vocab_size} `
        + `tokens, ${thousands(num_params)} parameters.`
        + (isOwn ? " Press Train." : "")
        + (isOfBook ? " The curve is the book's own run." : ""),
    );
  }

  async #toggle() {
    if (this.training) {
      this.sleep();
      this.go.show("Go on");
      this.say(`Paused after ${thousands(this.step)} steps.`);
      return this.#look();
    }
    return this.#guarded(async () => {
      if (this.done) await this.#begin();
      await this.#train();
    });
  }

  async #one() {
    this.sleep();
    return this.#guarded(async () => {
      if (this.done) await this.#begin();
      const progress = await this.engine.ask("train-steps", { count: 1 });
      this.#progress(progress);
      this.say(`Step ${progress.step}: loss ${fixed(progress.loss, 3)}.`);
      this.go.show("Go on");
      await this.#look();
    });
  }

  async #guarded(act) {
    try {
      await act();
    } catch (error) {
      this.sleep();
      if (!(error instanceof Refusal)) {
        console.warn(error);
        this.engine?.stop();
        this.engine = undefined;
        this.run = undefined;
      }
      const words = "It stopped; Reset starts again.";
      this.say(error instanceof Refusal ? error.message : words, true);
    }
  }

  async #train() {
    const token = {};
    this.training = token;
    this.go.show("Pause");
    this.say("Training …");
    const began = this.step;
    let time = 0; // what the worker took for the steps, in milliseconds
    let count = 1; // as many as fit into a slice
    let due = 0; // the step at which to look next
    while (this.training === token) {
      const most = SPEEDS[this.state.speed];
      const asked = Math.min(count, most);
      const slice = { count: asked };
      const sent = await this.engine.timed("train-steps", slice);
      if (this.training !== token) return;
      const { answer: progress, took } = sent;
      const now = performance.now();
      time += took;
      const fits = (asked * SLICE) / Math.max(took, 1);
      count = Math.max(1, Math.min(200, Math.round(fits)));
      const over = progress.is_done || !progress.is_sound;
      const looks = most === Infinity
        ? now - (this.looked ?? 0) > LOOK
        : progress.step >= due;
      if (over || looks) {
        const taken = progress.step - began;
        this.#progress(progress, time && taken / (time / 1000));
        await this.#look();
        this.looked = performance.now();
        due = progress.step + most;
      }
      if (over) this.#finish(progress);
      else if (looks && most !== Infinity) {
        await new Promise((go) => setTimeout(go, LOOK));
      }
    }
  }

  #finish({ is_sound, mean, step }) {
    this.sleep();
    this.go.show("Train again");
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
          speed && `${thousands(Math.round(speed))} steps/s`,
        ]
      : ["not begun"];
    this.numbers.replaceChildren(
      ...parts.filter(Boolean).map((part) => el("span", {}, part)),
    );
  }

  async #look() {
    if (document.hidden) return;
    const { inside, temperature } = this.state;
    const look = await this.engine.ask("train-look", { inside, temperature });
    if (this.step > 0) this.losses.show(look.losses);
    this.matrix.show(look.inside);
    this.names.replaceChildren(
      ...look.names.map((name) => el("span", {}, name || "(nothing)")),
    );
    const { length } = look.names;
    this.known.textContent = this.#isOwn() && length
      ? `${look.num_known} of these ${length} are words of the list.`
      : "";
  }

  reset() {
    this.run = undefined;
    return super.reset();
  }

  sleep() {
    this.training = undefined;
  }
}

define("train-microgpt", TrainMicrogpt);
return {  };
})();
const module50 = (() => {
const { Check, Choice, Slider, controls } = module2;
const { fixed } = module1;
const { PointedFrame, pointAtChart } = module7;
const { Widget, define } = module4;
class MovingAverage extends Widget {
  static initial = { weight: "q", beta: 0.85, corrected: false, at: 10 };

  build() {
    this.weight = new Choice({
      label: "a weight that scores",
      options: [
        ["q", "a q"],
        ["a", "an a"],
      ],
      change: (weight) => this.set({ weight }),
    });
    this.beta = new Slider({
      label: "β",
      min: 0,
      max: 0.99,
      step: 0.01,
      format: (beta) => fixed(beta, 2),
      change: (beta) => this.set({ beta }),
    });
    this.corrected = new Check({
      label: "bias correction",
      change: (corrected) => this.set({ corrected }),
    });
    this.picture = new PointedFrame();
    this.steps = pointAtChart(this.picture, {
      label: "training step: the arrow keys go from step to step",
      change: (at) => this.set({ at }),
    });
    return [
      controls(this.weight, this.beta, this.corrected),
      this.picture.element,
    ];
  }

  async draw({ weight, beta, corrected, at }) {
    this.weight.show(weight);
    this.beta.show(beta);
    this.corrected.show(corrected);
    const args = { weight, beta, corrected };
    const { picture, gradients, means } = await this.ask("moving-average", args);
    this.picture.show(picture);
    const step = Math.min(Math.max(Math.round(at), 1), gradients.length);
    const gradient = gradients[step - 1];
    const [chosen, short, long] = means.map((mean) => mean[step - 1]);
    this.steps.mark(step, [gradient, chosen, short, long]);
    const digits = weight === "q" ? 4 : 3;
    const number = (value) => fixed(value, digits);
    this.say(
      `Step ${step}: gradient ${number(gradient)}. `
        + `Means: ${number(chosen)} with β = ${fixed(beta, 2)}, `
        + `${number(short)} with 0.5, ${number(long)} with 0.99.`,
    );
  }
}

define("moving-average", MovingAverage);
return {  };
})();
const module51 = (() => {
const { Button, Select, controls } = module2;
const { PictureFrame, el, fixed } = module1;
const { Engine } = module3;
const { Widget, define } = module4;
const options = (rates) => rates.map((rate) => [rate, String(rate)]);

class SgdAdamRace extends Widget {
  static initial = { sgd: 0.1, adam: 0.01 };

  build() {
    this.sgd = new Select({
      label: "SGD’s rate",
      options: options([0.01, 0.03, 0.1, 0.2, 0.5, 1, 2]),
      change: (sgd) => this.set({ sgd }),
    });
    this.adam = new Select({
      label: "Adam’s rate",
      options: options([0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3]),
      change: (adam) => this.set({ adam }),
    });
    this.go = new Button({ text: "Train both", change: () => this.#toggle() });
    this.bar = el("progress", { max: 1, value: 1, "aria-label": "training" });
    this.picture = new PictureFrame();
    this.figure = this.stills[0].querySelector("svg");
    return [
      controls(this.sgd, this.adam, this.go),
      this.bar,
      this.picture.element,
    ];
  }

  draw({ sgd, adam }) {
    this.sleep();
    this.sgd.show(sgd);
    this.adam.show(adam);
    this.bar.value = 0;
    this.picture.element.replaceChildren(this.figure.cloneNode(true));
    this.say("The chart has the rates of the book. Train both at yours.");
  }

  async #toggle() {
    if (this.race) {
      this.sleep();
      this.say("Stopped.");
      return;
    }
    const race = {};
    this.race = race;
    this.go.show("Stop");
    this.say("Both learn from the same names …");
    this.engine ??= new Engine();
    try {
      const last = await this.engine.ask("race-start", this.state);
      for (let done = false; !done && this.race === race;) {
        const progress = await this.engine.ask("race-steps", { count: 10 });
        if (this.race !== race) return;
        this.picture.show(progress.picture);
        this.bar.value = progress.step / last;
        done = Boolean(progress.validation);
        if (done) this.#finish(progress.validation);
      }
    } catch (error) {
      if (this.race !== race) return;
      console.warn(error);
      this.sleep();
      this.say("It stopped; Reset starts again.", true);
    }
  }

  #finish([sgd, adam]) {
    this.sleep();
    const loss = (it) => (it === null ? "no number any more" : fixed(it, 3));
    this.say(`Validation loss: SGD ${loss(sgd)}, Adam ${loss(adam)}.`);
  }

  sleep() {
    if (this.race) {
      this.engine.stop();
      this.engine = undefined;
    }
    this.race = undefined;
    this.go?.show("Train both");
  }
}

define("sgd-adam-race", SgdAdamRace);
return {  };
})();
const module52 = (() => {
const { Button, Choice, Slider, controls } = module2;
const { el, fixed, table, thousands } = module1;
const { PointedFrame, pointAtPlane } = module7;
const { Widget, define } = module4;
const LAST = 100;

function height(value) {
  if (value < 1000) return fixed(value, 3);
  if (value < 1e9) return thousands(Math.round(value));
  return "over a billion";
}

class SgdAgainstAdam extends Widget {
  static initial = { x: -9, y: 3, steep: 25, sgd: 0.9, adam: 0.5, steps: 40 };

  build() {
    this.picture = new PointedFrame();
    this.plane = pointAtPlane(this.picture, {
      label: "where both start: press, or use the arrow keys",
      change: (start) => this.set(start),
    });
    this.steep = new Choice({
      label: "steeper across",
      options: [
        [1, "no"],
        [25, "25 ×"],
        [400, "400 ×"],
      ],
      change: (steep) => this.set({ steep }),
    });
    this.sgd = new Slider({
      label: "SGD, of its best rate",
      min: 0.1,
      max: 1.2,
      step: 0.05,
      format: (share) => `× ${fixed(share, 2)}`,
      change: (sgd) => this.set({ sgd }),
    });
    this.adam = new Slider({
      label: "Adam’s rate",
      min: 0.05,
      max: 1.5,
      step: 0.05,
      format: (rate) => fixed(rate, 2),
      change: (adam) => this.set({ adam }),
    });
    this.steps = new Slider({
      label: "steps",
      min: 0,
      max: LAST,
      change: (steps) => this.set({ steps }),
    });
    this.go = new Button({ text: "Play", change: () => this.#play() });
    this.numbers = el("div");
    return [
      controls(this.steep),
      controls(this.sgd, this.adam),
      this.picture.element,
      controls(this.go, this.steps),
      this.numbers,
    ];
  }

  async draw(state) {
    const { steps } = state;
    for (const name of ["steep", "sgd", "adam", "steps"]) {
      this[name].show(state[name]);
    }
    const answer = await this.ask("sgd-against-adam", state);
    this.picture.show(answer.picture);
    this.plane.mark(state);
    const line = (name, i) => [
      name,
      fixed(answer.rates[i], 3),
      height(answer.heights[i]),
      height(answer.lengths[i]),
    ];
    this.numbers.replaceChildren(
      table(
        ["", "rate", "height", "last step"],
        [line("SGD", 0), line("Adam", 1)],
      ),
    );
    if (this.timer) return; // too often to be read out
    const [sgd, adam] = answer.heights;
    const lower = sgd < adam ? "SGD" : "Adam";
    const verdict = sgd === adam ? "both are as high" : `${lower} is lower`;
    const { x, y } = state;
    this.say(
      `From (${fixed(x, 1)}, ${fixed(y, 1)}): after ${steps} steps ${verdict}.`,
    );
  }

  #play() {
    if (this.timer) {
      this.sleep();
      return this.set({});
    }
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      return this.set({ steps: LAST });
    }
    const { steps } = this.state;
    this.go.show("Pause");
    this.timer = setInterval(() => this.#next(), 150);
    return this.set({ steps: steps < LAST ? steps : 0 });
  }

  #next() {
    if (this.drawing) return;
    const steps = this.state.steps + 1;
    if (steps >= LAST || !this.isConnected) this.sleep();
    this.set({ steps: Math.min(steps, LAST) });
  }

  reset() {
    this.sleep();
    return super.reset();
  }

  sleep() {
    clearInterval(this.timer);
    this.timer = undefined;
    this.go?.show("Play");
  }
}

define("sgd-against-adam", SgdAgainstAdam);
return {  };
})();
const module53 = (() => {

return {  };
})();
const module54 = (() => {
const { Button, controls } = module2;
const { PictureFrame, el, table } = module1;
const { Engine } = module3;
const { Widget, define } = module4;
const RUNGS = [
  ["pointers", "pointers"],
  ["arena", "arena"],
  ["tape", "tape"],
  ["matrices", "matrices"],
  ["kept", "memory kept"],
  ["vectors-f64", "vectors, f64"],
  ["vectors-f32", "vectors, f32"],
];
const TIME = 1000; // milliseconds for each rung
const SLICE = 25; // milliseconds
const LOOK = 250; // milliseconds between two looks

class EngineRace extends Widget {
  build() {
    this.buttons = RUNGS.map(
      ([rung, text]) => new Button({ text, change: () => this.#run([rung]) }),
    );
    const every = RUNGS.map(([rung]) => rung);
    this.all = new Button({ text: "all", change: () => this.#run(every) });
    this.end = new Button({ text: "stop", change: () => this.#stop() });
    this.picture = new PictureFrame();
    const still = this.stills.find((it) => it.querySelector("table"));
    this.losses = el("div");
    [this.head, ...this.told] = [...still.querySelectorAll("tr")].map((row) =>
      [...row.cells].map((cell) => cell.textContent),
    );
    return [
      controls(...this.buttons, this.all, this.end),
      this.picture.element,
      this.losses,
    ];
  }

  async draw() {
    this.sleep();
    this.engine?.stop();
    this.engine = undefined;
    this.#show(await this.ask("engine-race-look", { milliseconds: 0 }));
    this.say("Nothing has run here yet. Press an engine, or all.");
  }

  #show({ picture, losses }) {
    this.picture.show(picture);
    const rows = this.told.map((cells, i) => [...cells, losses[i]]);
    this.losses.replaceChildren(table([...this.head, "in this page"], rows));
  }

  async #run(rungs) {
    this.sleep();
    const race = {};
    this.race = race;
    this.end.element.setAttribute("aria-disabled", false);
    this.engine ??= new Engine();
    try {
      let look;
      for (const rung of rungs) {
        look = await this.#time(rung, race);
        if (this.race !== race) return;
      }
      this.sleep();
      this.#finish(rungs, look);
    } catch (error) {
      if (this.race !== race) return;
      console.warn(error);
      this.sleep();
      this.engine?.stop();
      this.engine = undefined;
      this.say("It stopped; Reset starts again.", true);
    }
  }

  async #time(rung, race) {
    const { engine } = this;
    const name = await engine.ask("engine-race-start", { rung });
    if (this.race !== race) return undefined;
    this.say(`Running: ${name} …`);
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let count = 1; // as many as fit into a slice
    let milliseconds = 0;
    let looked = 0;
    for (;;) {
      const { answer, took } = await engine.timed("engine-race-steps", {
        count,
      });
      if (this.race !== race) return undefined;
      milliseconds += took;
      const isDone = milliseconds >= TIME && answer.is_enough;
      if (isDone || (!isStill && milliseconds - looked > LOOK)) {
        looked = milliseconds;
        const look = await engine.ask("engine-race-look", { milliseconds });
        if (this.race !== race) return undefined;
        this.#show(look);
        if (isDone) return look;
      }
      const fits = (count * SLICE) / Math.max(took, 1);
      count = Math.max(1, Math.min(1000, Math.round(fits)));
    }
  }

  #finish(rungs, { rates, losses, ratio }) {
    if (rungs.length > 1) {
      this.say(`All have run. The fastest is ${ratio} times the slowest.`);
      return;
    }
    const i = RUNGS.findIndex(([rung]) => rung === rungs[0]);
    this.say(
      `${RUNGS[i][1]}: ${rates[i]} steps a second, and a loss of ${losses[i]} `
        + "at step 20.",
    );
  }

  #stop() {
    if (!this.race) return;
    this.sleep();
    this.say("Stopped.");
  }

  sleep() {
    this.race = undefined;
    this.end?.element.setAttribute("aria-disabled", true);
  }
}

define("engine-race", EngineRace);
return {  };
})();
const module55 = (() => {

return {  };
})();
const module56 = (() => {
const { Button, NumberField, controls } = module2;
const { LiveTable, el, hasAll, thousands } = module1;
const { Widget, define } = module4;
const FIELDS = [
  ["layers", "layers"],
  ["width", "width"],
  ["heads", "heads"],
  ["vocabulary", "vocabulary"],
  ["window", "window"],
  ["tokens", "tokens per parameter"],
];

class ModelOnPaper extends Widget {
  static initial = {
    layers: 12,
    width: 768,
    heads: 12,
    vocabulary: 50257,
    window: 1024,
    tokens: 20,
  };

  build() {
    this.presets = controls();
    this.fields = FIELDS.map(([name, label]) => {
      const field = new NumberField({
        label,
        step: name === "tokens" ? "any" : 1,
        change: (value) => this.set({ [name]: value }),
      });
      return [name, field, el("label", { class: "control" }, label, field.element)];
    });
    this.table = new LiveTable(this.stills.find((it) => it.querySelector("table")));
    return [
      this.presets,
      controls(...this.fields.map(([, , element]) => element)),
      this.table.element,
    ];
  }

  async draw(state) {
    for (const [name, field] of this.fields) field.show(state[name]);
    const answer = await this.ask("model-on-paper", state);
    const { rows, state: bytes, devices, presets } = answer;
    this.#showPresets(presets, state);
    this.table.show(rows);
    this.say(
      devices === 1
        ? `What training keeps, ${bytes}, fits into one H100.`
        : `What training keeps, ${bytes}, fills ${thousands(devices)} H100.`,
    );
  }

  #showPresets(presets, state) {
    this.buttons ??= presets.map(({ name, ...sizes }) => {
      const button = new Button({ text: name, change: () => this.set(sizes) });
      this.presets.append(button.element);
      return [button.element, sizes];
    });
    for (const [button, sizes] of this.buttons) {
      button.setAttribute("aria-pressed", hasAll(sizes, state));
    }
  }
}

define("model-on-paper", ModelOnPaper);
return {  };
})();
const module57 = (() => {
const { Button, Slider, TextField, controls } = module2;
const { PictureFrame, el, fixed, thousands } = module1;
const { Engine, Refusal, asset } = module3;
const { Widget, define } = module4;
const SLICE = 100; // milliseconds
const LOOK = 2000; // milliseconds between two looks
const SELDOM = 20_000;

class NovelTraining extends Widget {
  static initial = { prompt: "The white whale ", temperature: 0.7 };

  build() {
    this.go = new Button({ text: "Train", change: () => this.#toggle() });
    this.prompt = new TextField({
      label: "it begins with",
      maxLength: 60,
      size: 24,
      change: (prompt) => this.set({ prompt }),
    });
    this.temperature = new Slider({
      label: "temperature",
      min: 0.1,
      max: 2,
      step: 0.1,
      format: (value) => fixed(value, 1),
      change: (temperature) => this.set({ temperature }),
    });
    this.bar = el("progress", { max: 1, value: 0, "aria-label": "training" });
    this.numbers = el("p", { class: "numbers" });
    this.picture = new PictureFrame();
    this.sample = el("p", { class: "sample" });
    return [
      controls(this.go, this.prompt, this.temperature),
      this.bar,
      this.numbers,
      this.sample,
      this.picture.element,
    ];
  }

  async draw({ prompt, temperature }) {
    this.prompt.show(prompt);
    this.temperature.show(temperature);
    const engine = this.engine ?? Engine.shared();
    const look = await engine.ask("novel-look", { prompt, temperature });
    this.picture.show(look.picture);
    this.sample.replaceChildren(
      el("b", {}, prompt),
      look.written ?? "… (it has not read anything yet)",
    );
    if (!this.engine) this.#forget();
    else this.says.classList.remove("problem");
  }

  #forget() {
    this.step = 0;
    this.go.show("Train");
    this.bar.value = 0;
    this.numbers.replaceChildren(el("span", {}, "not begun"));
    this.say("Train loads the novel, 1.2 MB, and begins.");
  }

  async #toggle() {
    if (this.loading) return;
    if (this.training) {
      this.sleep();
      this.go.show("Go on");
      this.say(`Paused after ${thousands(this.step)} steps.`);
      return this.set({});
    }
    try {
      if (!this.engine || this.done) await this.#begin();
      await this.#train();
    } catch (error) {
      this.sleep();
      const isMended = error instanceof Refusal;
      if (!isMended) {
        console.warn(error);
        this.#end();
      }
      this.go.show(this.engine ? "Go on" : "Train");
      this.say(isMended ? error.message : "It stopped: try again.", true);
    }
  }

  async #begin() {
    this.#end();
    const token = {};
    this.loading = token;
    this.say("Loading the novel …");
    try {
      const engine = new Engine();
      const novel = await asset("novel");
      this.started = await engine.ask("novel-start", { novel });
      if (this.loading !== token) return engine.stop();
      this.engine = engine;
    } finally {
      if (this.loading === token) this.loading = undefined;
    }
    this.done = false;
    this.time = 0;
    const { characters, vocab_size, num_params } = this.started;
    this.size = `${thousands(num_params)} parameters learn from `
      + `${thousands(characters)} characters, ${vocab_size} different ones.`;
  }

  async #train() {
    const { engine } = this;
    if (!engine) return;
    const token = {};
    this.training = token;
    this.go.show("Pause");
    this.say(this.size);
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const wait = isStill ? SELDOM : LOOK;
    let count = 1; // as many as fit into a slice
    let looked = -Infinity;
    while (this.training === token) {
      const { answer, took } = await engine.timed("novel-steps", { count });
      if (this.training !== token) return;
      this.time += took;
      const fits = (count * SLICE) / Math.max(took, 1);
      count = Math.max(1, Math.min(100, Math.round(fits)));
      this.#progress(answer);
      if (answer.is_done || performance.now() - looked > wait) {
        if (!document.hidden) await this.set({}, { quietly: true });
        looked = performance.now();
      }
      if (answer.is_done) this.#finish();
    }
  }

  #progress({ step, mean, is_done }) {
    const { steps, in_a_step } = this.started;
    this.step = step;
    this.done = is_done;
    this.bar.value = step / steps;
    const rate = (step * in_a_step) / (this.time / 1000);
    const parts = [
      `step ${thousands(step)} of ${thousands(steps)}`,
      `${fixed(mean, 2)} bits per character`,
      `${thousands(Math.round(rate))} characters/s`,
      `${Math.round(this.time / 1000)} s`,
    ];
    this.numbers.replaceChildren(...parts.map((part) => el("span", {}, part)));
  }

  #finish() {
    this.sleep();
    this.go.show("Train again");
    this.say("Trained. Let it begin with something else.");
  }

  reset() {
    this.sleep();
    this.#end();
    return super.reset();
  }

  #end() {
    this.loading = undefined;
    this.engine?.stop();
    this.engine = undefined;
  }

  sleep() {
    this.training = undefined;
  }
}

define("novel-training", NovelTraining);
return {  };
})();
const module58 = (() => {
const { Slider, TextField, controls } = module2;
const { chip, el, fixed } = module1;
const { Widget, define } = module4;
const count = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;

class WordPieces extends Widget {
  static initial = {
    text: "Queequeg was George Washington cannibalistically developed.",
    merges: 256,
  };

  build() {
    this.text = new TextField({
      label: "text",
      maxLength: 200,
      change: (text) => this.set({ text }),
    });
    this.merges = new Slider({
      label: "merges",
      min: 0,
      max: 768,
      change: (merges) => this.set({ merges }),
    });
    this.pieces = el("p", { class: "chips" });
    this.numbers = el("p", { class: "numbers" });
    return [
      controls(this.text),
      controls(this.merges),
      this.pieces,
      this.numbers,
    ];
  }

  async draw({ text, merges }) {
    this.text.show(text);
    this.merges.show(merges);
    try {
      const answer = await this.ask("word-pieces", { text, merges });
      this.#show(answer);
      this.say(this.#lastMerge(merges, answer));
    } catch (refusal) {
      this.pieces.replaceChildren();
      this.numbers.replaceChildren();
      throw refusal;
    }
  }

  #show({ pieces, characters, bytes, per_token, last }) {
    const chips = pieces.map(({ id, text }) => {
      const piece = chip(id, text);
      piece.classList.toggle("just-made", id === last?.[0].id);
      return piece;
    });
    this.pieces.replaceChildren(...chips.flatMap((it) => [it, " "]));
    const parts = [
      count(characters, "character"),
      count(bytes, "byte"),
      count(pieces.length, "token"),
      `${fixed(per_token, 2)} characters per token`,
    ];
    this.numbers.replaceChildren(...parts.map((part) => el("span", {}, part)));
  }

  #lastMerge(merges, { pieces, last }) {
    if (!last) return "Without a merge, each byte is a token.";
    const [made, first, second] = last;
    const times = pieces.filter(({ id }) => id === made.id).length;
    const where = times ? `It comes ${count(times, "time")} here.`
      : "It does not come here.";
    return `Merge ${merges} puts ${first.text} and ${second.text} together: `
      + `token ${made.id} is ${made.text}. ${where}`;
  }
}

define("word-pieces", WordPieces);
return {  };
})();
const module59 = (() => {

return {  };
})();
const module60 = (() => {
const { Button, controls } = module2;
const { el } = module1;
const { Engine, Refusal } = module3;
const { Widget, define } = module4;
class PortVerdict extends Widget {
  build() {
    [this.first, this.firstVerdict] = [...this.querySelectorAll("pre code")]
      .map((code) => code.textContent);
    const id = `${this.id}-text`;
    this.text = el("textarea", {
      id,
      rows: 12,
      maxLength: 500_000,
      spellcheck: false,
      autocapitalize: "none",
      value: this.first,
      oninput: () => {
        clearTimeout(this.typing);
        this.typing = setTimeout(() => this.#change(), 300);
      },
    });
    this.go = new Button({ text: "Compare", change: () => this.#compare() });
    this.verdict = el("div", { class: "verdict", role: "status" });
    this.shown = this.firstVerdict;
    return [
      el("label", { for: id }, "what your port prints"),
      this.text,
      controls(this.go),
      this.verdict,
    ];
  }

  sleep() {
    this.#stop();
  }

  #change() {
    this.#stop();
    this.shown = this.text.value === this.first ? this.firstVerdict : "";
    return this.set({}, { quietly: true });
  }

  #stop() {
    clearTimeout(this.typing);
    this.engine?.stop();
    this.engine = undefined;
    this.go.show("Compare");
  }

  async #compare() {
    if (this.engine) return this.#change();
    clearTimeout(this.typing); // What is typed is there already.
    const engine = new Engine();
    this.engine = engine;
    this.go.show("Stop");
    this.shown = "Trains the changes that it knows …";
    await this.set({}, { quietly: true });
    const text = this.text.value;
    try {
      await engine.knowNames();
      this.shown = await engine.ask("port-verdict", { text });
    } catch (error) {
      if (engine !== this.engine) return;
      this.shown = error instanceof Refusal
        ? ""
        : "Something went wrong here; Reset starts again.";
    }
    if (engine !== this.engine) return;
    this.#stop();
    await this.set({}, { quietly: true });
  }

  async draw() {
    const lines = this.shown.trimEnd().replaceAll(/\n {12}/g, " ").split("\n");
    this.verdict.replaceChildren(...lines.map((line) => el("div", {}, line)));
    this.say(await this.ask("port-losses", { text: this.text.value }));
  }

  reset() {
    this.text.value = this.first;
    this.#stop();
    this.shown = this.firstVerdict;
    return super.reset();
  }
}

define("port-verdict", PortVerdict);
return {  };
})();
const module61 = (() => {

return {  };
})();
const module62 = (() => {
function reach() {
  for (const part of document.querySelectorAll(".table-wrapper, .formula")) {
    if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
    else part.removeAttribute("tabindex");
  }
}

addEventListener("load", reach);
addEventListener("resize", reach);
return {  };
})();
const module63 = (() => {

return {  };
})();
})();
