"""The report on questionnaires: who answered, what they said, and how that changed."""
