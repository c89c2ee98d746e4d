"""From what a family types to offers: a derived, disposable index for each municipality."""
