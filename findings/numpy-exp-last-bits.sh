#!/usr/bin/env bash
# numpy 2.4.6 computes exp with AVX-512 where the processor has it, and then the
# last bits are others than without it (NPY_DISABLE_CPU_FEATURES). Seen with
# CPython 3.11.7 on an AMD EPYC with AVX-512.
# Output: of 100000 numbers exp(-x), 4,575 differ between the two.
# Why it matters: softmax is made of exp, so a small GPT in numpy has other last
# bits on another machine, with the same wheel and the same seed; compare its
# losses to digits and not to bits.
set -euo pipefail

if ! grep -q avx512f /proc/cpuinfo; then
  echo "this processor has no AVX-512: there is nothing to compare"
  exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check numpy==2.4.6

cat >bits.py <<'END'
import numpy as np

x = np.arange(1, 100001) / 100001 * 6.25
print(np.exp(-x).tobytes().hex())
END
venv/bin/python bits.py >with
NPY_DISABLE_CPU_FEATURES="X86_V4 AVX512_ICL AVX512_SPR" \
  venv/bin/python -W ignore bits.py >without

differ=$(python3 - <<'END'
a, b = open("with").read().strip(), open("without").read().strip()
print(sum(a[i:i + 16] != b[i:i + 16] for i in range(0, len(a), 16)))
END
)
echo "$differ of 100000 numbers exp(-x) differ with AVX-512 and without"
[ "$differ" -gt 1000 ]
