"""One module for each format; a format registers by being here (see `importers.registry`)."""
