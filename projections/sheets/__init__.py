"""Sheets of rows and columns, for reports and exports alike: CSV in two dialects, and workbooks of typed cells."""
