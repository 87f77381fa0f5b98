"""Other search programs that Debian has, each doing Dateline's work as its own manual would have it done.

A peer is a class with `name`; `missing()`, what it lacks to run, or None; `build(articles, folder)`, an index of all
articles in an empty folder; `add(articles, folder)`, more articles into that; both return a Usage; and
`search(queries, folder, rounds)`, the median milliseconds of each query with ten hits, snippets and an exact count.
"""
