"""A server that runs for as long as a peer needs it, and is measured with all its processes."""

import contextlib
import subprocess
import sys
import time

from peers.process import wait

PATIENCE = 60


@contextlib.contextmanager
def running(command, answers, log, **process):
    """Starts a server and waits until `answers()` is true. What is yielded gets one element when the server has
    ended: a Usage of it and of the processes that it has waited for; its peak is that of the largest of them."""
    usages = []
    start = time.perf_counter()
    with log.open("ab") as messages:
        server = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=messages,
                                  stderr=messages, **process)
    try:
        while not answers():
            if server.poll() is not None or time.perf_counter() - start > PATIENCE:
                sys.exit(f"error: {command[0]} does not answer:\n{log.read_text(errors='replace')}")
            time.sleep(.05)
        yield usages
    finally:
        if server.returncode is None:
            server.terminate()
            usages.append(wait(server, start))
