"""What follows from who uses whom in a System: pure functions over it, the same for any order of its lists."""
