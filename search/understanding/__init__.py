"""From what a family types to filters and what is left for full text, explained word by word; it never guesses in silence."""
