"""The fidelity workbook: indications from the log, item by item, and the reviews over time."""
