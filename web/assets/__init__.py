"""Front-end sources and their build. Nothing here is imported while serving."""
