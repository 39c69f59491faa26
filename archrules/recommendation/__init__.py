"""recommend(): options, vetoes, arguments, resolution, composition of the system, and why."""
