// Nudges and the errors that they make: numbers of any size.

import { Slider } from "../shared/controls.js";

// A nudge as the text has it: 0.01, 1e-5.
export function nudgeText(nudge) {
  return nudge < 0.001 ? nudge.toExponential() : String(nudge);
}

// A small number, as 1.7e−8.
export function scientific(number) {
  return number.toExponential(1).replace("-", "−");
}

// Goes from the least of some nudges to the largest.
export class NudgeSlider extends Slider {
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

  // A link may have a nudge that is none of these; then the nearest below.
  show(nudge) {
    const place = this.nudges.findLastIndex((other) => other <= nudge);
    super.show(Math.max(place, 0));
  }
}
