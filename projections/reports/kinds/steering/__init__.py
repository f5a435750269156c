"""The report for the steering group: goals against results, meetings against the plan."""
