"""A report for the terminal, as a page, as a spreadsheet."""
