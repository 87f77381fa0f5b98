#!/usr/bin/env python3
"""Nightly runs into archives of several sizes: how long one takes, and what thirty of them leave behind.

    tests/bench/nights.py GENERATOR REUTERS --work FOLDER [--base N]... [--nights N] [--build FOLDER]

GENERATOR is a program that prints articles as JSON Lines (`GENERATOR REUTERS --articles N [--first K]`) and
REUTERS what it makes them of. For each base an archive of so many articles is built, names found, then as
many nights of 500 new articles are run on it, each of the same articles whatever the base. A night that
merges parts which others have made is told apart, by the parts that the manifest names. Seconds are those of
the clock; processor seconds are of the process and say more where the machine has other work. The archive
after the nights is compared with one that is built at once of the same articles (--at-once), and the base is
read again unchanged.

Inputs and bases are kept in the folder of --work, so that a second call needs only the nights.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "eval"))

import common  # noqa: E402

NIGHT = 500


def generate(tool, reuters, file, *arguments):
    """The articles as a file, unless it is there already."""
    if file.exists():
        return
    draft = file.with_suffix(".draft")
    with draft.open("wb") as out:
        subprocess.run([sys.executable, tool, reuters, *map(str, arguments)], stdout=out, check=True)
    draft.rename(file)


def index(tools, archive, *sources):
    """Summary, seconds and processor seconds of a run with every name found."""
    command = [str(tools.index), "--db", str(archive), "--json", "--entities", "all", *map(str, sources)]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=tools.environment(archive.parent))
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"error: {' '.join(command)} exited with {process.returncode}")
    return json.loads(output), seconds, usage.ru_utime + usage.ru_stime


def parts(archive):
    """Numbers of the parts that the manifest names."""
    lines = (archive / "manifest").read_text().splitlines()
    return {line.split()[1] for line in lines if line.startswith("part ")}


def size(archive):
    return sum(file.stat().st_size for file in archive.rglob("*") if file.is_file())


def linked_copy(archive, copy):
    """A copy that can be written to: parts never change, so that their files can be links."""
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for entry in archive.iterdir():
        if entry.name.startswith("part-"):
            shutil.copytree(entry, copy / entry.name, copy_function=os.link)
        elif entry.is_file():
            shutil.copy2(entry, copy / entry.name)


def split_nights(file, folder, nights):
    """A file a night."""
    folder.mkdir(exist_ok=True)
    with file.open() as lines:
        for night in range(nights):
            part = folder / f"night-{night:03}.jsonl"
            with part.open("w") as out:
                for _ in range(NIGHT):
                    out.write(next(lines))
            yield part


def first_lines(file, count, target):
    if target.exists():
        return
    with file.open() as lines, target.open("w") as out:
        for _ in range(count):
            out.write(next(lines))


def run_nights(tools, base, archive, nights):
    """(seconds, processor seconds, merged) of each night."""
    linked_copy(base, archive)
    took = []
    for night in nights:
        before = parts(archive)
        summary, seconds, processor = index(tools, archive, night)
        if summary["added"] != NIGHT:
            sys.exit(f"error: a night added {summary['added']} articles")
        took.append((seconds, processor, not before <= parts(archive)))
    return took


def told(values):
    return f"{statistics.median(values):.2f} / {max(values):.2f}" if values else "-"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("generator")
    parser.add_argument("reuters")
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--base", type=int, action="append")
    parser.add_argument("--nights", type=int, default=30)
    parser.add_argument("--build", default=common.SOURCE / "build" / "release")
    parser.add_argument("--at-once", action="store_true", help="compare with archives that are built at once")
    parser.add_argument("--again", action="store_true", help="read the bases again, unchanged")
    options = parser.parse_args()
    for needed in (options.generator, options.reuters):
        if not pathlib.Path(needed).exists():
            common.skip(needed)
    bases = options.base or [30_000, 300_000]
    tools = common.Tools(options.build)
    work = options.work
    work.mkdir(parents=True, exist_ok=True)

    largest = max(bases)
    source = work / f"base-{largest}.jsonl"
    generate(options.generator, options.reuters, source, "--articles", largest)
    late = work / f"nights-{options.nights}.jsonl"
    generate(options.generator, options.reuters, late, "--articles", NIGHT * options.nights, "--first",
             largest + 1)
    nights = list(split_nights(late, work / "nights", options.nights))

    rows = [("articles", "night, median / max s", "processor s", "nights that merge", "processor s",
             "size after", "at once", "more", "unchanged, articles/s")]
    for count in bases:
        articles = work / f"base-{count}.jsonl"
        first_lines(source, count, articles)
        base = work / f"archive-{count}"
        if not (base / "manifest").exists():
            index(tools, base, articles)
        archive = work / "archive"
        took = run_nights(tools, base, archive, nights)
        plain = [night for night in took if not night[2]]
        merging = [night for night in took if night[2]]
        after, whole, more, again = size(archive), "-", "-", "-"
        if options.at_once:
            built = work / "at-once"
            shutil.rmtree(built, ignore_errors=True)
            index(tools, built, articles, late)
            whole = f"{size(built) / 1e6:.1f} MB"
            more = f"{100 * (after / size(built) - 1):+.1f} %"
            shutil.rmtree(built)
        if options.again:
            summary, seconds, processor = index(tools, archive, articles)
            if summary["unchanged"] != count:
                sys.exit(f"error: only {summary['unchanged']} articles are unchanged")
            again = f"{count / seconds:,.0f} ({count / processor:,.0f} a processor s)"
        shutil.rmtree(archive)
        rows.append((f"{count:,}", told([night[0] for night in plain]), told([night[1] for night in plain]),
                     f"{len(merging)}: {told([night[0] for night in merging])}",
                     told([night[1] for night in merging]), f"{after / 1e6:.1f} MB", whole, more, again))
        print(f"{count}: " + " ".join(f"{night[0]:.2f}{'m' if night[2] else ''}" for night in took), file=sys.stderr)
    common.print_table(rows)


if __name__ == "__main__":
    main()
