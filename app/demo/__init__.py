"""What `journey serve --demo` shows: the reconstructed cohort, moved to today."""
