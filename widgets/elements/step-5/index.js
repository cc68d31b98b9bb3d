// The widgets of Step 5.

import "./adam-stepper.js";
import "./ask-the-model.js";
import "./letter-map.js";
import "./train-microgpt.js";
