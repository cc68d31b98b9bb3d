//! Beyond Step 4.
