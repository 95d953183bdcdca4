"""The network of agreements as tables: what was said, whole, and what is derived from it for every day.

Nobody but `actions` writes here. It writes everything at once, from records whose references were
proved when they were read: the database need not prove them again for half a million rows.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

_ID, _WORD, _PARTY = 200, 30, 4


def _to(model: str, *, null: bool = False) -> models.ForeignKey:  # type: ignore[type-arg]
    return models.ForeignKey(
        model, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+", null=null
    )


class Load(models.Model):
    """What is loaded, one row: the digest of all that it was made of, when it was loaded, how much it is."""

    digest = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)
    agreements = models.IntegerField()
    claims = models.IntegerField()
    sources = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.digest[:12]} of {self.at:%Y-%m-%d %H:%M}"


class Family(models.Model):
    """A family of agreements (agreements.vocabulary): how many there are, and the days on which one changes.

    `turns` are the days, in order; where they are too many to step through, the first of each month or year.
    """

    name = models.CharField(max_length=_WORD, primary_key=True)
    agreements = models.IntegerField()
    turns = ArrayField(models.DateField())

    def __str__(self) -> str:
        return self.name


class Source(models.Model):
    """Something that was published, or said. `record` is the whole of it, as it can be imported again."""

    id = models.CharField(max_length=_ID, primary_key=True)
    title = models.TextField()
    publisher = models.TextField()
    language = models.TextField()
    kind = models.CharField(max_length=_WORD)
    #: The last day on which it can have appeared; null: not recorded.
    published = models.DateField(null=True)
    record = models.JSONField()

    def __str__(self) -> str:
        return self.id


class Agreement(models.Model):
    """What an agreement is, whoever says what of it. `record` is the whole of it."""

    id = models.CharField(max_length=_ID, primary_key=True)
    title = models.TextField()
    family = models.CharField(max_length=_WORD)
    parties = ArrayField(models.CharField(max_length=_PARTY))
    replaces = models.CharField(max_length=_ID, null=True, db_index=True)
    record = models.JSONField()

    def __str__(self) -> str:
        return self.id


class Party(models.Model):
    """A Party to an agreement. `begins` is the first day on which that has, or may have, a status."""

    agreement = _to("Agreement")
    party = models.CharField(max_length=_PARTY)
    family = models.CharField(max_length=_WORD)
    begins = models.DateField(null=True)

    class Meta:
        """Asked for by family and Party, and counted."""

        constraints = (models.UniqueConstraint("party", "family", "agreement", name="party_once"),)
        indexes = (models.Index(fields=("family", "party", "begins"), name="party_counted"),)

    def __str__(self) -> str:
        return f"{self.party} in {self.agreement_id}"


class Pair(models.Model):
    """Two Parties to an agreement, in the order of their codes; twice the same where it names one alone."""

    agreement = _to("Agreement")
    family = models.CharField(max_length=_WORD)
    first = models.CharField(max_length=_PARTY)
    second = models.CharField(max_length=_PARTY)

    class Meta:
        """Asked for by family and Parties."""

        indexes = (models.Index("family", "first", "second", include=("agreement",), name="pair_asked"),)

    def __str__(self) -> str:
        return f"{self.first}-{self.second} in {self.agreement_id}"


class Claim(models.Model):
    """One statement of one source. `record` is the whole of it; `first` and `last` are the days between which
    it says that its event lies."""

    id = models.CharField(max_length=_ID, primary_key=True)
    source = _to("Source")
    agreements = ArrayField(models.CharField(max_length=_ID))
    event = models.CharField(max_length=_WORD, blank=True)
    party = models.CharField(max_length=_PARTY, null=True)
    tense = models.CharField(max_length=_WORD)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    quote = models.TextField(blank=True)
    gloss = models.TextField(blank=True)
    record = models.JSONField()

    class Meta:
        """Asked for by agreement and by source."""

        indexes = (
            GinIndex(fields=("agreements",), name="claim_agreements"),
            models.Index(fields=("source",), name="claim_source"),
        )

    def __str__(self) -> str:
        return self.id


class Act(models.Model):
    """A claim that counts for an act of an agreement (Network.counted), or that changed its status
    (Network.moves).

    `on` is the day from which the act is certain. `counts`: it is the claim that counts for its event;
    `moves`: it is an act that changed the status.
    """

    agreement = _to("Agreement")
    claim = _to("Claim")
    on = models.DateField()
    counts = models.BooleanField()
    moves = models.BooleanField()

    class Meta:
        """Asked for by agreement, in order."""

        indexes = (models.Index(fields=("agreement", "on"), name="act_of_agreement"),)

    def __str__(self) -> str:
        return f"{self.claim_id} on {self.on}"


class Span(models.Model):
    """The status of an agreement over days (spans.spans): from `from_day` to the day before `until_day`
    (null: to the end).

    `act` is the claim that it rests on, `since` the day from which it is certain, `dated` that date as it is
    stated (EDTF), `may_be` a later status that it may have reached already, `next` the claim on the next act.
    """

    agreement = _to("Agreement")
    family = models.CharField(max_length=_WORD)
    status = models.CharField(max_length=_WORD, null=True)
    act = _to("Claim", null=True)
    since = models.DateField(null=True)
    dated = models.CharField(max_length=_WORD, null=True)
    may_be = models.CharField(max_length=_WORD, null=True)
    next = _to("Claim", null=True)
    from_day = models.DateField()
    until_day = models.DateField(null=True)

    class Meta:
        """Asked for by agreement and day; of a family on a day all that have, or may have, a status, from the
        index alone."""

        constraints = (models.UniqueConstraint("agreement", "from_day", name="span_once"),)
        indexes = (
            models.Index(
                *("family", "from_day", "until_day"),
                include=("agreement", "status", "since", "dated", "may_be"),
                condition=models.Q(status__isnull=False) | models.Q(may_be__isnull=False),
                name="span_on_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.status} from {self.from_day}"


class Change(models.Model):
    """An act that counts, and the status that it changed (changes.changes): both null where it changed none.

    `claim` is the one that counts, `on` the day from which the act is certain, `news_on` the first day on
    which it had happened and a source of known date had told it.
    """

    agreement = _to("Agreement")
    claim = _to("Claim")
    on = models.DateField()
    news_on = models.DateField()
    before = models.CharField(max_length=_WORD, null=True)
    after = models.CharField(max_length=_WORD, null=True)

    class Meta:
        """Asked for by either day, the newest first; rows are written in the order of changes.changes."""

        indexes = (
            models.Index(fields=("-on", "id"), name="change_happened"),
            models.Index(fields=("-news_on", "id"), name="change_news"),
        )

    def __str__(self) -> str:
        return f"{self.claim_id} on {self.on}"


class Telling(models.Model):
    """A claim on an act or stage that was published after its day (changes.tellings)."""

    agreement = _to("Agreement")
    claim = _to("Claim")
    on = models.DateField()
    told_on = models.DateField()

    class Meta:
        """Asked for by the day of publication, the newest first."""

        indexes = (models.Index(fields=("-told_on", "id"), include=("on",), name="telling_told"),)

    def __str__(self) -> str:
        return f"{self.claim_id} told on {self.told_on}"


class Findable(models.Model):
    """An agreement, a source or a claim, with the words by which it is found (search_words.words_of)."""

    class Kind(models.TextChoices):
        """What is found."""

        AGREEMENT = "agreement"
        SOURCE = "source"
        CLAIM = "claim"

    kind = models.CharField(max_length=_WORD, choices=Kind.choices)
    key = models.CharField(max_length=_ID)
    words = SearchVectorField()

    class Meta:
        """Asked for by words."""

        indexes = (GinIndex(fields=("words",), name="findable_words"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
