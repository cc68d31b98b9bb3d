// The widgets of Step 5, and what is done with them.
export default [];
