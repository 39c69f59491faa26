"""What would turn a decision: the smallest set of changes of a brief with which another option wins."""
