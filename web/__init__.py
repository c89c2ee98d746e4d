"""Pages, JSON, command line and jobs: the composition root that wires the other rooms together."""
