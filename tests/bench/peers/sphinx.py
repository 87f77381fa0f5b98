"""Sphinx 2: indexer makes an index, searchd answers in SphinxQL. New articles are an index of their own that is merged
into the first, as its manual has it."""

import shutil
import statistics
import time

from peers.mysql import Connection
from peers.process import bytes_in, run, together
from peers.server import running

# Titles and texts are strings besides, for searchd to make snippets of; it has those in memory. dict and charset are
# as they come.
INDEX = """source {name}
{{
    type = tsvpipe
    tsvpipe_command = cat {file}
    tsvpipe_attr_string = name
    tsvpipe_attr_uint = day
    tsvpipe_field_string = title
    tsvpipe_field_string = text
}}
index {name}
{{
    source = {name}
    path = {folder}/index/{name}
    morphology = stem_en
}}
"""
PROGRAMS = """indexer
{{
    mem_limit = 512M
}}
searchd
{{
    listen = {folder}/socket:mysql41
    pid_file = {folder}/pid
    log = {folder}/log
    binlog_path =
    workers = threads
}}
"""
QUERY = ("SELECT name, title, SNIPPET(text, '{0}', 'limit=300') FROM articles WHERE MATCH('{0}') LIMIT 10 "
         "OPTION field_weights = (title = 2)")


class Sphinx:
    name = "Sphinx 2"

    def missing(self):
        found = shutil.which("indexer") and shutil.which("searchd")
        return None if found else "there is no Sphinx (Debian: sphinxsearch)"

    def configured(self, articles, folder, *names):
        (folder / "index").mkdir(exist_ok=True)
        file = folder / "sphinx.conf"
        file.write_text("".join(INDEX.format(name=name, file=articles.numbered, folder=folder) for name in names)
                        + PROGRAMS.format(folder=folder))
        return ["--config", file]

    def build(self, articles, folder):
        return run(["indexer", *self.configured(articles, folder, "articles"), "articles"])

    def add(self, articles, folder):
        configuration = self.configured(articles, folder, "articles", "new")
        made = run(["indexer", *configuration, "new"])
        merged = run(["indexer", *configuration, "--merge", "articles", "new"])
        for file in (folder / "index").glob("new.*"):
            file.unlink()
        return together(made, merged)

    def size(self, folder):
        return bytes_in(folder / "index")

    def search(self, queries, folder, rounds):
        def answers():
            try:
                Connection(folder / "socket").close()
            except OSError:
                return False
            return True

        server = ["searchd", "--nodetach", "--config", folder / "sphinx.conf"]
        with running(server, answers, folder / "messages"):
            connection = Connection(folder / "socket")
            times = [[] for _ in queries]
            for _ in range(rounds):
                for query, taken in zip(queries, times):
                    start = time.perf_counter()
                    connection.query(QUERY.format(query))
                    connection.query("SHOW META LIKE 'total_found'")
                    taken.append((time.perf_counter() - start) * 1000)
            connection.close()
        return [statistics.median(taken) for taken in times]
