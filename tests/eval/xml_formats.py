#!/usr/bin/env python3
"""What dateline-index reads out of folders of feeds and of NewsML-G2, file by file.

    tests/eval/xml_formats.py DATA [--index PROGRAM]

DATA holds the folders feeds/ and newsml-g2/; one that is absent is left out with a message. For feeds the entries of
each file are counted here, too, by their start tags outside of comments and CDATA, and both numbers must be the same.
"""

import argparse
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile


def content(path):
    data = path.read_bytes()
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def entries(data):
    """How many entries a feed has, in whatever encoding that keeps ASCII."""
    data = re.sub(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>", b"", data, flags=re.S)
    if not re.search(rb"<([\w.-]+:)?(rss|feed|RDF)[\s>]", data):
        return None
    return len(re.findall(rb"<(?:[\w.-]+:)?(?:item|entry)[\s/>]", data))


def read(program, path, folder):
    """The summary of one run over one file; None when there was no article in it."""
    command = [program, "--dry-run", "--json", "--entities", "none", "--rejects", folder + "/rejects",
               "--db", folder + "/archive", str(path)]
    run = subprocess.run(command, capture_output=True, text=True)
    return json.loads(run.stdout) if run.stdout.strip() else None


def measure(program, folder, counted):
    differences = 0
    with tempfile.TemporaryDirectory() as scratch:
        print(f"{folder.name}\n{'in file':>8} {'read':>6} {'rejected':>9} {'skipped':>8}  file")
        for path in sorted(folder.iterdir()):
            if path.name.startswith("LICENSE"):
                continue
            summary = read(program, path, scratch)
            there = entries(content(path)) if counted else None
            got = summary["read"] if summary else 0
            rejected = summary["rejected"] if summary else "-"
            skipped = summary["skipped"] if summary else "-"
            there_text = "-" if there is None else there
            print(f"{there_text:>8} {got:>6} {rejected:>9} {skipped:>8}  {path.name}")
            differences += there is not None and there != got
    return differences


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--index", default="build/release/indexer/dateline-index")
    options = parser.parse_args()
    differences = 0
    for name, counted in (("feeds", True), ("newsml-g2", False)):
        folder = options.data / name
        if folder.is_dir():
            differences += measure(options.index, folder, counted)
        else:
            print(f"skipped: {folder} is not there")
    print(f"{differences} files with another number of articles than entries")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
