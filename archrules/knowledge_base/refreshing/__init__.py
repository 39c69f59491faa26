"""For maintainers: which facts about releases are out of date, told by a copy of the data of endoflife.date."""
