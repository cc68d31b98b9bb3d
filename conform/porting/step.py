"""Times 20 steps of the Python program of Step 6, with the cyclic garbage
collector and without: python3 step.py NAMES."""

import contextlib
import gc
import io
import pathlib
import platform
import sys
import time

HERE = pathlib.Path(__file__).parent
STEP_6 = HERE / "../../chapters-code/step-6-efficiency/python"
sys.path.append(str(STEP_6))
import microgpt


def seconds():
    start = time.process_time()
    with contextlib.redirect_stdout(io.StringIO()):
        with contextlib.redirect_stderr(io.StringIO()):
            microgpt.main()
    return time.process_time() - start


sys.argv[2:] = ["20"]
collecting = min(seconds() for _ in range(3))
gc.disable()
disabled = min(seconds() for _ in range(3))
print(f"{platform.python_version()}\t{collecting:.2f}\t{disabled:.2f}")
