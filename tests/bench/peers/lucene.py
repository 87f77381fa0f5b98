"""Lucene 8, driven by LucenePeer.java."""

import pathlib
import shutil
import subprocess
import tempfile

from peers.process import run

JARS = ["core", "analyzers-common", "queries", "highlighter", "memory"]


class Lucene:
    name = "Lucene 8"

    def __init__(self, threads):
        self.threads = threads
        self.classes = None
        self.jars = [next(iter(sorted(pathlib.Path("/usr/share/java").glob(f"lucene-{jar}-8.*.jar"))), None)
                     for jar in JARS]

    def missing(self):
        if not shutil.which("javac"):
            return "there is no javac (Debian: default-jdk-headless)"
        return None if all(self.jars) else "there is no Lucene (Debian: liblucene8-java)"

    def command(self, *arguments):
        path = ":".join(map(str, self.jars))
        if not self.classes:
            self.classes = tempfile.TemporaryDirectory(prefix="dateline-lucene.")
            driver = pathlib.Path(__file__).with_name("LucenePeer.java")
            subprocess.run(["javac", "-cp", path, "-d", self.classes.name, driver], check=True)
        return ["java", "-cp", f"{path}:{self.classes.name}", "LucenePeer", *arguments]

    def build(self, articles, folder):
        return run(self.command("index", folder / "index", self.threads), stdin=articles.tab_separated)

    add = build

    def search(self, queries, folder, rounds):
        file = folder / "queries"
        file.write_text("".join(query + "\n" for query in queries))
        done = run(self.command("search", folder / "index", rounds), stdin=file)
        return [float(line.split("\t")[0]) / 1000 for line in done.output.splitlines()]
