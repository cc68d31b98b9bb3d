// What the widgets of this step ask for alike: a name and a model.

import { Choice, TextField } from "../shared/controls.js";

export function nameField(change) {
  return new TextField({ label: "name", maxLength: 15, size: 9, change });
}

export function modelChoice(label, change) {
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
