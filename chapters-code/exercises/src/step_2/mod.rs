//! Beyond Step 2.
