"""Mails: their words, their form on the way, and the door through which they leave. The queue is `catalog.mail`."""
