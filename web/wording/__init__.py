"""Dates, ages, prices and answers in words. Pure functions of values and a `Language`: no request, no clock, no record.

What is unknown is said in words, never left out and never guessed.
"""
