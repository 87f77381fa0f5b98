#!/usr/bin/env python3
"""Runs the examples that the documentation gives: examples_test.py DATELINE-INDEX DATELINE-SEARCH

Every search in --help of dateline-search, in its manual page and in that of the query language is put to an archive of
the sample corpus, and must find something there: whoever tries what a page shows must not be met by a zero. What an
example writes to a file or hands to another program is left to the shell.
"""

import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]

# What no corpus can hold: an archive's own ids and files, and what lies beyond every article there.
OF_OTHER_ARCHIVES = {"file:/srv/news/2026-01-24.jsonl"}


def without_shell(line):
    """The words of a line before a pipe or the name of a file that it writes."""
    words = shlex.split(line)
    for mark in ("|", ">"):
        if mark in words:
            words = words[:words.index(mark)]
    return words


def in_help(text):
    # Behind two spaces stands what the example is for.
    for line in re.findall(r"^  dateline-search (.+)$", text, re.MULTILINE):
        yield without_shell(re.split(r"\s{3,}", line)[0])


def in_page(source):
    for line in re.findall(r"^\.Dl dateline-search (.+)$", source, re.MULTILINE):
        yield without_shell(line.replace(r"\(dq", '"').replace("\\-", "-"))


def in_query_page(source):
    letters = {r"\(dq": '"', r"\(:u": "ü", "\\-": "-"}
    # An example follows what it is one of; a .Dl without that shows how something is read.
    for line in re.findall(r"^\.It [^\n]*\n(?:[^.\n][^\n]*\n|\.(?!It|Dl|El|Ss|Sh)[^\n]*\n)*\.Dl (.+)$", source,
                           re.MULTILINE):
        for written, letter in letters.items():
            line = line.replace(written, letter)
        if line not in OF_OTHER_ARCHIVES:
            yield ["--", line]


def main():
    index, search = sys.argv[1:3]
    help_text = subprocess.run([search, "--help"], capture_output=True, text=True, check=True).stdout
    docs = SOURCE / "docs"
    groups = {
        "--help": (3, in_help(help_text)),
        "dateline-search.1": (8, in_page((docs / "dateline-search.1").read_text())),
        "dateline-query.7": (25, in_query_page((docs / "dateline-query.7").read_text())),
    }
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        archive = pathlib.Path(folder) / "archive"
        subprocess.run([index, "--db", archive, SOURCE / "corpus"], check=True, capture_output=True)
        for page, (least, examples) in groups.items():
            count = 0
            for words in examples:
                count += 1
                options = ["--db", str(archive), "--today", "2026-01-25"]
                answer = subprocess.run([search, *options, *words], capture_output=True, text=True, cwd=folder)
                if answer.returncode != 0:
                    failures.append(f"{page}: {shlex.join(words)}: exit {answer.returncode}: {answer.stderr.strip()}")
            if count < least:
                failures.append(f"{page}: found only {count} examples")
    for failure in failures:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
