"""Exports for statistics: tables as Parquet and CSV, with their codebook."""
