"""Shows what a folder of the gallery prints, and keeps it where nothing is kept yet: python -m tests.problems F104."""

from __future__ import annotations

import sys

from .folder import Folder, told

for number in sys.argv[1:]:
    folder = Folder(number)
    printed = folder.run()
    print(printed)
    if number not in dict(told(printed)):
        print(f"{number} is not told: nothing kept", file=sys.stderr)
    elif not folder.printed_path.exists():
        folder.printed_path.write_text(printed, "utf-8")
    elif folder.printed_path.read_text("utf-8") != printed:
        print(f"{folder.printed_path} says otherwise; delete it to record anew", file=sys.stderr)
