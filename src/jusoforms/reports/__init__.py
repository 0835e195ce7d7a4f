"""Pages for people: how to mend a returned sheet, and what to look at in a case."""
