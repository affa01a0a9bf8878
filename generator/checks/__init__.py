"""Checks that people write as data: facts against facts, and what a report says against what it knows."""
