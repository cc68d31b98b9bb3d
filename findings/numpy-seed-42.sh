#!/usr/bin/env bash
# numpy.random.seed(42) starts another stream than Python's random.seed(42), but
# numpy.random.seed([42]), a list of one, starts Python's: both are the Mersenne
# Twister, which a list seeds as Python does. Normal numbers and the order of a
# shuffle differ all the same. Seen with numpy 2.4.6, CPython 3.11.7 and, for
# Skulpt 1.2.0, whose seed(42) is numpy's too, Node 20. Output:
# 0.6394267984578837 for Python and [42], 0.3745401188473625 for the others;
# first normals -0.14409032957792836 and -0.19180638444130121.
# Why it matters: whoever ports a small GPT to numpy or to a Python in the
# browser seeds with 42 and wonders why no weight is the original's.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check numpy==2.4.6
npm install --silent --no-audit --no-fund --ignore-scripts skulpt@1.2.0

cat >streams.py <<'END'
import random

import numpy as np

random.seed(42)
print("Python", random.random())
np.random.seed(42)
print("numpy-42", float(np.random.random()))
np.random.seed([42])
print("numpy-[42]", float(np.random.random()))
random.seed(42)
print("Python-gauss", random.gauss(0, 1))
np.random.seed([42])
print("numpy-normal", float(np.random.normal()))
order = list(range(6))
random.seed(42)
random.shuffle(order)
print("Python-shuffle", *order)
order = list(range(6))
np.random.seed([42])
np.random.shuffle(order)
print("numpy-shuffle", *order)
END
cat >skulpt.cjs <<'END'
const fs = require("node:fs");
const vm = require("node:vm");
globalThis.window = globalThis;
for (const name of ["skulpt.min", "skulpt-stdlib"]) {
  const file = require.resolve(`skulpt/dist/${name}.js`);
  vm.runInThisContext(fs.readFileSync(file, "utf8"));
}
Sk.configure({
  output: (text) => process.stdout.write(text),
  read: (name) => {
    if (!(name in Sk.builtinFiles.files)) throw new Error(`no ${name}`);
    return Sk.builtinFiles.files[name];
  },
  __future__: Sk.python3,
});
const program = "import random\nrandom.seed(42)\nprint('Skulpt', random.random())";
Sk.misceval.asyncToPromise(() =>
  Sk.importMainWithBody("main", false, program, true));
END
venv/bin/python streams.py >seen
node skulpt.cjs >>seen
cat seen
diff seen - <<'END'
Python 0.6394267984578837
numpy-42 0.3745401188473625
numpy-[42] 0.6394267984578837
Python-gauss -0.14409032957792836
numpy-normal -0.19180638444130121
Python-shuffle 3 1 2 4 0 5
numpy-shuffle 4 2 0 3 1 5
Skulpt 0.3745401188473625
END
