"""The Nu HTML checker, from npm by its lock, run by the machine's Java. For tests alone; nothing of it is built or shipped."""
