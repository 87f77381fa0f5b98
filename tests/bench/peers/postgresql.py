"""PostgreSQL's full text: a cluster of its own, asked through psql, all queries over one connection."""

import os
import pathlib
import pwd
import re
import shutil
import statistics
import subprocess

from peers.process import run, together
from peers.server import running

# For a machine that loads an archive and then answers. Everything stays as durable as in the other programs: fsync
# and synchronous_commit are on. At wal_level minimal a table that is filled in the transaction which makes it is
# synced instead of logged. Two processes work out the words of a table's texts, one answers, as elsewhere.
SETTINGS = {
    "listen_addresses": "", "unix_socket_permissions": "0777", "max_connections": 10, "shared_buffers": "512MB",
    "maintenance_work_mem": "512MB", "work_mem": "64MB", "max_parallel_maintenance_workers": 2,
    "wal_level": "minimal", "max_wal_senders": 0, "max_wal_size": "8GB", "default_toast_compression": "lz4",
    "autovacuum": "off", "jit": "off", "random_page_cost": 1.1, "timezone": "UTC", "lc_messages": "C",
}
WORDS = "setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', text), 'D')"
# No article has the character that quotes: it counts as a space, and those are evened out.
COPY = r"COPY incoming FROM STDIN (FORMAT csv, DELIMITER E'\t', QUOTE E'\x1f', NULL '\N')"
INCOMING = ["CREATE UNLOGGED TABLE incoming (id text, day integer, title text, text text)", COPY]
BUILD = [
    *INCOMING,
    "SET min_parallel_table_scan_size = 0", "SET parallel_setup_cost = 0", "SET max_parallel_workers_per_gather = 1",
    f"CREATE TABLE articles AS SELECT id, day, title, text, {WORDS} AS words FROM incoming",
    "ALTER TABLE articles ADD PRIMARY KEY (id)",
    "CREATE INDEX articles_words ON articles USING gin (words)",
    "DROP TABLE incoming",
    "VACUUM ANALYZE articles",
]
# Articles that are there as they come are passed over before their words are worked out.
ADD = [
    *INCOMING,
    "ANALYZE incoming",
    "DELETE FROM incoming USING articles WHERE incoming.id = articles.id AND (incoming.day, incoming.title, "
    "incoming.text) = (articles.day, articles.title, articles.text)",
    f"INSERT INTO articles SELECT id, day, title, text, {WORDS} FROM incoming ON CONFLICT (id) DO UPDATE SET "
    "(day, title, text, words) = (excluded.day, excluded.title, excluded.text, excluded.words)",
    "SELECT gin_clean_pending_list('articles_words')",
    "DROP TABLE incoming",
]
# The best are chosen and all counted in one pass over the hits.
QUERY = """SELECT id, title, ts_headline('english', text, query), total FROM
(SELECT id AS best, query, ts_rank_cd(words, query) AS rank, count(*) OVER () AS total
FROM articles, websearch_to_tsquery('english', '{}') AS query WHERE words @@ query ORDER BY rank DESC LIMIT 10) AS page
JOIN articles ON id = best ORDER BY rank DESC;
"""


def _programs():
    """The folder of the newest version."""
    found = pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((file.parent for file in found), key=lambda folder: float(folder.parent.name), default=None)


def _account():
    """The server does not run as root; then whose it is: what Popen wants of it."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


class Postgresql:
    def __init__(self):
        self.programs = _programs()
        self.name = f"PostgreSQL {self.programs.parent.name}" if self.programs else "PostgreSQL"
        self.sizes = {}

    def missing(self):
        if not self.programs:
            return "there is no PostgreSQL server (Debian: postgresql)"
        return None if shutil.which("psql") else "there is no psql (Debian: postgresql-client)"

    def client(self, folder):
        return ["psql", "-h", folder / "socket", "-U", "bench", "-d", "postgres", "-XqAt", "-v", "ON_ERROR_STOP=1"]

    def server(self, folder):
        def answers():
            asked = [self.programs / "pg_isready", "-q", "-h", folder / "socket"]
            return subprocess.run(asked, check=False).returncode == 0

        options = [f"--{name}={value}" for name, value in SETTINGS.items()]
        command = [self.programs / "postgres", "-D", folder / "cluster", "-k", folder / "socket", *options]
        return running(command, answers, folder / "log", cwd=folder, **_account())

    def statements(self, statements, articles, folder):
        """Neither the start of the server nor its end is part of the seconds, but of the processor's they are."""
        words = [word for statement in statements for word in ("-c", statement)]
        with self.server(folder) as server:
            done = run([*self.client(folder), *words], stdin=articles.tab_separated)
            size = run([*self.client(folder), "-c", "SELECT pg_total_relation_size('articles')"])
            self.sizes[folder] = int(size.output)
        return together(done, server[0])._replace(seconds=done.seconds)

    def build(self, articles, folder):
        account = _account()
        for name in ("cluster", "socket"):
            (folder / name).mkdir(mode=0o700 if name == "cluster" else 0o755)
            if account:
                os.chown(folder / name, account["user"], account["group"])
        if account:
            # The way there, which is closed to others.
            folder.parent.chmod(0o711)
            folder.chmod(0o711)
        subprocess.run([self.programs / "initdb", "-D", folder / "cluster", "-U", "bench", "-A", "trust", "-E", "UTF8",
                        "--locale=C.UTF-8", "--no-sync"], check=True, cwd=folder, stdout=subprocess.DEVNULL, **account)
        return self.statements(BUILD, articles, folder)

    def add(self, articles, folder):
        return self.statements(ADD, articles, folder)

    def size(self, folder):
        """Of the table and its indexes, without the log of changes and what every cluster has."""
        return self.sizes[folder]

    def search(self, queries, folder, rounds):
        script = folder / "queries"
        asked = "".join(QUERY.format(query.replace("'", "''")) for query in queries)
        script.write_text("\\timing on\n" + asked * rounds)
        with self.server(folder):
            done = run([*self.client(folder), "-o", os.devnull, "-f", script])
        times = [float(time) for time in re.findall(r"^Time: ([0-9.]+) ms", done.output, re.MULTILINE)]
        return [statistics.median(times[number::len(queries)]) for number in range(len(queries))]
