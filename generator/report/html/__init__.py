"""Writes a document into a template of a web page: one file that needs no network and no script."""
