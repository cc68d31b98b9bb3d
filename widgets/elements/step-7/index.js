// The widgets of Step 7.

import "./novel-training.js";
import "./word-pieces.js";
