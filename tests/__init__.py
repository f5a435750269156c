"""The tests. A package of its own name in the environment (canaille ships one) must not stand in for this one."""
