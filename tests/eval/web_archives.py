#!/usr/bin/env python3
"""Counts what is in web archives without any of Dateline's code, and compares dateline-index with that.

  tests/eval/web_archives.py [--build FOLDER] [FOLDER-OR-FILE...]

Without arguments: the folder warc/ of the collections, see common.py. Exits with 1 when a kind of record is counted
differently. Pages that were found but have no text are rejected by the page reader and count as pages here."""

import argparse
import collections
import pathlib
import re
import subprocess
import sys
import tempfile
import zlib

import common

HTML = ("text/html", "application/xhtml+xml")


def content(file):
    """The bytes of a file, whatever number of gzip members it is made of."""
    packed = file.read_bytes()
    if not packed.startswith(b"\x1f\x8b"):
        return packed
    parts = []
    while packed.startswith(b"\x1f\x8b"):
        member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        parts.append(member.decompress(packed) + member.flush())
        packed = member.unused_data.lstrip(b"\0")
    return b"".join(parts)


def records(data):
    """The fields, by names in lower case, and the block of every record."""
    at = 0
    while True:
        while data[at:at + 2] == b"\r\n":
            at += 2
        if at >= len(data):
            return
        end = data.index(b"\r\n\r\n", at)
        fields = dict((name.strip().lower(), value.strip())
                      for name, _, value in (line.partition(":") for line in data[at:end].decode("latin-1").split("\r\n")[1:]))
        size = int(fields["content-length"])
        yield fields, data[end + 4:end + 4 + size]
        at = end + 4 + size


def kind(fields, block):
    """What a record is counted as."""
    warc_type = fields["warc-type"]
    if warc_type != "response":
        return "a WARC record of type " + warc_type
    head = re.match(rb"HTTP/\S+ +(\d+)", block)
    if not head:
        return "a response of type " + fields.get("content-type", "").split(";")[0]
    if head[1] != b"200":
        return f"a response with status {int(head[1])}"
    lines = block.partition(b"\r\n\r\n")[0].decode("latin-1")
    named = re.search(r"(?im)^content-type:[ \t]*([^;\r\n]*)", lines)
    media = named[1].strip().lower() if named else ""
    if media in HTML:
        return "page"
    return "a response of " + ("type " + media[:60] if media else "no type")


def counted_by_dateline(tools, file):
    """The same kinds out of the notes of a run that writes nothing."""
    counts = collections.Counter()
    with tempfile.TemporaryDirectory(prefix="dateline-eval.") as folder:
        command = [str(tools.index), "--db", folder + "/archive", "--dry-run", "--verbose", "--entities", "none", str(file)]
        done = subprocess.run(command, capture_output=True, text=True,
                              env=tools.environment(pathlib.Path(folder)))
    # The summary stands at the end, wherever it was written to; a file without any article has none.
    everything = done.stdout + done.stderr
    for reason in re.findall(r"(?m)^note: .*: skipped: (.*)$", everything):
        counts["page" if reason == "a page without any content" else reason] += 1
    summary = re.search(r"(\d+) read: .*; (\d+) rejected", everything)
    rejected = len(re.findall(r"(?m)^error: .*: no article$", everything))
    counts["page"] += int(summary[1]) + int(summary[2]) if summary else rejected
    return +counts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=common.SOURCE / "build" / "release", help="where the programs were built")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    arguments = parser.parse_args()
    named = arguments.files or [common.data_folder() / "warc"]
    files = [file for name in named for file in (sorted(name.glob("*.warc*")) if name.is_dir() else [name])]
    if not files or not all(file.exists() for file in files):
        common.skip(named[0])
    tools = common.Tools(arguments.build)
    rows = [("file", "records", "pages", "other", "differences")]
    wrong = 0
    for file in files:
        expected = collections.Counter(kind(fields, block) for fields, block in records(content(file)))
        found = counted_by_dateline(tools, file)
        differences = sorted(key for key in expected | found if expected[key] != found[key])
        for key in differences:
            print(f"{file.name}: {key}: {expected[key]} in the file, {found[key]} read", file=sys.stderr)
        wrong += len(differences)
        total = sum(expected.values())
        rows.append((file.name, str(total), str(expected["page"]), str(total - expected["page"]), str(len(differences))))
    common.print_table(rows)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
