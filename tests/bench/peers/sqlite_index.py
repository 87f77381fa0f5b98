"""Puts the lines "ID TAB DAY TAB TITLE TAB TEXT" of standard input into an FTS5 table: sqlite_index.py FILE."""

import sqlite3
import sys


def index(file):
    database = sqlite3.connect(file)
    database.execute("CREATE VIRTUAL TABLE IF NOT EXISTS articles USING "
                     "fts5(id UNINDEXED, day UNINDEXED, title, text, tokenize = 'porter unicode61')")
    database.execute("CREATE TABLE IF NOT EXISTS places(id PRIMARY KEY, row INTEGER)")
    for line in sys.stdin:
        parts = line.rstrip("\n").split("\t")
        old = database.execute("SELECT row FROM places WHERE id = ?", parts[:1]).fetchone()
        if old:
            database.execute("DELETE FROM articles WHERE rowid = ?", old)
        row = database.execute("INSERT INTO articles VALUES (?, ?, ?, ?)", parts).lastrowid
        database.execute("INSERT OR REPLACE INTO places VALUES (?, ?)", (parts[0], row))
    database.execute("INSERT INTO articles(articles) VALUES ('optimize')")
    database.commit()


if __name__ == "__main__":
    index(sys.argv[1])
