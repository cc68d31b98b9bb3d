// What widgets build their parts with. Text goes in as text, never as markup.

// An element: `el("button", { type: "button", onclick: go }, "Go")`. A name
// with a dash is an attribute, `class` too; others are properties.
export function el(tag, props = {}, ...children) {
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

// Whether the widget around an element is drawing what its reader has moved on
// from: then where they are is known better than what is shown. Before its
// first frame, it is not yet around it.
export const isBehind = (element) => element.closest(".widget")?.stale;

// Whether each field of an object is in another one, too.
export const hasAll = (fields, other) =>
  Object.entries(fields).every(([name, value]) => other?.[name] === value);

// A number with so many digits, with a minus as in the text; never "−0.00".
export function fixed(number, digits) {
  if (number === null || !Number.isFinite(number)) return "no number";
  const text = Math.abs(number).toFixed(digits);
  return number < 0 && Number(text) !== 0 ? `−${text}` : text;
}

// A number with as few digits as it needs, and a limit to them.
export function plain(number, most = 6) {
  return fixed(number, most).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
}

// A share as a percentage.
export function percent(share, digits = 1) {
  return `${fixed(100 * share, digits)}\u00a0%`;
}

// 1234567 as 1,234,567.
export function thousands(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

export const BOS = 26;

// What a token is called.
export function tokenName(token) {
  return token === BOS ? "BOS" : String.fromCharCode(97 + token);
}

// A token with its id, as everywhere in the book.
export function chip(token, text = tokenName(token)) {
  return el("span", { class: "token" }, text, el("sub", {}, String(token)));
}

// The row of a table. Cells are text or nodes; numbers stand on the right.
export function row(cells, { head = false } = {}) {
  const cell = (content, i) => {
    const tag = head && i === 0 ? "th" : "td";
    const props = head && i === 0 ? { scope: "row" } : {};
    return el(tag, props, content ?? "");
  };
  return el("tr", {}, cells.map(cell));
}

// A table with the head of one of the page's own, so that formulas and
// alignment stay; `rows` are lists of cells.
export class LiveTable {
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

  // A row that stays is kept, and so is the focus of what is in it.
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

// A table with its own head.
export function table(head, rows, { caption } = {}) {
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

// A place for a drawing that Rust made. It keeps its size between drawings.
export class PictureFrame {
  constructor() {
    this.element = el("div", { class: "picture" });
  }

  show(picture) {
    this.grids = [picture.grid];
    this.element.innerHTML = picture.svg; // Rust escapes what readers type.
    this.svg = this.element.querySelector("svg");
  }
}
