"""What follows from a design by arithmetic: facts computed once decisions are made."""
