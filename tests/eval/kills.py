#!/usr/bin/env python3
"""Kills nightly runs at random times and looks at what is left, again and again.

    tests/eval/kills.py [--kills 200] [--articles 20000] [--work FOLDER] [--seed N] [--build FOLDER]

An archive of generated articles is fed nights of 500: new ones and later versions of old ones, in batches,
so that parts are merged and written anew. Each night is killed after a random part of the time that a night
takes, until it has been killed often enough; then it is run to its end and the next one begins. After each
kill the archive must open, hold each article exactly once in its old or its new version, in the order in
which batches were published, and pass --check (every tenth time, as that reads all of it). After each night
it must hold exactly what was handed over, and nothing may lie about that the manifest does not name.
"""

import argparse
import json
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import time

import common
from made_articles import article, write

NIGHT = 500
BATCH = 100
CHECK_EVERY = 10

def fail(what):
    sys.exit(f"error: {what}")


class Archive:
    """The archive under test, and what it must hold."""

    def __init__(self, tools, folder):
        self.tools = tools
        self.folder = folder
        self.archive = folder / "archive"
        self.versions = {}  # of each id, as of the last night that was completed

    def command(self, file):
        return [str(self.tools.index), "--db", str(self.archive), "--json", "--entities", "given", "--batch",
                str(BATCH), str(file)]

    def start(self, file):
        return subprocess.Popen(self.command(file), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                env=self.tools.environment(self.folder))

    def complete(self, file):
        process = self.start(file)
        _, errors = process.communicate()
        if process.returncode != 0:
            fail(f"a run exited with {process.returncode}: {errors.decode()}")

    def held(self):
        """The version of each article, as exported."""
        done = subprocess.run([self.tools.index, "--db", self.archive, "--export", "--quiet"], capture_output=True,
                              env=self.tools.environment(self.folder))
        if done.returncode != 0:
            fail(f"the archive cannot be read: {done.stderr.decode()}")
        versions = {}
        for line in done.stdout.splitlines():
            one = json.loads(line)
            if one["id"] in versions:
                fail(f"{one['id']} is there twice")
            versions[one["id"]] = int(one["section"][1:])
        return versions

    def check(self):
        done = subprocess.run([self.tools.index, "--db", self.archive, "--check"], capture_output=True, text=True,
                              env=self.tools.environment(self.folder))
        if done.returncode != 0:
            fail(f"--check: {done.stdout}{done.stderr}")

    def check_tidy(self):
        named = re.findall(r"^part (\d+) ", (self.archive / "manifest").read_text(), re.M)
        expected = {f"part-{int(number):06}" for number in named}
        for entry in self.archive.iterdir():
            if entry.name == "work" or entry.suffix == ".new" or (
                    entry.name.startswith("part-") and entry.name not in expected):
                fail(f"{entry} is left behind")

    def check_between(self, night):
        """Old or new, and whole batches of the night in their order; how many of its articles are in."""
        held = self.held()
        arrived = [held.get(one["id"]) == int(one["section"][1:]) for one in night]
        count = sum(arrived)
        if arrived != [True] * count + [False] * (len(night) - count):
            fail("the articles of a night did not come in their order")
        if count % BATCH != 0 and count != len(night):
            fail(f"half a batch is in: {count} articles")
        expected = dict(self.versions)
        expected.update((one["id"], int(one["section"][1:])) for one in night[:count])
        if held != expected:
            fail("the archive holds neither the old nor the new articles")
        return count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--kills-a-night", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1987)
    parser.add_argument("--work", type=pathlib.Path, help="a folder on the disk that is to be tried")
    parser.add_argument("--build", default=common.SOURCE / "build" / "release")
    options = parser.parse_args()
    tools = common.Tools(options.build)
    dice = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="dateline-kills.", dir=options.work) as folder:
        archive = Archive(tools, pathlib.Path(folder))
        base = [article(number, 0, dice) for number in range(options.articles)]
        file = archive.folder / "base.jsonl"
        write(file, base)
        archive.complete(file)
        archive.versions = {one["id"]: 0 for one in base}

        kills = ended_before = in_part = nights = 0
        length = 0.5  # seconds; each kill comes after a random part of it
        while kills < options.kills:
            nights += 1
            old = dice.sample(sorted(archive.versions), NIGHT // 2)
            new = range(len(archive.versions), len(archive.versions) + NIGHT // 2)
            night = [article(int(one[1:]), nights, dice) for one in old] + [article(n, nights, dice) for n in new]
            write(file, night)
            for _ in range(options.kills_a_night):
                process = archive.start(file)
                time.sleep(dice.random() * length)
                process.send_signal(signal.SIGKILL)
                process.communicate()
                # Towards the time that a night takes on this machine at this moment.
                if process.returncode == -signal.SIGKILL:
                    kills += 1
                    length *= 1.05
                else:
                    ended_before += 1
                    length *= 0.8
                count = archive.check_between(night)
                in_part += 0 < count < len(night)
                if kills % CHECK_EVERY == 0:
                    archive.check()
                if count == len(night):
                    break
            archive.complete(file)
            archive.versions.update((one["id"], nights) for one in night)
            if archive.held() != archive.versions:
                fail("a completed night is not what was handed over")
            archive.check_tidy()
            print(f"{nights} nights, {kills} kills", file=sys.stderr)
        archive.check()
        print(f"{kills} kills in {nights} nights of {NIGHT} ({ended_before} came too late, {in_part} left a part of a "
              f"night's batches): no finding; {len(archive.versions)} articles")


if __name__ == "__main__":
    main()
