"""The edges of every scoring method, each shown by a small rule set of another place."""
