"""Dateline itself, with names as the source gives them or found in the text."""

import os
import tempfile

from peers.process import run


class Dateline:
    def __init__(self, build, entities):
        self.index = build / "indexer" / "dateline-index"
        self.times = build / "tests" / "dateline-answer-times"
        self.entities = entities
        self.name = f"Dateline, --entities {entities}"

    def missing(self):
        for program in (self.index, self.times):
            if not program.exists():
                return f"{program} is not built"
        return None

    def build(self, articles, folder):
        # Deaf to the user's configuration.
        environment = {key: value for key, value in os.environ.items() if key != "DATELINE_DB"}
        with tempfile.TemporaryDirectory() as nowhere:
            environment["XDG_CONFIG_HOME"] = nowhere
            return run([self.index, "--db", folder / "archive", "--entities", self.entities, articles.json_lines],
                       environment=environment)

    add = build

    def search(self, queries, folder, rounds):
        file = folder / "queries"
        file.write_text("".join(f"{query}\t--format\tjson\n" for query in queries))
        done = run([self.times, folder / "archive", rounds], stdin=file)
        return [float(line.split("\t")[0]) / 1000 for line in done.output.splitlines()]
