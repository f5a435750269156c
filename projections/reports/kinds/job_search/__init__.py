"""The report on how soon employers are met and jobs begin."""
