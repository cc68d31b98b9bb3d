// The widgets of Step 7.

import "./model-on-paper.js";
import "./novel-training.js";
import "./word-pieces.js";
