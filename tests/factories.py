"""One factory a model: a bare call gives the dullest valid row."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import factory
from factory.django import DjangoModelFactory

from dure.accounts.models import Role, RoleKind, User
from dure.community import models as community
from dure.community.documents.models import DocumentKind
from dure.core import business_number
from dure.core.audit.models import AuditEvent
from dure.core.files.models import File
from dure.core.models import Job, Letter
from dure.core.search import actions as search
from dure.creation import models as creation
from dure.evidence import models as evidence

NOON = dt.datetime(2026, 3, 2, 3, 0, tzinfo=dt.UTC)  # Monday noon in Seoul
LONG_AGO = dt.date(2005, 1, 1)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence("user{}@example.com".format)
    name = factory.Sequence("User {}".format)
    language = "en"
    password = "!"


class RoleFactory(DjangoModelFactory):
    class Meta:
        model = Role

    user = factory.SubFactory(UserFactory)
    kind = RoleKind.EXPERT
    starts_on = LONG_AGO


class AuditEventFactory(DjangoModelFactory):
    class Meta:
        model = AuditEvent

    action = "thing.done"
    target = "community.complex:1"
    details = {"changed": ["region"]}
    done_by = factory.SubFactory(UserFactory)
    done_at = NOON


class JobFactory(DjangoModelFactory):
    class Meta:
        model = Job

    task = "dure.core.queue.actions.tidy"
    enqueued_at = NOON
    run_after = NOON

    class Params:
        running = factory.Trait(
            status="running",
            attempts=1,
            attempted_at=NOON,
            lease=factory.LazyFunction(uuid.uuid4),
            leased_until=NOON + dt.timedelta(minutes=1),
        )
        failed = factory.Trait(
            status="failed",
            attempts=8,
            finished_at=NOON,
            errors=[
                {"kind": "builtins.ValueError", "text": "ValueError: no", "at": NOON.isoformat()}
            ],
        )


class LetterFactory(DjangoModelFactory):
    class Meta:
        model = Letter

    key = factory.Sequence("notice:{}".format)
    to = "kim@example.com"
    subject = "A forum on moulds"
    text = "You are invited."
    html = "<p>You are invited.</p>"
    language = "en"
    message_id = factory.LazyAttribute(lambda letter: f"<{letter.key}@localhost>")
    queued_at = NOON


class NamedFactory(DjangoModelFactory):
    """For what is found by its names: the names are indexed as the action would."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **columns: Any) -> Any:
        made = super()._create(model_class, *args, **columns)
        search.index(made)
        return made


class ComplexFactory(NamedFactory):
    class Meta:
        model = community.Complex

    name_ko = factory.Sequence("산업단지 {}".format)
    kind = community.ComplexKind.NATIONAL
    part = community.Part.HUB
    region = "경상북도"


class CoordinationFactory(DjangoModelFactory):
    class Meta:
        model = community.Coordination

    complex = factory.SubFactory(ComplexFactory)
    user = factory.SubFactory(UserFactory)
    starts_on = LONG_AGO


class SectionFactory(NamedFactory):
    class Meta:
        model = community.Industry
        django_get_or_create = ("revision", "code")

    revision = 10
    code = "C"
    level = 1
    section = "C"
    name_ko = "제조업"


class IndustryFactory(NamedFactory):
    """A line of five digits right under the section; the levels between are left out."""

    class Meta:
        model = community.Industry

    revision = 10
    code = factory.Sequence("{:05}".format)
    level = 5
    section = "C"
    parent = factory.SubFactory(SectionFactory)
    name_ko = factory.Sequence("제조업 {}".format)


def _number(n: int) -> str:
    first_nine = f"{123450000 + n}"
    return first_nine + business_number.check_digit(first_nine)


class OrganisationFactory(NamedFactory):
    class Meta:
        model = community.Organisation

    name_ko = factory.Sequence("기업 {}".format)
    kind = community.OrganisationKind.FIRM
    complex = factory.SubFactory(ComplexFactory)

    class Params:
        numbered = factory.Trait(business_number=factory.Sequence(_number))


