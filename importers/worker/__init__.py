"""Reading of untrusted feeds in a process of its own, with limits on its computing, memory and silence."""
