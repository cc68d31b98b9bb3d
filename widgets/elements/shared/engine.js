// The book's Rust, compiled to WebAssembly, in a worker: pages stay responsive
// whatever it computes.

/* global path_to_root */

const assets = new Map();

// What a script of src/widgets hands over.
globalThis.bookAsset = (name, value) => assets.get(name).resolve(value);

// Loads such a script, once. Scripts also load from the disk, where nothing
// else does.
export function asset(name) {
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

// What was compressed and then written as text.
function unpacked(text) {
  const small = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  const bytes = new Blob([small]).stream();
  const large = bytes.pipeThrough(new DecompressionStream("gzip"));
  return new Response(large).arrayBuffer();
}

// What the worker does. Its text is handed to it, so nothing from outside of
// it can be used here.
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
      // What has failed within is not to be trusted with another question.
      if (module) wasm = new WebAssembly.Instance(module).exports;
      self.postMessage({ id: data.id, failure: String(error) });
    }
  };
}

// What the reader can mend, in words for the reader.
export class Refusal extends Error {}

// One worker with one instance of the WebAssembly. All widgets share one; what
// trains has its own.
export class Engine {
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

  // Asks a question of widgets/src, `args` being its fields; throws a Refusal
  // if the reader has to change something.
  async ask(name, args) {
    const { answer } = await this.timed(name, args);
    return answer;
  }

  // The same, with the milliseconds that the worker took.
  async timed(name, args = {}) {
    await this.#ready;
    const question = JSON.stringify({ ...args, ask: name });
    const sent = await this.#send({ question });
    const answer = JSON.parse(sent.answer);
    if (answer.refusal) throw new Refusal(answer.refusal);
    return { answer, took: sent.took };
  }

  // Hands all names of the data to the desk, once.
  knowNames() {
    const tell = async () => this.ask("know-names", { text: await asset("names") });
    this.names ??= tell();
    return this.names;
  }

  // Ends the worker, whatever it is doing. It answers no more.
  stop() {
    this.#worker?.terminate();
    this.#waiting.clear();
  }
}
