// Pointing at a drawing, with the pointer or with the arrow keys.

import { el, isBehind } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

// An element of a drawing.
export function shape(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  return element;
}

// Where an event is, in the units of a drawing.
function place(svg, event) {
  const matrix = svg.getScreenCTM().inverse();
  const point = new DOMPoint(event.clientX, event.clientY);
  return point.matrixTransform(matrix);
}

// Makes a picture frame one that can be pointed at. `point(x, y, event)` is
// told the place in the drawing, `move(dx, dy)` how far the arrow keys go.
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

// Where numbers of a `plot` are in its drawing.
const across = ({ left, width, x: { first, last } }, x) =>
  left + ((x - first) / (last - first)) * width;
const down = ({ top, height, y: { first, last } }, y) =>
  top + ((last - y) / (last - first)) * height;

// Frames a cell of the picture that was shown last, or as many from there, in
// each of its maps. Returns the cell, made to be one: a link may ask for any.
export function markCells(frame, cell, { rows = 1, columns = 1 } = {}) {
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

// A heat map whose cells can be pointed at: `change({ row, column })`. A
// picture that is shown has a `grid`; or `grids`, several maps of the same
// rows and columns, and a cell is marked in all of them.
export function pointAtCells(frame, { label, change }) {
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
    // As markCells; the arrow keys go on from there.
    mark(cell, size) {
      const marked = markCells(frame, cell, size);
      if (!isBehind(frame.element)) at = marked;
      return marked;
    },
    // Nothing is pointed at.
    clear() {
      if (!isBehind(frame.element)) at = undefined;
      frame.mark?.remove();
    },
  };
}

// A chart whose x axis can be pointed at: `change(x)`, rounded to `step`. With
// `drags`, the mouse moves nothing unless it is pressed.
export function pointAtChart(frame, { label, step = 1, drags, change }) {
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
    // A line across the chart at x, with dots at the given heights.
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
    // Nothing is pointed at.
    clear() {
      if (!isBehind(frame.element)) at = 0;
      frame.mark?.remove();
    },
  };
}

// Bars up and down from a zero line, drawn by hand: `change(bar, height)`,
// `choose(bar)`; `height(bar)` is asked for what is there. A picture that is
// shown has a `plot` whose x axis counts the bars. A finger taps or goes
// sideways: downwards it scrolls the page.
export function drawBars(frame, { label, height, change, choose }) {
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
    // Frames the bar that the arrow keys change, while they do.
    mark(bar) {
      if (!isBehind(frame.element)) at = bar;
      const { left, top: y, height, width: all, x: bars } = frame.plot;
      const width = all / bars.last;
      const size = { x: left + bar * width, y, width, height };
      frame.svg.append(shape("rect", { class: "mark in-focus", ...size }));
    },
  };
}

// A plane of which a point is chosen: `change({ x, y })`, in tenths. A mouse
// presses or drags, a finger taps; the arrow keys go half a unit. A picture that
// is shown has a `plot`.
export function pointAtPlane(frame, { label, change }) {
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
    // A ring around a point of the picture that was shown last.
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

// A drawing with `places`, `[x, y]` each, the nearest of which is pointed at:
// `change(i)`.
export function pointAtPlaces(frame, { label, change }) {
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
    // Place i is shown as the chosen one; -1: none is.
    mark(i) {
      if (!isBehind(frame.element)) at = i;
    },
  };
}

// A place for a picture that can be pointed at.
export class PointedFrame {
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
