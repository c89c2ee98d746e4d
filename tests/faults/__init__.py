"""Krets killed, filled, damaged and crowded on purpose, and looked at afterwards: is it whole, and does it say what is wrong?"""
