"""Times of day as people say them."""

from django import template

from clinic.core.opening_words import clock, hours_in_words

register = template.Library()

register.filter("clock", clock)
register.filter("in_words", hours_in_words)
