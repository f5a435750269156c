"""The report on what came of it: jobs, studies, placements, and where each person stands."""
