"""ziping: facts and rules in YAML, words in Jinja, looks in Word; out comes the self-evaluation report."""
