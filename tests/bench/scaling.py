#!/usr/bin/env python3
"""What an archive costs as it grows, and a model of it: docs/scaling.md.

    tests/bench/scaling.py ARTICLES.jsonl --night NIGHT.jsonl [--size N]... [--build FOLDER] [--folder FOLDER]

Archives are built of the first N articles, names found, for each N; then a night is added to each, and queries are put
to it. Times are those of the processor, so that other work on the machine matters less; bytes written are what the
kernel counts, so the folder must be on a disk. Prints tables of what was measured, and lines through them by least
squares of the relative errors.
"""

import argparse
import json
import math
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(SOURCE / "tests" / "bench"), str(SOURCE / "tests" / "eval")]

import common  # noqa: E402
import nights  # noqa: E402
import questions  # noqa: E402

QUERIES = 100
ROUNDS = 3
OPENINGS = 11
SHARES = [.001, .01, .05, .2, .4]
# Of fewer matches an answer's constant part is most of it.
MANY_MATCHES = 1000
FILES = ["position.glass", "postlist.glass", "records", "sketches", "columns", "names"]


def run(command, environment, stdin=None):
    """Standard output, and what wait4 says the process took."""
    with tempfile.TemporaryFile() as output, open(stdin or os.devnull, "rb") as source:
        process = subprocess.Popen([str(word) for word in command], stdin=source, stdout=output,
                                   stderr=subprocess.DEVNULL, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            sys.exit(f"error: {' '.join(map(str, command))} exited with {process.returncode}")
        output.seek(0)
        return output.read().decode(), usage


def processor(usage):
    return usage.ru_utime + usage.ru_stime


def written(usage):
    """Bytes handed to the disk; the kernel counts in blocks of 512."""
    return usage.ru_oublock * 512


def bytes_by_file(archive):
    sizes = dict.fromkeys(FILES, 0)
    for file in archive.rglob("*"):
        if file.is_file():
            name = file.name if file.name in sizes else "others"
            sizes[name] = sizes.get(name, 0) + file.stat().st_size
    return sizes


class Tools(common.Tools):
    def __init__(self, build, nowhere):
        super().__init__(build)
        self.times = pathlib.Path(build) / "tests" / "dateline-answer-times"
        self.deaf = self.environment(nowhere)

    def build(self, archive, source):
        output, usage = run([self.index, "--db", archive, "--json", "--entities", "all", source], self.deaf)
        return json.loads(output), usage

    def ask(self, archive, *arguments):
        return run([self.search, "--db", archive, *arguments], self.deaf)

    def answer(self, archive, asked, *options):
        """Milliseconds of the processor for each query, in one process."""
        file = archive.parent / "queries"
        file.write_text("".join("\t".join([query, "--format", "json", *options]) + "\n" for query in asked))
        output, _ = run([self.times, archive, ROUNDS], self.deaf, file)
        return [float(line.split("\t")[1]) / 1000 for line in output.splitlines()]


def line_through(points):
    """a and b of y = a + b x with the least sum of squared relative errors."""
    weights = [1 / y**2 for _, y in points]
    total = sum(weights)
    mean_x = sum(w * x for w, (x, _) in zip(weights, points)) / total
    mean_y = sum(w * y for w, (_, y) in zip(weights, points)) / total
    spread = sum(w * (x - mean_x)**2 for w, (x, _) in zip(weights, points))
    slope = sum(w * (x - mean_x) * (y - mean_y) for w, (x, y) in zip(weights, points)) / spread
    return mean_y - slope * mean_x, slope


def worst_error(points, curve):
    return max(abs(curve(x) / y - 1) for x, y in points)


def tell_line(what, points, unit, factor=1):
    a, b = line_through(points)
    error = worst_error(points, lambda x: a + b * x)
    print(f"- {what}: {a * factor:.4g} {unit} + {b * factor * 1e6:.4g} {unit} a million; "
          f"at worst {100 * error:.0f} % off")


def tell_power(what, points):
    a, b = line_through([(math.log(x), math.log(y)) for x, y in points])
    error = worst_error(points, lambda x: math.exp(a) * x**b)
    print(f"- {what}: {math.exp(a):.3g} n^{b:.3f}; at worst {100 * error:.0f} % off")


class Measured:
    """Of an archive of one size."""

    def __init__(self, tools, source, count, night, folder):
        file, archive = folder / f"{count}.jsonl", folder / f"archive-{count}"
        nights.first_lines(source, count, file)
        shutil.rmtree(archive, ignore_errors=True)
        summary, usage = tools.build(archive, file)
        self.articles, self.text = summary["added"], file.stat().st_size
        self.seconds, self.peak, self.written = processor(usage), usage.ru_maxrss * 1024, written(usage)
        self.files = bytes_by_file(archive)
        self.size = sum(self.files.values())
        self.names = (archive / "names").read_bytes().count(b"\n")
        self.parts = len(nights.parts(archive))
        nights.linked_copy(archive, folder / "night")
        _, usage = tools.build(folder / "night", night)
        self.night_seconds, self.night_written = processor(usage), written(usage)
        openings = [tools.ask(archive, "--limit", 0)[1] for _ in range(OPENINGS)]
        self.open = statistics.median(map(processor, openings)) * 1000
        read = questions.read_articles(file, 5000)
        titles, phrases = questions.title_queries(read, QUERIES), questions.phrase_queries(read, QUERIES)
        self.times = [tools.answer(archive, titles), tools.answer(archive, titles, "--limit", "0"),
                      tools.answer(archive, phrases)]
        words = [word for share in SHARES for word in questions.share_queries(read, share)]
        matches = [int(tools.ask(archive, "--count", word)[0]) for word in words]
        self.by_matches = [list(zip(matches, tools.answer(archive, words, *options)))
                           for options in ([], ["--limit", "0"],
                                           ["--limit", "0", "--facets", "person,org,place", "--timeline"])]


def tables(all_sizes):
    yield [["articles", "processor, s", "an article, ms", "peak MB", "written", "times the archive", "parts",
            "night, processor s", "written"]] + [
        [f"{one.articles:,}", f"{one.seconds:.1f}", f"{1000 * one.seconds / one.articles:.2f}",
         f"{one.peak / 1e6:.0f}", f"{one.written / 1e6:.0f} MB", f"{one.written / one.size:.1f}", str(one.parts),
         f"{one.night_seconds:.2f}", f"{one.night_written / 1e6:.0f} MB"] for one in all_sizes]
    yield [["bytes an article", "input", "archive", *FILES, "others"]] + [
        [f"{one.articles:,}"] + [f"{number / one.articles:,.0f}" for number in
                                 (one.text, one.size, *(one.files[name] for name in FILES), one.files["others"])]
        for one in all_sizes]

    def percentiles(times):
        times = sorted(times)
        return [f"{times[len(times) // 2]:.2f}", f"{times[int(.99 * len(times))]:.1f}"]

    largest = all_sizes[-1]
    by_share = [largest.by_matches[kind] for kind in range(3)]
    words = len(by_share[0]) // len(SHARES)
    yield [[f"words of {largest.articles:,} articles", "matches", "ten hits, ms", "the count alone",
            "facets and timeline"]] + [
        [f"{100 * share:g} %", f"{statistics.median(matches for matches, _ in by_share[0][first:first + words]):,.0f}",
         *(f"{statistics.median(time for _, time in points[first:first + words]):.2f}" for points in by_share)]
        for first, share in zip(range(0, len(by_share[0]), words), SHARES)]
    yield [["articles", "open, ms", "ten hits p50", "p99", "count p50", "p99", "phrases p50", "p99"]] + [
        [f"{one.articles:,}", f"{one.open:.1f}", *(cell for times in one.times for cell in percentiles(times))]
        for one in all_sizes]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=pathlib.Path)
    parser.add_argument("--night", type=pathlib.Path, required=True, help="JSON Lines of other articles")
    parser.add_argument("--size", type=int, action="append", help="articles; 5,000, 20,000 and 60,000 else")
    parser.add_argument("--build", default=SOURCE / "build" / "release", type=pathlib.Path)
    parser.add_argument("--folder", help="where archives are made; the folder for temporary files else")
    options = parser.parse_args()
    for needed in (options.articles, options.night):
        if not needed.exists():
            common.skip(needed)
    all_sizes = []
    with tempfile.TemporaryDirectory(prefix="dateline-scaling.", dir=options.folder) as folder:
        folder = pathlib.Path(folder)
        tools = Tools(options.build, folder)
        for count in options.size or [5_000, 20_000, 60_000]:
            all_sizes.append(Measured(tools, options.articles, count, options.night, folder))
            print(f"{count:,} articles are measured", file=sys.stderr)
    for table in tables(all_sizes):
        common.print_table(table)
        print()
    if len(all_sizes) > 1:
        tell_line("building, processor", [(one.articles, one.seconds) for one in all_sizes], "s")
        tell_line("peak memory", [(one.articles, one.peak) for one in all_sizes], "MB", 1e-6)
        tell_line("archive", [(one.articles, one.size) for one in all_sizes], "MB", 1e-6)
        tell_line("opening", [(one.articles, one.open) for one in all_sizes], "ms")
        tell_power("names", [(one.articles, one.names) for one in all_sizes])
    for number, what in enumerate(("ten hits", "the count alone", "facets and timeline")):
        points = [point for one in all_sizes for point in one.by_matches[number] if point[0] >= MANY_MATCHES]
        if len(points) > 1:
            tell_line(f"{what}, by matches beyond {MANY_MATCHES:,}", points, "ms")


if __name__ == "__main__":
    main()
