#!/usr/bin/env python3
"""How long answers take inside one process: 200 queries that are drawn from the articles, as ranked pages with
snippets, as phrases, with facets, and as exports. Prints a Markdown table of medians and 99th percentiles.

    tests/bench/answers.py ARCHIVE ARTICLES.jsonl

ARTICLES.jsonl is what the archive was made of. Needs `dateline-answer-times`, which `script/bench` builds.
"""

import argparse
import math
import pathlib
import subprocess
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests" / "eval"))

import common  # noqa: E402
import questions  # noqa: E402

QUERIES = 200
ROUNDS = 11
FACETS = ["--facets", "person,org,place,source,section,keyword", "--timeline", "month"]


def kinds(articles):
    """Name of a kind of question, and its questions: lists of command-line words."""
    titles = questions.title_queries(articles, QUERIES)
    phrases = questions.phrase_queries(articles, QUERIES)
    tenth = questions.share_queries(articles, .1)
    return [
        ("ten hits with snippets, exact count", [[query, "--format", "json"] for query in titles]),
        ("the count alone", [[query, "--limit", "0"] for query in titles]),
        ("with all facets and a timeline", [[query, *FACETS] for query in titles]),
        ("phrases, ten hits, exact count", [[phrase] for phrase in phrases]),
        ("a word of a tenth of the archive", [[word] for word in tenth]),
        ("the same with all facets and a timeline", [[word, *FACETS] for word in tenth]),
        ("the facets and the timeline of a tenth, no hits", [[word, "--limit", "0", *FACETS] for word in tenth]),
        ("all articles, newest ten", [[]]),
        ("all articles, all facets and a timeline, no hits", [["--limit", "0", *FACETS]]),
    ]


def times(program, archive, asked, rounds):
    """Milliseconds of each question, in order: by the clock, and of the processor."""
    lines = "".join("\t".join(words) + "\n" for words in asked)
    done = subprocess.run([program, archive, str(rounds)], input=lines, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    answers = [line.split("\t") for line in done.stdout.splitlines()]
    return [sorted(float(answer[column]) / 1000 for answer in answers) for column in (0, 1)]


def percentile(ordered, share):
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive")
    parser.add_argument("articles", help="JSONL")
    parser.add_argument("--build", default=SOURCE / "build" / "release", type=pathlib.Path)
    parser.add_argument("--rounds", default=ROUNDS, type=int)
    options = parser.parse_args()
    program = options.build / "tests" / "dateline-answer-times"
    if not program.exists():
        sys.exit(f"error: {program} is not built; script/bench builds it")
    rows = [["milliseconds", "p50", "p99", "slowest", "processor p50", "p99"]]
    for name, asked in kinds(questions.read_articles(options.articles)):
        by_clock, of_processor = times(program, options.archive, asked, options.rounds)
        rows.append([name] + [f"{percentile(by_clock, share):.2f}" for share in (.5, .99, 1)]
                    + [f"{percentile(of_processor, share):.2f}" for share in (.5, .99)])
    common.print_table(rows)


if __name__ == "__main__":
    main()
