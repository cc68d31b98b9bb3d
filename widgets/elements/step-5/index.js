// The widgets of Step 5.

import "./adam-stepper.js";
import "./ask-the-model.js";
import "./letter-map.js";
import "./train-microgpt.js";
import "./moving-average.js";
import "./sgd-adam-race.js";
import "./sgd-against-adam.js";
