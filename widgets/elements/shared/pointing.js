// Pointing at a drawing, with the pointer or with the arrow keys.

import { el } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

function shape(tag, attributes) {
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

// A heat map whose cells can be pointed at: `change({ row, column })`. A
// picture that is shown has a `grid`.
export function pointAtCells(frame, { label, change }) {
  let at = { row: 0, column: 0 };
  const go = (row, column) => {
    const [, , , rows, columns] = frame.grid;
    const next = {
      row: within(row, rows - 1),
      column: within(column, columns - 1),
    };
    if (next.row === at.row && next.column === at.column) return;
    at = next;
    change(at);
  };
  pointable(
    frame,
    label,
    (x, y) => {
      const [left, top, cell, rows, columns] = frame.grid;
      const row = Math.floor((y - top) / cell);
      const column = Math.floor((x - left) / cell);
      if (row < 0 || column < 0 || row >= rows || column >= columns) return;
      go(row, column);
    },
    (dx, dy) => go(at.row + dy, at.column + dx),
  );
  return {
    // Marks a cell in the picture that was shown last.
    mark({ row, column }) {
      at = { row, column };
      const [left, top, cell] = frame.grid;
      frame.mark?.remove();
      frame.mark = shape("rect", {
        class: "mark",
        x: left + column * cell,
        y: top + row * cell,
        width: cell,
        height: cell,
      });
      frame.svg.append(frame.mark);
    },
  };
}

// A chart whose x axis can be pointed at: `change(x)`, rounded to `step`.
export function pointAtChart(frame, { label, step = 1, change }) {
  let at = 0;
  const go = (x) => {
    const [, , , , first, last] = frame.plot;
    const rounded = Math.round(x / step) * step;
    const next = Math.min(Math.max(rounded, first), last);
    if (next !== at) change(next);
    at = next;
  };
  pointable(
    frame,
    label,
    (x) => {
      const [left, , width, , first, last] = frame.plot;
      go(first + ((x - left) / width) * (last - first));
    },
    (dx) => go(at + dx * step),
  );
  return {
    // A line across the chart at x, with dots at the given heights.
    mark(x, heights = []) {
      at = x;
      const [left, top, width, height, x0, x1, y0, y1] = frame.plot;
      const px = left + ((x - x0) / (x1 - x0)) * width;
      const py = (y) => top + (1 - (y - y0) / (y1 - y0)) * height;
      frame.mark?.remove();
      frame.mark = shape("g", { class: "mark" });
      const d = `M${px} ${top}V${top + height}`;
      frame.mark.append(shape("path", { d }));
      for (const y of heights) {
        frame.mark.append(shape("circle", { cx: px, cy: py(y), r: 3.5 }));
      }
      frame.svg.append(frame.mark);
    },
  };
}

// Bars up and down from a zero line, drawn by hand: `change(column, height)`,
// `choose(column)`. A picture that is shown has a `plot` whose x axis counts
// the bars. A finger taps or goes sideways: downwards it scrolls the page.
export function drawBars(frame, { label, change, choose }) {
  let at = { column: 0, height: 0 };
  let isDrawing = false;
  const draw = (x, y) => {
    const [left, top, width, height, , count, low, high] = frame.plot;
    const column = Math.floor(((x - left) / width) * count);
    const share = within((top + height - y) / height, 1);
    change(within(column, count - 1), low + share * (high - low));
  };
  const isInside = (x, y) => {
    const [left, top, width, height] = frame.plot;
    const [right, bottom] = [left + width, top + height];
    return x >= left && x <= right && y >= top - 8 && y <= bottom + 8;
  };
  pointable(
    frame,
    label,
    (x, y, event) => {
      if (event.type === "pointerdown") {
        const isTouch = event.pointerType !== "mouse";
        isDrawing = isInside(x, y);
        if (isDrawing) frame.element.setPointerCapture(event.pointerId);
        if (isTouch) return;
      }
      if (isDrawing && event.buttons) draw(x, y);
    },
    (dx, dy) => {
      const [, , , , , count, low, high] = frame.plot;
      if (dx) return choose(within(at.column + dx, count - 1));
      change(at.column, within(at.height - low - (dy * high) / 20, high - low) + low);
    },
  );
  frame.element.addEventListener("click", (event) => {
    const { x, y } = place(frame.svg, event);
    if (event.pointerType === "touch" && isInside(x, y)) draw(x, y);
  });
  return {
    // Says which bar the arrow keys change, in the picture shown last.
    mark(column, barHeight) {
      at = { column, height: barHeight };
      const [left, top, width, height, , count] = frame.plot;
      frame.mark = shape("rect", {
        class: "mark in-focus",
        x: left + (column * width) / count,
        y: top,
        width: width / count,
        height,
      });
      frame.svg.append(frame.mark);
    },
  };
}

// A place for a picture that can be pointed at.
export class PointedFrame {
  constructor() {
    this.element = el("div", { class: "picture pointed" });
  }

  show(picture) {
    this.grid = picture.grid;
    this.plot = picture.plot;
    this.element.innerHTML = picture.svg; // Rust escapes what readers type.
    this.svg = this.element.querySelector("svg");
    this.svg.setAttribute("aria-hidden", "true");
  }
}
