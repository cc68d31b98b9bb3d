// Prints the bits of the reference run's losses as WebAssembly computes them.
// node loss_bits.mjs FILE.wasm STEPS
import { readFile } from "node:fs/promises";

const [file, steps] = process.argv.slice(2);
const { instance } = await WebAssembly.instantiate(await readFile(file));
const { run, loss } = instance.exports;
run(Number(steps));
const bits = new DataView(new ArrayBuffer(8));
for (let step = 0; step < Number(steps); step++) {
  bits.setFloat64(0, loss(step));
  console.log(bits.getBigUint64(0).toString(16).padStart(16, "0"));
}
