#!/usr/bin/env bash
# safetensors 0.8.0 with numpy 2.4.6: an array whose bytes are not in row order,
# such as a transposed one, is saved with its shape and with the bytes as they
# lie in memory. Nothing warns, and what is loaded again has other numbers:
#   a.T [[0, 3], [1, 4], [2, 5]] comes back as [[0, 1], [2, 3], [4, 5]]
# Why it matters: who writes a GPT's weights from Python for another program
# transposes its linear layers, and the file keeps their shape.
# np.ascontiguousarray before saving is the way out.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

python3 -m venv "$folder/venv"
python="$folder/venv/bin/python"
"$python" -m pip install -q --disable-pip-version-check \
  safetensors==0.8.0 numpy==2.4.6

"$python" - <<'PYTHON'
import numpy as np
from safetensors.numpy import load, save

a = np.arange(6.0).reshape(2, 3)
arrays = {
    "in row order": a,
    "transposed": a.T,
    "in column order": np.asfortranarray(a),
    "transposed, np.ascontiguousarray": np.ascontiguousarray(a.T),
}
kept = {}
for name, array in arrays.items():
    again = load(save({"w": array}))["w"]
    kept[name] = np.array_equal(array, again)
    print(f"{name}: {array.tolist()} comes back as {again.tolist()}")

assert kept == {
    "in row order": True,
    "transposed": False,
    "in column order": False,
    "transposed, np.ascontiguousarray": True,
}, kept
PYTHON
echo "as described above"