class SizeClassFactory(DjangoModelFactory):
    class Meta:
        model = community.SizeClass

    organisation = factory.SubFactory(OrganisationFactory)
    size = community.Size.SMALL
    starts_on = LONG_AGO


class IndustryClassFactory(DjangoModelFactory):
    class Meta:
        model = community.IndustryClass

    organisation = factory.SubFactory(OrganisationFactory)
    industry = factory.SubFactory(IndustryFactory)
    starts_on = LONG_AGO


class SupplyTieFactory(DjangoModelFactory):
    class Meta:
        model = community.SupplyTie

    supplier = factory.SubFactory(OrganisationFactory)
    customer = factory.SubFactory(OrganisationFactory)
    starts_on = LONG_AGO


class RepresentationFactory(DjangoModelFactory):
    class Meta:
        model = community.Representation

    organisation = factory.SubFactory(OrganisationFactory)
    user = factory.SubFactory(UserFactory)
    starts_on = LONG_AGO


class TagFactory(DjangoModelFactory):
    class Meta:
        model = community.Tag

    name = factory.Sequence("사출 {}".format)


class PersonFactory(NamedFactory):
    class Meta:
        model = community.Person

    name_ko = factory.Sequence("김사람{}".format)


class ConsentFactory(DjangoModelFactory):
    class Meta:
        model = community.Consent

    person = factory.SubFactory(PersonFactory)
    given_at = NOON


class PostFactory(DjangoModelFactory):
    class Meta:
        model = community.Post

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    starts_on = LONG_AGO


class GroupFactory(NamedFactory):
    class Meta:
        model = community.Group

    name_ko = factory.Sequence("미니클러스터 {}".format)
    kind = community.GroupKind.MINI_CLUSTER
    complex = factory.SubFactory(ComplexFactory)
    founded_on = LONG_AGO
    founded_by = community.Founder.OFFICE


class DescentFactory(DjangoModelFactory):
    class Meta:
        model = community.Descent

    ancestor = factory.SubFactory(GroupFactory)
    descendant = factory.SubFactory(GroupFactory)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = community.Membership

    group = factory.SubFactory(GroupFactory)
    person = factory.SubFactory(PersonFactory)
    starts_on = LONG_AGO


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = community.Office

    group = factory.SubFactory(GroupFactory)
    person = factory.SubFactory(PersonFactory)
    kind = community.OfficeKind.CHAIR
    starts_on = LONG_AGO


class FileFactory(DjangoModelFactory):
    """Its row alone: nothing lies on the disk."""

    class Meta:
        model = File

    name = "bylaws.pdf"
    size = 2_000
    content_type = "application/pdf"
    sha256 = factory.Sequence("{:064x}".format)
    uploaded_at = NOON


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = community.Document

    group = factory.SubFactory(GroupFactory)
    file = factory.SubFactory(FileFactory)
    kind = DocumentKind.BYLAWS
    title = factory.Sequence("정관 {}".format)


class OutcomeFactory(DjangoModelFactory):
    class Meta:
        model = creation.Outcome

    complex = factory.SubFactory(ComplexFactory)
    kind = creation.OutcomeKind.FORUM
    what_ko = factory.Sequence("포럼 {}".format)
    happened_on = LONG_AGO
    source = "Annual report"


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = evidence.Source

    citation = factory.Sequence("Yearbook {}".format)


class StatisticalIndustryFactory(DjangoModelFactory):
    class Meta:
        model = evidence.StatisticalIndustry

    code = factory.Sequence("industry-{}".format)
    name_ko = factory.Sequence("업종 {}".format)
    name_en = factory.Sequence("Industry {}".format)


class StatisticalPartFactory(DjangoModelFactory):
    class Meta:
        model = evidence.StatisticalPart

    code = factory.Sequence("part-{}".format)
    name_ko = factory.Sequence("구분 {}".format)
    name_en = factory.Sequence("Part {}".format)


class ObservationFactory(DjangoModelFactory):
    class Meta:
        model = evidence.Observation

    complex = factory.SubFactory(ComplexFactory)
    year = factory.Sequence(lambda n: 2000 + n % 20)
    measure = evidence.Measure.FIRMS
    unit = evidence.Unit.FIRMS
    value = 1
    source = factory.SubFactory(SourceFactory)
