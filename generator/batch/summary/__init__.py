"""The summary of a year (汇总表): every unit of a bureau on one sheet and one page."""
