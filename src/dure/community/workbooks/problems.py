"""What can be wrong with a row, in words that say what to do."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "name.missing": _("The name of the organisation is missing. Write it or skip the row."),
    "name.long": _("The name is longer than 120 letters. Shorten it."),
    "number.letters": _(
        "The business registration number holds letters: “%(value)s”. Correct or delete it."
    ),
    "number.length": _(
        "A business registration number has ten digits; this is “%(value)s”. Correct or delete it."
    ),
    "number.check": _(
        "The last digit of the business registration number “%(value)s” does not fit the others: "
        "one digit is mistyped. Correct or delete it."
    ),
    "telephone.incomplete": _("“%(value)s” lacks its area code. The telephone is left out."),
    "telephone.strange": _("“%(value)s” is no telephone number. It is left out."),
    "date.strange": _("“%(value)s” is no date. Write it as in 2012-03-05."),
    "email.strange": _("“%(value)s” is no e-mail address. It is left out."),
    "website.strange": _("“%(value)s” is no address of a website. It is left out."),
    "kind.strange": _("The kind “%(value)s” is not known. It is guessed from the name."),
    "size.both": _("“%(value)s” may be small or medium. The size is left out."),
    "size.strange": _("The size “%(value)s” is not known. It is left out."),
    "email.long": _(
        "The e-mail address “%(value)s” is longer than 254 letters. Correct or delete it."
    ),
    "website.long": _(
        "The address of the website “%(value)s” is longer than 200 letters. Correct or delete it."
    ),
    "text.long.80": _("“%(value)s” is longer than 80 letters. Shorten it."),
    "text.long.160": _("“%(value)s” is longer than 160 letters. Shorten it."),
    "text.long.240": _("“%(value)s” is longer than 240 letters. Shorten it."),
    "text.long": _("“%(value)s” is too long. It is cut off."),
    "industry.strange": _("No industry of the classification is “%(value)s”. It is left out."),
    "industry.several": _("More than one industry is called “%(value)s”. Write its five digits."),
    "group.strange": _("This complex has no group “%(value)s”. The row joins none."),
    "joined.early": _("The group was founded on %(value)s; membership begins on that day."),
    "joined.late": _("The group had ended by then, on %(value)s. The row joins it not."),
    "left.future": _("“%(value)s” lies ahead. Correct the day of leaving or delete it."),
    "left.early": _("Left on %(value)s, before joining. Correct one of the two days."),
    "left.before": _("Left on %(value)s, before membership would begin. The row joins no group."),
    "left.undated": _(
        "“%(value)s”: it looks as if the member had left. Skip the row, write the day of leaving, "
        "or say whom it means to record it as a member."
    ),
    "row.again": _("This row says the same as row %(value)s and is left out."),
    "row.same": _("The same organisation as row %(value)s."),
    "row.differs": _(
        "The same organisation as row %(value)s, which says otherwise of it; what that row says "
        "counts. If it is another organisation, correct this row or choose."
    ),
    "row.refused": _("The row was refused when it was to be written: %(value)s"),
    "row.taken": _("Another record has this already. Import the workbook again to see which."),
    "edit.refused": _("Not all of it was written: another record has it already."),
    "match.number": _("Found by its business registration number."),
    "match.name": _("Found by its name and address."),
    "match.chosen": _("Chosen by hand."),
    "match.elsewhere": _(
        "The organisation belongs to another complex: its own record is left as it is."
    ),
    "match.closed": _("The organisation has closed."),
    "choose.similar": _("An organisation with a similar name is known. Choose which it is."),
    "choose.address": _(
        "An organisation of this name is known at another address. Choose which it is."
    ),
    "choose.number": _(
        "An organisation of this name is known with another business registration number. "
        "Choose which it is."
    ),
}
ERRORS = {
    "name.missing",
    "name.long",
    "number.letters",
    "number.length",
    "number.check",
    "date.strange",
    "left.future",
    "left.early",
    "email.long",
    "website.long",
    "text.long.80",
    "text.long.160",
    "text.long.240",
    "row.refused",
    "row.taken",
}


@dataclass(frozen=True)
class Problem:
    code: str
    value: str = ""

    @property
    def is_error(self) -> bool:
        return self.code in ERRORS

    @property
    def sentence(self) -> str:
        return str(SENTENCES[self.code]) % {"value": self.value}
