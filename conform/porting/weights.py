"""How many of the initial weights that Python draws are not those of `microgpt
export`, in their last bits: python3 weights.py NAMES WEIGHTS."""

import pathlib
import platform
import random
import sys

names = pathlib.Path(sys.argv[1]).read_text().split()
random.seed(42)
random.shuffle(names)
text = pathlib.Path(sys.argv[2]).read_text()
numbers = [float(it) for it in text.split() if "." in it and "l" not in it]
differ = sum(random.gauss(0, 0.08) != number for number in numbers)
print(f"{platform.python_version()}\t{differ}\t{len(numbers)}")
