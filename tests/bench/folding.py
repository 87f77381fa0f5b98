#!/usr/bin/env python3
"""What folding copies costs: folding.py DATELINE-SEARCH ARCHIVE [--rounds N]

Asks each question folded and with --no-fold by turns, and compares the processor time of the whole program, which
a busy machine disturbs less than the clock. Prints the medians in milliseconds and the median of the ratios. An
archive that is not there is said to be missing, and nothing is measured.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys

QUESTIONS = {
    "a page": ["oil prices"],
    "a page of all": [],
    "a rare word": ["cocoa buffer"],
    "a frequent word": ["said"],
    "any word": ["--any", "oil prices trade"],
    "a phrase": ['"crude oil"'],
    "count": ["--count", "oil"],
    "count all": ["--count"],
    "facets": ["oil", "--facets", "source,section,year", "-n", "0"],
    "facets of all": ["--facets", "source,section,year", "-n", "0"],
    "timeline": ["oil", "--timeline", "month", "-n", "0"],
    "page as JSON": ["oil prices", "--json", "-n", "50"],
    "1,000 ids": ["oil", "--format", "ids", "-n", "1000"],
}


def milliseconds(command):
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode == 2:
        raise SystemExit(f"failed: {' '.join(command)}")
    return (usage.ru_utime + usage.ru_stime) * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("search", type=pathlib.Path)
    parser.add_argument("archive", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=21)
    options = parser.parse_args()
    if not (options.archive / "manifest").exists():
        print(f"skipped: there is no archive in {options.archive}")
        return 0
    base = [str(options.search), "--db", str(options.archive)]
    print(f"{'':16}  {'folded':>8}  {'not':>8}  ratio")
    for name, question in QUESTIONS.items():
        pairs = []
        for number in range(options.rounds):
            both = [base + question, base + question + ["--no-fold"]]
            if number % 2:
                both.reverse()
            times = [milliseconds(command) for command in both]
            if number % 2:
                times.reverse()
            pairs.append(times)
        folded, whole = (statistics.median(column) for column in zip(*pairs))
        ratio = statistics.median(one / other for one, other in pairs)
        print(f"{name:16}  {folded:8.2f}  {whole:8.2f}  {ratio:5.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
