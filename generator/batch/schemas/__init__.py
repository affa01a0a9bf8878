"""JSON Schemas for editors: what may be written in a facts file, a rule set, a form, the vocabulary."""
