"""Rules: formulas, derived quantities, scoring; from facts and a rule set to a scorecard that can explain itself."""
