"""Judged searches on the demo catalog: what a parent would want to find, and how near to it the whole way of a search comes."""
