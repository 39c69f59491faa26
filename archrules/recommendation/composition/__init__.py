"""From decisions to the System they describe and the plans around it."""
