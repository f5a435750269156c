"""The staff desk: pages for coaches, supervisors, evaluators and officers. Empty until its issue."""
