"""Measures: arrays in, arrays out. Knows neither Django nor Dure."""
