"""Exports: what leaves the store for evaluators, registers and the person, whole or not at all."""
