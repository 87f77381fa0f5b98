#!/usr/bin/env python3
"""Measures indexing and searching with a release build and prints a Markdown table.

Takes a folder with the Reuters-21578 collection, else looks for it among the evaluation data, else makes a
large collection by repeating the sample corpus. Processor time is user plus system time of the process; peak
memory is its largest resident set; both as the kernel counts them.
"""

import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests" / "eval"))

import common  # noqa: E402
import reuters  # noqa: E402

INDEX_RUNS = 3
QUERY_RUNS = 31
COPIES = 100

REUTERS_QUERIES = [
    ("three words, two filters", ["cocoa buffer stock", "--place", "ivory-coast", "--after", "1987-03-01",
                                  "--before", "1987-03-31"]),
    ("one frequent word", ["dollar"]),
    ("a phrase", ['"interest rate cut"']),
    ("any of five words", ["--any", "oil opec price output quota"]),
    ("a word, three facets, timeline", ["oil", "--facets", "person,org,place", "--timeline"]),
    ("everything, three facets", ["--facets", "person,org,place", "--limit", "0"]),
]
CORPUS_QUERIES = [
    ("three words, two filters", ["abu dhabi talks", "--person", "Witkoff", "--after", "2026-01-01",
                                  "--before", "2026-01-31"]),
    ("one frequent word", ["talks"]),
    ("a phrase", ['"security guarantees"']),
    ("any of five words", ["--any", "talks strike plan round council"]),
    ("a word, three facets, timeline", ["talks", "--facets", "person,org,place", "--timeline"]),
    ("everything, three facets", ["--facets", "person,org,place", "--limit", "0"]),
]


def run(command, environment):
    """(standard output, seconds, processor seconds, peak bytes) of one process."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen([str(word) for word in command], stdout=output, stderr=subprocess.DEVNULL,
                                   env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            sys.exit(f"error: {' '.join(map(str, command))} exited with {process.returncode}")
        output.seek(0)
        return output.read(), seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def repeated_corpus(tools, folder):
    """The sample corpus many times over in one file, each copy under ids of its own; and its text's bytes."""
    archive = folder / "seed"
    tools.add(archive, SOURCE / "corpus")
    ids = tools.ask(archive, "--format", "ids", "--limit", 100000).splitlines()
    articles = [json.loads(tools.ask(archive, "--show", one, "--json")) for one in ids]
    shutil.rmtree(archive)
    file = folder / "corpus.jsonl"
    with file.open("w") as lines:
        for copy in range(COPIES):
            for article in articles:
                lines.write(json.dumps({**article, "id": f"{article['id']}#{copy}"}) + "\n")
    text = sum(len((article[key] or "").encode()) for article in articles for key in ("title", "lede", "text"))
    return file, text * COPIES


def megabytes(number):
    return f"{number / 1e6:.1f} MB"


def best_run(tools, source, archive, environment, mode):
    """Summary, seconds, processor seconds, peak bytes: the best of a few, as the rest is what else the machine did."""
    best = None
    for _ in range(INDEX_RUNS):
        shutil.rmtree(archive, ignore_errors=True)
        output, seconds, processor, peak = run([tools.index, "--db", archive, "--json", "--entities", mode, source],
                                               environment)
        if best is None or processor < best[2]:
            best = (json.loads(output), seconds, processor, peak)
    return best


def index_figures(tools, source, text_bytes, archive, environment):
    """Whole runs with the source's own names and with those of the text, then a run that changes nothing."""
    rows = [("articles", None), ("their text", megabytes(text_bytes))]
    for mode, names in (("given", "names as tagged"), ("all", "names found")):
        summary, seconds, processor, peak = best_run(tools, source, archive, environment, mode)
        articles = summary["read"]
        size = sum(file.stat().st_size for file in archive.rglob("*") if file.is_file())
        rows += [
            (f"articles a second, {names}", f"{articles / seconds:,.0f}"),
            (f"articles a processor second, {names}", f"{articles / processor:,.0f}"),
            (f"peak memory, {names}", megabytes(peak)),
            (f"archive, {names}", f"{megabytes(size)}, {size / text_bytes:.1f} times the text"),
        ]
    rows[0] = ("articles", f"{articles:,}")
    again, again_seconds, again_processor, _ = run([tools.index, "--db", archive, "--json", source], environment)
    unchanged = json.loads(again)["unchanged"]
    return rows + [(f"the same again ({unchanged:,} unchanged)",
                    f"{again_seconds:.1f} s against {seconds:.1f} s; processor {again_processor:.1f} s "
                    f"against {processor:.1f} s")]


def query_figures(tools, queries, archive, environment):
    rows = []
    for name, arguments in queries:
        times = []
        for _ in range(QUERY_RUNS):
            times.append(run([tools.search, "--db", archive, *arguments], environment)[1] * 1000)
        times.sort()
        rows.append((f"search: {name}", f"{statistics.median(times):.1f} ms, "
                                        f"slowest of {QUERY_RUNS} {times[-1]:.1f} ms"))
    return rows


def processor_name():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def main():
    tools = common.Tools(os.environ.get("DATELINE_BUILD", SOURCE / "build" / "release"))
    named = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else common.data_folder() / "reuters21578"
    with tempfile.TemporaryDirectory(prefix="dateline-bench.") as folder:
        folder = pathlib.Path(folder)
        if any(named.glob("*.sgm")):
            collection, queries, source = "Reuters-21578", REUTERS_QUERIES, named
            text_bytes = sum(story.text_bytes for story in reuters.stories(named))
        elif len(sys.argv) > 1:
            sys.exit(f"error: no *.sgm of Reuters-21578 in {named}")
        else:
            collection, queries = f"the sample corpus, {COPIES} times", CORPUS_QUERIES
            source, text_bytes = repeated_corpus(tools, folder)
        archive = folder / "archive"
        environment = tools.environment(folder)
        rows = [(collection, "")]
        rows += index_figures(tools, source, text_bytes, archive, environment)
        rows += query_figures(tools, queries, archive, environment)
    common.print_table(rows)
    print()
    print(f"{processor_name()}, {os.cpu_count()} processors; search: medians of {QUERY_RUNS} whole processes, warm.")


if __name__ == "__main__":
    main()
