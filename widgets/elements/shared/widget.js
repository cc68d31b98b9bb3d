// What all widgets do alike: they wake when they come near, keep their state
// in one place, show it in the address, and give back what they were.

import { el } from "./dom.js";
import { Engine, Refusal } from "./engine.js";

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

// A subclass has
//   static initial = { word: "ava" }   the state of the first frame: text,
//                                      numbers, true or false; no others
//   build()                            once: makes the parts, returns them
//   async draw(state)                  shows a state; asks with this.ask
// and changes its state with this.set({ word }), from event handlers.
//
// What stands inside of the element in the page is what readers without
// scripts see. A `div.try` in it says what to try, and stays; the rest gives way
// to the live parts, and comes back in print.
export class Widget extends HTMLElement {
  static initial = {};

  // What is shown, or will be.
  state;
  // The parts of the page that readers without scripts see.
  stills = [];
  // What stands in their place; undefined before it wakes.
  live;
  // The line below it.
  says;
  // Whether a state is being drawn, and whether there is another one already.
  drawing = false;
  stale = false;
  // Whether the page has it, and whether it cannot be tried there.
  started = false;
  hasGivenUp = false;

  // The first frame of this one; attributes may make it another's.
  get initial() {
    return this.constructor.initial;
  }

  connectedCallback() {
    if (this.started) return;
    this.started = true;
    const alike = [...document.querySelectorAll(this.localName)];
    const place = alike.indexOf(this);
    this.id ||= place ? `${this.localName}-${place + 1}` : this.localName;
    // The keys of a widget are not those of the page, which turn it.
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
    // What the page shows must not jump: the room is kept.
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

  // A link may ask for what cannot be; then the first frame is shown.
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

  // The captions of the page's own figures, which hold for the live ones too.
  #captions() {
    const all = this.stills.flatMap((still) => [
      ...still.querySelectorAll("figcaption"),
    ]);
    return all.map((caption) =>
      el("div", { class: "caption", innerHTML: caption.innerHTML }),
    );
  }

  // The figure or the table of the page stays, and a line says why.
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

  // Says something below the parts, aloud too. Problems are marked.
  say(text, isProblem = false) {
    this.says.classList.toggle("problem", isProblem);
    if (this.says.textContent !== text) this.says.textContent = text;
  }

  // Changes the state and shows it. While something runs by itself, quietly:
  // browsers do not bear an address that changes many times a second.
  set(change, { quietly = false } = {}) {
    Object.assign(this.state, change);
    if (!quietly) this.#toAddress();
    return this.#show();
  }

  // Back to the first frame.
  reset() {
    this.state = { ...this.initial };
    if (this.#parts().length) history.replaceState(null, "", "#" + this.id);
    return this.#show();
  }

  // Shows the state; of several changes while it is being drawn, the last.
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
        // What is drawn is of an earlier state.
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

  // The state in the address: `#count-table?names=10&row=0`.
  #toAddress() {
    const changed = Object.entries(this.state).filter(
      ([name, value]) => value !== this.initial[name],
    );
    const query = new URLSearchParams(changed).toString();
    const hash = `#${this.id}${query && `?${query}`}`;
    try {
      history.replaceState(null, "", hash);
    } catch {
      // Safari allows a hundred of these in half a minute: skip this one.
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

// Gives the class its tag.
export function define(tag, element) {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
