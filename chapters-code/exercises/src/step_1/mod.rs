//! Beyond Step 1.
