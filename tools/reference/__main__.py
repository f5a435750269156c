"""`python -m tools.reference` writes the pages; `--check` names those that are stale and leaves with 1."""

from __future__ import annotations

import sys

from tools.reference.pages import FOLDER, PAGES, stale, write

WRONG_USE = 2


def main(arguments: list[str]) -> int:
    """Write or check the pages. Returns the exit code."""
    if arguments not in ([], ["--check"]):
        print("usage: python -m tools.reference [--check]", file=sys.stderr)
        return WRONG_USE
    if not FOLDER.is_dir():
        print("the pages belong to a clone of the project: there is no docs/reference here", file=sys.stderr)
        return WRONG_USE
    if arguments:
        pages = stale()
        for name in pages:
            print(f"{name} is stale; run: python -m tools.reference")
        return 1 if pages else 0
    write()
    print(f"{len(PAGES)} pages written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
