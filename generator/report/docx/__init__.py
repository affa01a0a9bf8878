"""Writes a document into a Word template: checks the package, checks the tags, fills them, packs the same bytes each time."""
