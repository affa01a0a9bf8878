"""Makes files: one unit's report with its receipt."""
