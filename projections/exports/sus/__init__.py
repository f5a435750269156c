"""Exports for SUS, the national register: forms by name where a consent stands, else without a person."""
