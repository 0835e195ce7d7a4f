"""Parts -> a .docx: what is never carried, properties, and the last look at every invariant."""
