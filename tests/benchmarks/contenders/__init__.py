"""Those that the benchmark of search compares, each a module: what it is given, what it does, and what it does not do."""
