"""Lists with one dated row for each meeting → one offer for each activity, with rules where they fit and dates where they do not."""
