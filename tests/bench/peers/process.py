"""Runs a program and says what it took."""

import collections
import os
import subprocess
import sys
import tempfile
import time

# Seconds by the clock and of the processor, the largest resident set in bytes, and what stood on standard output.
Usage = collections.namedtuple("Usage", "seconds processor peak output")


def wait(process, start):
    """The Usage, without output, of a process that was started then."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Usage(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, "")


def run(command, stdin=None, accepted=(0,), environment=None):
    """Reads standard input from that file. Ends the benchmark when the program fails."""
    with tempfile.TemporaryFile() as output, open(stdin or os.devnull, "rb") as source:
        start = time.perf_counter()
        process = subprocess.Popen([str(word) for word in command], stdin=source, stdout=output,
                                   stderr=subprocess.DEVNULL, env=environment)
        usage = wait(process, start)
        if process.returncode not in accepted:
            sys.exit(f"error: {' '.join(map(str, command))} exited with {process.returncode}")
        output.seek(0)
        return usage._replace(output=output.read().decode())


def together(*usages):
    """What several took one after the other, or a program and its server."""
    return Usage(sum(usage.seconds for usage in usages), sum(usage.processor for usage in usages),
                 max(usage.peak for usage in usages), "".join(usage.output for usage in usages))


def bytes_in(folder):
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
