//! Beyond Step 5.
