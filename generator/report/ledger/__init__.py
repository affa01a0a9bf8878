"""The ledger: a workbook of every printed number, each as a live formula over the facts."""
