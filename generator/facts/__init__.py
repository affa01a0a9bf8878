"""Facts: from a YAML file to typed values that know where they were written."""
