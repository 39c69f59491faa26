"""What can be computed rather than inferred: facts from briefs and technologies, loads, capacity."""
