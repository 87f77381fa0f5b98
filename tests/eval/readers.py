#!/usr/bin/env python3
"""Asks an archive all the time while nightly runs go into it, and wants to see no night but whole.

    tests/eval/readers.py [--queries 10000] [--articles 30000] [--work FOLDER] [--build FOLDER]

Each night is 500 articles with a word of its own, one batch; parts are merged as they become due. Queries are
whole processes of dateline-search, one after the other in two loops, each of a kind in turn: the number of a
night's articles, which must be none or all, and all once the run has ended; the number of all articles, which
must be that of the base and of whole nights; and the hits of a night with its facets, which must agree.
"""

import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import threading
import time

import common
from made_articles import article, write

NIGHT = 500
LOOPS = 2


class Nights(threading.Thread):
    """Runs one night after the other until it is told to stop."""

    def __init__(self, tools, folder, archive, articles):
        super().__init__()
        self.tools, self.folder, self.archive, self.articles = tools, folder, archive, articles
        self.started = self.ended = 0
        self.merged = 0
        self.over = threading.Event()
        self.error = None

    def parts(self):
        lines = (self.archive / "manifest").read_text().splitlines()
        return {line.split()[1] for line in lines if line.startswith("part ")}

    def run(self):
        dice = random.Random(1)
        while not self.over.is_set():
            night = self.started + 1
            first = self.articles + (night - 1) * NIGHT
            file = self.folder / "night.jsonl"
            write(file, [article(first + i, night, dice) for i in range(NIGHT)])
            before = self.parts()
            self.started = night
            done = subprocess.run([self.tools.index, "--db", self.archive, "--quiet", "--entities", "given", file],
                                  capture_output=True, text=True, env=self.tools.environment(self.folder))
            if done.returncode != 0:
                self.error = f"night {night} exited with {done.returncode}: {done.stderr}"
                return
            self.merged += not before <= self.parts()
            self.ended = night


class Reader(threading.Thread):
    """Asks so many queries, each a process of its own."""

    def __init__(self, tools, folder, archive, nights, queries, seconds, seed):
        super().__init__()
        self.seconds = seconds
        self.tools, self.folder, self.archive, self.nights = tools, folder, archive, nights
        self.queries, self.dice, self.asked, self.findings = queries, random.Random(seed), 0, []

    def ask(self, *arguments):
        done = subprocess.run([self.tools.search, "--db", self.archive, *arguments], capture_output=True, text=True,
                              env=self.tools.environment(self.folder))
        if done.returncode not in (0, 1) or (done.returncode == 0 and done.stderr):
            self.findings.append(f"{' '.join(arguments)} exited with {done.returncode}: {done.stderr}")
        return done.stdout

    def judge(self, what, count, certain):
        if count not in ((NIGHT,) if certain else (0, NIGHT)):
            self.findings.append(f"{what}: {count} articles")

    def one_query(self):
        kind = self.asked % 3
        ended = self.nights.ended
        newest = max(1, self.nights.started)
        night = max(1, newest - min(self.dice.randrange(4), newest - 1))
        word = f"version{night}"  # one that only this night has
        if kind == 0:
            self.judge(word, int(self.ask("--count", word) or -1), night <= ended)
        elif kind == 1:
            count = int(self.ask("--count") or -1)
            new = count - self.nights.articles
            started = self.nights.started
            if new % NIGHT != 0 or not ended * NIGHT <= new <= started * NIGHT:
                self.findings.append(f"{count} articles in all after {ended} of {started} nights")
        else:
            answer = json.loads(self.ask("--format", "json", "-n", "3", "--facets", "section", word) or "null")
            if answer is None:
                return
            facet = sum(value["count"] for value in answer["facets"]["section"]["values"])
            self.judge(word, answer["total"], night <= ended)
            if facet != answer["total"]:
                self.findings.append(f"{word}: {answer['total']} hits, {facet} by section")

    def run(self):
        end = time.monotonic() + self.seconds
        while (self.asked < self.queries and len(self.findings) < 10 and not self.nights.error
               and time.monotonic() < end):
            self.one_query()
            self.asked += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queries", type=int, default=10_000)
    parser.add_argument("--articles", type=int, default=30_000)
    parser.add_argument("--most-seconds", type=float, default=3600, help="ask no longer than that")
    parser.add_argument("--work", type=pathlib.Path, help="a folder on the disk that is to be tried")
    parser.add_argument("--build", default=common.SOURCE / "build" / "release")
    options = parser.parse_args()
    tools = common.Tools(options.build)
    with tempfile.TemporaryDirectory(prefix="dateline-readers.", dir=options.work) as name:
        folder = pathlib.Path(name)
        archive = folder / "archive"
        dice = random.Random(0)
        write(folder / "base.jsonl", (article(number, 0, dice) for number in range(options.articles)))
        subprocess.run([tools.index, "--db", archive, "--quiet", "--entities", "given", folder / "base.jsonl"],
                       check=True, env=tools.environment(folder))
        nights = Nights(tools, folder, archive, options.articles)
        readers = [Reader(tools, folder, archive, nights, options.queries // LOOPS, options.most_seconds, seed)
                   for seed in range(LOOPS)]
        start = time.perf_counter()
        for thread in (nights, *readers):
            thread.start()
        for reader in readers:
            reader.join()
        nights.over.set()
        nights.join()
        seconds = time.perf_counter() - start
        findings = [finding for reader in readers for finding in reader.findings]
        if nights.error:
            findings.append(nights.error)
        print(f"{sum(reader.asked for reader in readers)} queries during {nights.ended} nights of {NIGHT}, "
              f"{nights.merged} of which merged parts, in {seconds:.0f} s: {len(findings)} findings")
        for finding in findings[:10]:
            print(finding, file=sys.stderr)
        sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
