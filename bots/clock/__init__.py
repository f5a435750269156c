"""The clock: what is done because time has passed. Every job is a plain function of (ports, now)."""
