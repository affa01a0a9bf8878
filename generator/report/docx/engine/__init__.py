"""Fills docxtpl templates fast: what hangs on the template alone is done once, and a report is text, checksum, deflate.

The walled room of docxtpl and its Jinja environments; nothing of either leaves this package.
"""
