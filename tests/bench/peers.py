#!/usr/bin/env python3
"""Dateline beside the search programs that Debian has, on the same articles, in turns: building, the size of what
is built, a night's articles, the same articles again, queries. Prints a Markdown table a file of articles, as it
stands in docs/benchmarks.md, which says what is fair about it.

    tests/bench/peers.py ARTICLES.jsonl... [--night NIGHT.jsonl]

ARTICLES.jsonl has id, title, text and published. A peer that is not installed is named and passed over; Debian has
them as liblucene8-java with default-jdk-headless, xapian-omega, postgresql and sphinxsearch, and SQLite with Python.
"""

import argparse
import datetime
import os
import pathlib
import platform
import shutil
import statistics
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(SOURCE / "tests" / "bench"), str(SOURCE / "tests" / "eval")]

import common  # noqa: E402
import questions  # noqa: E402
from peers import articles as prepared  # noqa: E402
from peers.dateline import Dateline  # noqa: E402
from peers.lucene import Lucene  # noqa: E402
from peers.omega import Omega  # noqa: E402
from peers.postgresql import Postgresql  # noqa: E402
from peers.process import bytes_in  # noqa: E402
from peers.sphinx import Sphinx  # noqa: E402
from peers.sqlite import Sqlite  # noqa: E402

THREADS = 2
QUERIES = 200


def percentile(times, share):
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def median_of(usages, figure):
    return statistics.median(getattr(usage, figure) for usage in usages)


def machine():
    """What a reader needs to know of it, and no name of its own."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    debian = pathlib.Path("/etc/debian_version")
    system = f"Debian {debian.read_text().strip()}, " if debian.exists() else ""
    kernel = ".".join(platform.release().split(".")[:2])
    return f"{os.cpu_count()} processors, {memory / 2**30:.0f} GiB of memory, {system}{platform.system()} {kernel}"


class Measured:
    """What was measured of one peer."""

    def __init__(self, peer):
        self.peer, self.builds, self.size = peer, [], 0
        self.night = self.again = self.words = self.phrases = None

    def build(self, articles, folder):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        self.builds.append(self.peer.build(articles, folder))
        self.size = self.peer.size(folder) if hasattr(self.peer, "size") else bytes_in(folder)

    def row(self, articles):
        seconds, processor = median_of(self.builds, "seconds"), median_of(self.builds, "processor")
        return [self.peer.name, f"{articles.number / seconds:,.0f}", f"{articles.number / processor:,.0f}",
                f"{articles.bytes / seconds / 1e6:.1f}", f"{median_of(self.builds, 'peak') / 1e6:,.0f}",
                f"{self.size / articles.bytes:.2f}",
                f"{self.night.seconds:.2f}" if self.night else "-",
                f"{articles.number / self.again.seconds:,.0f}",
                *(f"{percentile(times, share):.1f}" for times in (self.words, self.phrases) for share in (.5, .99))]


HEAD = ["", "articles/s", "a processor second", "MB/s", "peak MB", "size/text", "night, s", "again, articles/s",
        "words p50, ms", "p99", "phrases p50, ms", "p99"]


def compare(peers, articles, night, options, folder):
    measured = [Measured(peer) for peer in peers]
    for _ in range(options.runs):
        for number, one in enumerate(measured):
            one.build(articles, folder / str(number))
    read = questions.read_articles(articles.json_lines, 5000)
    words, phrases = questions.title_queries(read, QUERIES), questions.phrase_queries(read, QUERIES)
    for number, one in enumerate(measured):
        one.words = one.peer.search(words, folder / str(number), options.rounds)
        one.phrases = one.peer.search(phrases, folder / str(number), options.rounds)
        if night:
            one.night = one.peer.add(night, folder / str(number))
        one.again = one.peer.add(articles, folder / str(number))
    print(f"\n{articles.number:,} articles, {articles.bytes / 1e6:,.1f} MB of text: {articles.json_lines.name}\n")
    common.print_table([HEAD] + [one.row(articles) for one in measured])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", type=pathlib.Path, help="JSON Lines")
    parser.add_argument("--night", type=pathlib.Path, help="JSON Lines of other articles, added to each")
    parser.add_argument("--build", default=SOURCE / "build" / "release", type=pathlib.Path)
    parser.add_argument("--runs", default=3, type=int, help="builds of each")
    parser.add_argument("--rounds", default=5, type=int, help="times that each query is put")
    parser.add_argument("--only", action="append", help="a peer whose name has that in it; may be repeated")
    options = parser.parse_args()
    peers = []
    for peer in [Dateline(options.build, "none"), Dateline(options.build, "all"), Lucene(THREADS), Omega(), Sqlite(),
                 Postgresql(), Sphinx()]:
        if options.only and not any(name.lower() in peer.name.lower() for name in options.only):
            continue
        if peer.missing():
            print(f"{peer.name} is left out: {peer.missing()}", file=sys.stderr)
        else:
            peers.append(peer)
    print(f"{machine()}; {datetime.date.today()}. {THREADS} threads where a program has threads. Builds: medians of "
          f"{options.runs}; queries: {QUERIES} of each kind, medians of {options.rounds}.")
    with tempfile.TemporaryDirectory(prefix="dateline-peers.") as folder:
        folder = pathlib.Path(folder)
        night = prepared.prepare(options.night, folder) if options.night else None
        for file in options.articles:
            compare(peers, prepared.prepare(file, folder), night, options, folder)


if __name__ == "__main__":
    main()
