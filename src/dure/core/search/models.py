from __future__ import annotations

from django.db import models
from django.db.models import UniqueConstraint


class SearchName(models.Model):
    """A name by which a row of some other table is found; written by ``search.actions``."""

    owner = models.CharField(max_length=60)  # "community.organisation"
    owner_id = models.BigIntegerField()
    text = models.TextField()  # hangul.normal
    initials = models.TextField()  # hangul.initials, character by character

    class Meta:
        constraints = [
            UniqueConstraint(fields=["owner", "owner_id", "text"], name="searchname_once"),
        ]

    def __str__(self) -> str:
        return f"{self.owner}:{self.owner_id} {self.text}"


class SearchGram(models.Model):
    """A name holds this run of three characters, as a number (``hangul.grams``)."""

    pk = models.CompositePrimaryKey("code", "name_id")
    code = models.BigIntegerField()
    name = models.ForeignKey(SearchName, models.CASCADE, related_name="grams")

    def __str__(self) -> str:
        return f"{self.code} in {self.name_id}"
