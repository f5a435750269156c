"""Files that people write, read with care: programmes, rules, rates, scales."""
