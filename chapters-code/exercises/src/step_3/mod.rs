//! Beyond Step 3.
