"""Data to try the product with: a reconstructed cohort, made by a documented generator."""
