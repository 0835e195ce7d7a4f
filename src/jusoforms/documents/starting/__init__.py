"""A template to start from: the names that were asked for, laid out as the house does."""

from jusoforms.documents.starting.starting import starting_template

__all__ = ["starting_template"]
