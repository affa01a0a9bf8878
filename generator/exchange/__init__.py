"""Excel in and out: a unit's facts as a form to fill in, and a filled form as edits of the facts file."""
