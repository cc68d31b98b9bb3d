#!/usr/bin/env bash
# A tqdm 4.70.1 bar counts on before `set_postfix` gives it the new number, so
# for every step it also writes a line with the count of this step and the
# postfix of the last one; and if the loop counts from 0, the last loss comes
# once more at the end, beside one count too many.
# Output: of 3 steps with losses 1, 2 and 3, the lines with a loss are
# 0/3 1, 1/3 1, 1/3 2, 2/3 2, 2/3 3, 3/3 3 (each as often as it is written).
# Why it matters: training loops of small GPTs show their loss this way, and who
# reads such a log and takes the first loss of each count is one step behind.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check tqdm==4.70.1

cat >train.py <<'END'
import time

from tqdm import tqdm

bar = tqdm(range(3), mininterval=0)
for step in bar:
    time.sleep(0.05)
    bar.set_postfix(loss=step + 1)
END
venv/bin/python train.py 2>&1 | tr '\r' '\n' \
  | sed -nE 's/.* ([0-9])\/3 .*loss=([0-9]).*/\1\/3 \2/p' | uniq >seen
cat seen
diff seen - <<'END'
0/3 1
1/3 1
1/3 2
2/3 2
2/3 3
3/3 3
END
