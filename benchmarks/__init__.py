"""Speed beside the peers, in one run, answers compared before anything is timed: ``python -m benchmarks``."""
