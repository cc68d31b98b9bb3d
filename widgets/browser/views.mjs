// Pages of a browser that are used again. To open one, to load a page of the
// book and to start its engine takes longer than most of what is tried there.
import { readFile } from "node:fs/promises";
import { address, launch, openPage } from "./browser.mjs";

// Every kind of view, told by its options, is one page.
export class Views {
  #browser;
  #views = new Map();

  static async open() {
    const views = new Views();
    views.#browser = await launch();
    return views;
  }

  // A page as it is after loading, whatever was there before.
  async load(page, { hash = "", ...options } = {}) {
    const kind = JSON.stringify(options);
    if (!this.#views.has(kind)) {
      this.#views.set(kind, await openPage(this.#browser, options));
    }
    const view = this.#views.get(kind);
    await view.mouse.move(0, 0);
    // Another part of the same page would not be loaded.
    await view.goto("about:blank");
    view.problems.length = 0;
    await view.goto(address(page) + hash);
    return view;
  }

  // The page of a widget, loaded, and the widget, awake.
  async wake(entry, options) {
    const view = await this.load(entry.page, options);
    const widget = find(view, entry);
    await entry.before?.(widget);
    return awake(view, widget);
  }

  // The same, but in a page that is there already the widget alone is made
  // anew, of what the page has in its place. The engine goes on, so no model
  // is trained again.
  async renew(entry, { hash = "" } = {}) {
    const view = this.#views.get("{}");
    const url = address(entry.page);
    if (view?.url().split("#")[0] !== url) return this.wake(entry, { hash });
    const { tag, nth = 0 } = entry;
    const html = await readFile(new URL(url), "utf8");
    await view.mouse.move(0, 0);
    await view.evaluate(
      ({ html, tag, nth, url }) => {
        history.replaceState(null, "", url);
        const page = new DOMParser().parseFromString(html, "text/html");
        const [old, still] = [document, page].map(
          (from) => from.querySelectorAll(tag)[nth],
        );
        old.replaceWith(still);
      },
      { html, tag, nth, url: url + hash },
    );
    return awake(view, find(view, entry));
  }

  // Whatever a test that failed has left behind.
  async forget() {
    const views = [...this.#views.values()];
    this.#views.clear();
    for (const view of views) await view.context().close();
  }

  async close() {
    await this.#browser.close();
  }
}

const find = (view, { tag, nth = 0 }) => view.locator(tag).nth(nth);

async function awake(view, widget) {
  await widget.scrollIntoViewIfNeeded();
  await widget.locator(".live").waitFor();
  return { view, widget };
}

// Waits until a widget shows its state, whatever it was just told.
export function settled(widget) {
  return widget.evaluate(async (element) => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    while (element.drawing) await frame();
  });
}
