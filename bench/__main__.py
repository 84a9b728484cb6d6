"""Every measurement, one after the other: `python -m bench`. Each file beside this one is a program of its own."""

import subprocess
import sys
from pathlib import Path

for program in sorted(Path(__file__).parent.glob("[!_]*.py")):
    print(f"\n{program.stem}", flush=True)
    subprocess.run([sys.executable, program], check=True)
