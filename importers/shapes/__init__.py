"""What the objects of known publishers mean, as canonical cells or drafts: one module for each shape; how files are read is a format's."""
