"""Xapian-Omega: scriptindex makes the index, the omega program answers, a process a query."""

import os
import pathlib
import shutil
import statistics

from peers.process import run

OMEGA = pathlib.Path("/usr/lib/cgi-bin/omega/omega")
SCRIPT = """id : boolean=Q unique=Q field
day : field
title : field index index=S
text : field index
"""
TEMPLATE = """$hitlist{$field{title}
$snippet{$field{text}}
}$msize
"""


class Omega:
    name = "scriptindex and omega (xapian-omega)"

    def missing(self):
        return None if shutil.which("scriptindex") and OMEGA.exists() else "there is no xapian-omega"

    def build(self, articles, folder):
        script = folder / "script"
        script.write_text(SCRIPT)
        return run(["scriptindex", "--stemmer=english", folder / "index", script, articles.records])

    add = build

    def search(self, queries, folder, rounds):
        (folder / "answer").write_text(TEMPLATE)
        (folder / "omega.conf").write_text(f"database_dir {folder}\ntemplate_dir {folder}\n")
        environment = {**os.environ, "OMEGA_CONFIG_FILE": str(folder / "omega.conf")}
        times = []
        for query in queries:
            words = [OMEGA, f"P={query}", "DB=index", "FMT=answer", "HITSPERPAGE=10", "DEFAULTOP=and",
                     "MINHITS=1000000000"]
            times.append(statistics.median(run(words, environment=environment).seconds * 1000
                                           for _ in range(rounds)))
        return times
