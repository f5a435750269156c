"""Generates the reconstructed cohort of Hudiksvall, from which the demonstration and many tests are made."""
