"""How fast it is, beside the database and the library it stands on: `python -m tests.benchmarks [--quick] [--postgres]`.

Prints ratios measured in one run, beside the targets; nothing is asserted. What the rows mean: docs/reference/speed.md.
"""
