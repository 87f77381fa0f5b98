"""Runs a program and says what it took."""

import collections
import os
import subprocess
import sys
import tempfile
import time

# Seconds by the clock and of the processor, the largest resident set in bytes, and what stood on standard output.
Usage = collections.namedtuple("Usage", "seconds processor peak output")


def run(command, stdin=None, accepted=(0,), environment=None):
    """Reads standard input from that file. Ends the benchmark when the program fails."""
    with tempfile.TemporaryFile() as output, open(stdin or os.devnull, "rb") as source:
        start = time.perf_counter()
        process = subprocess.Popen([str(word) for word in command], stdin=source, stdout=output,
                                   stderr=subprocess.DEVNULL, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in accepted:
            sys.exit(f"error: {' '.join(map(str, command))} exited with {process.returncode}")
        output.seek(0)
        return Usage(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, output.read().decode())


def bytes_in(folder):
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
