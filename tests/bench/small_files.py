#!/usr/bin/env python3
"""Measures what an archive of files of one article each costs: small_files.py ARTICLES.jsonl PROGRAM...

Every line of ARTICLES.jsonl becomes a file. For each build of dateline-index that is named: the size of the
archive, the seconds and processor seconds of the first run, the same and articles a second of a run that finds
nothing new, and those of one with --prune. Names are taken as given, for finding them hides everything else.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

FILES_A_FOLDER = 1000


def split(articles, folder):
    with open(articles, "rb") as lines:
        for number, line in enumerate(lines):
            place = folder / f"{number // FILES_A_FOLDER:04}"
            place.mkdir(exist_ok=True)
            (place / f"{number:07}.jsonl").write_bytes(line)


def timed(program, archive, source, *more):
    """Seconds, processor seconds and the summary of one run; nothing when this build has no such option."""
    before = os.times()
    start = time.perf_counter()
    done = subprocess.run([program, "--db", archive, "--entities", "given", "--json", *more, source],
                          capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    after = os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return (seconds, processor, json.loads(done.stdout)) if done.returncode == 0 else None


def main():
    if len(sys.argv) < 3 or not os.path.exists(sys.argv[1]):
        print("skipped: name a file of articles as JSON Lines and builds of dateline-index", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as scratch:
        source = pathlib.Path(scratch) / "files"
        source.mkdir()
        split(sys.argv[1], source)
        for number, program in enumerate(sys.argv[2:]):
            archive = pathlib.Path(scratch) / f"archive{number}"
            print(program)
            for name, more in (("first run", []), ("unchanged", []), ("unchanged, --prune", ["--prune"])):
                run = timed(program, archive, source, *more)
                if run is None:
                    continue
                seconds, processor, summary = run
                print(f"  {name}: {seconds:.2f} s, {processor:.2f} s of processor, {summary['read']} read, "
                      f"{summary['read'] / processor:.0f} articles a processor second")
            size = sum(file.stat().st_size for file in archive.rglob("*") if file.is_file())
            print(f"  archive: {size} bytes")


main()
