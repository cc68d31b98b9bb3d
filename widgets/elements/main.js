// All custom elements of the book.

import "./step-0/index.js";
import "./step-1/index.js";
import "./step-2/index.js";
import "./step-3/index.js";
import "./step-4/index.js";
import "./step-5/index.js";
import "./step-6/index.js";
import "./step-7/index.js";
import "./ports/index.js";
import "./shared/scrolling.js";
