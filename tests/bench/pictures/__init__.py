"""The pictures of each template that docs/ show: `make screenshots` takes them of a sample site of its own.

Each is taken in both themes, on a desk (1280 pixels) and on a phone (390 pixels), and kept small: WebP, at the width it
is shown at. What is taken stands in a module for each page of the docs, and that page is written from it.
"""
