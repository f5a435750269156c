"""The report on the employers a programme knows and the contacts with them."""
