"""SQLite's FTS5, through Python's own module, in a process of its own so that its memory is its own."""

import pathlib
import sqlite3
import statistics
import sys
import time

from peers.process import run


class Sqlite:
    name = "SQLite FTS5"

    def missing(self):
        try:
            sqlite3.connect(":memory:").execute("CREATE VIRTUAL TABLE a USING fts5(b)")
        except sqlite3.OperationalError:
            return "this Python's sqlite3 has no FTS5"
        return None

    def build(self, articles, folder):
        return run([sys.executable, pathlib.Path(__file__).with_name("sqlite_index.py"), folder / "index"], stdin=articles.tab_separated)

    add = build

    def search(self, queries, folder, rounds):
        database = sqlite3.connect(folder / "index")
        times = []
        for query in queries:
            taken = []
            for _ in range(rounds):
                start = time.perf_counter()
                database.execute("SELECT id, title, snippet(articles, 3, '[', ']', '...', 30) FROM articles "
                                 "WHERE articles MATCH ? ORDER BY rank LIMIT 10", (query,)).fetchall()
                database.execute("SELECT count(*) FROM articles WHERE articles MATCH ?", (query,)).fetchone()
                taken.append((time.perf_counter() - start) * 1000)
            times.append(statistics.median(taken))
        return times
