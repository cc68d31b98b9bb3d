// The widgets of Step 4.

import "./head-slices.js";
import "./head-stepper.js";
import "./head-patterns.js";
import "./head-habits.js";
