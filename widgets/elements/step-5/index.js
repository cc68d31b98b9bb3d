// The widgets of Step 5.

import "./adam-stepper.js";
import "./train-microgpt.js";
import "./ask-the-model.js";
