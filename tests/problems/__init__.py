"""The gallery of problems: a folder a number, with the bad files over a small bureau, and what is printed."""
