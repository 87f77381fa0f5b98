#!/usr/bin/env python3
"""Lets nightly runs meet a disk that is really full: a small tmpfs, filled up to a few KiB.

    sudo tests/eval/full_disk.py [--articles 3000] [--steps 40] [--build FOLDER]

An archive is made on the disk; then a night of 500 articles, half of them later versions, is run with so much
space left, from none up to what it needs, in steps. A run that finds too little must say so in one error
that names the place and the reason, exit with 2 and leave the archive as it was, or with the whole night when
only merging failed; with space it must complete.
Needs to mount; says so and is skipped where that is not allowed.
"""

import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import common
from made_articles import article, write

NIGHT = 500


def fail(what):
    sys.exit(f"error: {what}")


def run(tools, folder, *arguments):
    return subprocess.run([tools.index, "--db", folder / "archive", *arguments], capture_output=True, text=True,
                          env=tools.environment(folder))


def held(tools, folder):
    done = run(tools, folder, "--export", "--quiet")
    if done.returncode != 0:
        fail(f"the archive cannot be read: {done.stderr}")
    return sorted(done.stdout.splitlines())


def fill(folder, left):
    """A file that takes all the space but so many bytes."""
    status = os.statvfs(folder)
    size = max(0, status.f_bavail * status.f_frsize - left)
    with (folder / "filler").open("wb") as out:
        if size > 0:
            os.posix_fallocate(out.fileno(), 0, size)


def has_night(lines, night):
    sections = {one["id"]: one["section"] for one in map(json.loads, lines)}
    return all(sections.get(one["id"]) == one["section"] for one in night)


def try_out(tools, folder, inputs, options):
    dice = random.Random(1)
    base = inputs / "base.jsonl"
    write(base, [article(number, 0, dice) for number in range(options.articles)])
    done = run(tools, folder, "--quiet", "--entities", "given", base)
    if done.returncode != 0:
        fail(f"the base: {done.stderr}")
    full = merging = complete = 0
    space = os.statvfs(folder)
    largest = 3 * sum(file.stat().st_size for file in (folder / "archive").rglob("*") if file.is_file()) // 2
    if largest > space.f_bavail * space.f_frsize:
        fail("the disk is too small for all steps")
    for step in range(options.steps):
        night = [article(number, step + 1, dice) for number in range(step * 20, step * 20 + NIGHT // 2)]
        night += [article(10 ** 6 + step * NIGHT + i, 1, dice) for i in range(NIGHT // 2)]
        file = inputs / "night.jsonl"
        write(file, night)
        before = held(tools, folder)
        # Most steps near nothing, where the small files are written.
        fill(folder, int(largest * (step / options.steps) ** 3))
        done = run(tools, folder, "--quiet", "--entities", "given", file)
        (folder / "filler").unlink()
        if done.returncode == 2:
            full += 1
            lines = done.stderr.splitlines()
            if not lines[0].startswith(f"error: {folder}") or "No space left on device" not in lines[0]:
                fail(f"unclear: {done.stderr}")
            if sum(line.startswith("error:") for line in lines) != 1:
                fail(f"more than one error: {done.stderr}")
            now = held(tools, folder)
            merging += now != before and has_night(now, night)  # what was published stays when merging fails
            if now != before and not has_night(now, night):
                fail("a run without space left half a night")
        elif done.returncode == 0:
            complete += 1
        else:
            fail(f"exited with {done.returncode}: {done.stderr}")
        again = run(tools, folder, "--json", "--entities", "given", file)
        if again.returncode != 0:
            fail(f"with space again: {again.stderr}")
        if done.returncode == 0 and json.loads(again.stdout)["unchanged"] != NIGHT:
            fail("a run that said that all was in had left something out")
        if run(tools, folder, "--check").returncode != 0:
            fail("--check")
        if not has_night(held(tools, folder), night):
            fail("a night is not in")
    print(f"{options.steps} nights on a disk with 0 to {largest / 1e6:.1f} MB left: {full} found it full, {merging} "
          f"of these only when they merged, {complete} had room; no finding")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--steps", type=int, default=40)
    parser.add_argument("--size", default="64m", help="of the disk")
    parser.add_argument("--build", default=common.SOURCE / "build" / "release")
    options = parser.parse_args()
    tools = common.Tools(options.build)
    with tempfile.TemporaryDirectory(prefix="dateline-full.") as name:
        disk = pathlib.Path(name) / "disk"
        inputs = pathlib.Path(name) / "inputs"
        disk.mkdir()
        inputs.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={options.size}", "tmpfs", disk],
                                 capture_output=True, text=True)
        if mounted.returncode != 0:
            print(f"skipped: cannot mount: {mounted.stderr.strip()}")
            sys.exit(common.SKIPPED)
        try:
            try_out(tools, disk, inputs, options)
        finally:
            subprocess.run(["umount", disk], check=True)


if __name__ == "__main__":
    main()
