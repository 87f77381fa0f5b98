"""What the evaluation scripts share: where data and tools are, and how to run them undisturbed."""

import contextlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]

# What a check exits with that could not be made because its data is not there; ctest's SKIP_RETURN_CODE.
SKIPPED = 77


def data_folder():
    """Collections that are not part of the project lie in $DATELINE_DATA, else beside the source folder."""
    named = os.environ.get("DATELINE_DATA")
    return pathlib.Path(named) if named else SOURCE.parent / "shared" / "data"


def skip(missing):
    print(f"skipped: {missing} is not there; name the folder of the collections in $DATELINE_DATA")
    sys.exit(SKIPPED)


class Tools:
    """Both programs of one build, run on archives of our own and deaf to the user's configuration."""

    def __init__(self, build):
        build = pathlib.Path(build)
        self.index = build / "indexer" / "dateline-index"
        self.search = build / "searcher" / "dateline-search"
        for tool in (self.index, self.search):
            if not tool.exists():
                sys.exit(f"error: {tool} is not built; script/demo builds it, --build names another folder")

    @staticmethod
    def environment(folder):
        environment = {key: value for key, value in os.environ.items() if key != "DATELINE_DB"}
        environment["XDG_CONFIG_HOME"] = str(folder)
        return environment

    def add(self, archive, *sources):
        """Indexes the sources and returns the summary; rejected records are the caller's to judge."""
        command = [str(self.index), "--db", str(archive), "--json", *map(str, sources)]
        done = subprocess.run(command, capture_output=True, text=True, env=self.environment(archive.parent))
        if done.returncode not in (0, 1):
            sys.exit(f"error: {' '.join(command)} exited with {done.returncode}:\n{done.stderr}")
        return json.loads(done.stdout)

    def ask(self, archive, *arguments):
        """The standard output of a search, hits or none."""
        command = [str(self.search), "--db", str(archive), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, env=self.environment(archive.parent))
        if done.returncode not in (0, 1):
            sys.exit(f"error: {' '.join(command)} exited with {done.returncode}:\n{done.stderr}")
        return done.stdout


@contextlib.contextmanager
def temporary_archive():
    with tempfile.TemporaryDirectory(prefix="dateline-eval.") as folder:
        yield pathlib.Path(folder) / "archive"


def print_table(rows):
    """Rows of cells, the first of them the head, as a Markdown table: text to the left, the rest right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]

    def line(cells):
        padded = [cell.ljust(width) if i == 0 else cell.rjust(width)
                  for i, (cell, width) in enumerate(zip(cells, widths))]
        return "| " + " | ".join(padded) + " |"

    print(line(rows[0]))
    print("|" + "|".join("-" * (width + 2) if i == 0 else "-" * (width + 1) + ":"
                         for i, width in enumerate(widths)) + "|")
    for row in rows[1:]:
        print(line(row))
