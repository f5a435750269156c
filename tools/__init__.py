"""What the makers of this program use: the cohort's generator, the writer of reference pages. Not in the wheel."""
