#!/usr/bin/env python3
"""Every relative link in the Markdown files must lead to a file, and no line may be too long to read."""

import pathlib
import re
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[2]
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def main():
    failures = []
    pages = sorted(SOURCE.glob("*.md")) + sorted((SOURCE / "docs").glob("*.md"))
    for page in pages:
        for number, line in enumerate(page.read_text().splitlines(), 1):
            place = f"{page.relative_to(SOURCE)}:{number}"
            if len(line) > 120 and not line.lstrip().startswith("|"):
                failures.append(f"{place}: {len(line)} columns")
            for target in LINK.findall(line):
                if "://" not in target and not (page.parent / target).exists():
                    failures.append(f"{place}: {target} is not there")
    for failure in failures:
        print(failure)
    print(f"{len(pages)} pages, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
