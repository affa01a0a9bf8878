"""What every stage stands on: places, problems, numbers, the YAML reader, the door to the disk."""
