"""The reference pages under docs/reference, written from the code they describe: `python -m tools.reference`."""
