"""What visitors dropped, and what came of it. Nothing here outlives its desk; no backup holds it."""

import datetime as dt
import uuid

from django.db import models

from comity.desk.answers_toml import Answers, answers_of


class Desk(models.Model):
    """One visit on somebody's desk: their files, what they said beside them, what they answered.

    `visitor` is the SHA-256 of the secret in their browser. `revision` grows with every change, so that work
    done before it no longer counts. `answers` is TOML as `desk.answers_toml` writes it; `beside` holds as
    texts what was said of the visit when it was dropped; `passed` names the proposals that were not known.
    `asked_on` is the day to ask on (null: today).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visitor = models.CharField(max_length=64, db_index=True)
    title = models.CharField(max_length=200)
    revision = models.PositiveIntegerField(default=1)
    answers = models.TextField(blank=True)
    beside = models.JSONField(default=dict)
    passed = models.JSONField(default=list)
    asked_on = models.DateField(null=True)
    opened_at = models.DateTimeField(auto_now_add=True)
    lapses_at = models.DateTimeField(db_index=True)
    is_kept = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def given(self) -> Answers:
        """What was answered so far."""
        return answers_of(self.answers)

    @property
    def lapses_on(self) -> dt.date:
        """The day on which a kept desk goes."""
        return self.lapses_at.date()


class File(models.Model):
    """One file as it was sent."""

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    size = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        """In the sequence in which they were sent."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"file {self.pk}"


class Work(models.Model):
    """One piece of work on a desk, and what came of it.

    `kind` and `parameters` say what is made, `key` is the digest of both and the language: the same thing of
    the same revision is made once. `progress` runs from 0 to 1, through `stage`s. Done: `content` of
    `media_type`, to be offered as `file_name`; or `page`, a part of a page, with `values` beside it. Refused
    (for a reason) or failed: `code` and `sentence`, and as content the mistakes that were found, in JSON.
    """

    class State(models.TextChoices):
        """From waiting to an end."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        REFUSED = "refused"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    desk = models.ForeignKey(Desk, models.CASCADE, related_name="works")
    revision = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    parameters = models.JSONField(default=dict)
    language = models.CharField(max_length=10)
    key = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    stage = models.CharField(max_length=20, blank=True)
    progress = models.FloatField(default=0)
    touched_at = models.DateTimeField(auto_now_add=True)
    content = models.BinaryField(default=bytes)
    page = models.TextField(blank=True)
    values = models.JSONField(default=dict)
    media_type = models.CharField(max_length=100, blank=True)
    file_name = models.CharField(max_length=100, blank=True)
    code = models.CharField(max_length=50, blank=True)
    sentence = models.TextField(blank=True)

    class Meta:
        """One of a kind for each revision."""

        constraints = (
            models.UniqueConstraint(fields=("desk", "revision", "key"), name="visits_work_once"),
            models.CheckConstraint(
                condition=models.Q(progress__gte=0, progress__lte=1), name="visits_work_progress"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def has_ended(self) -> bool:
        """Whether nothing more is to be waited for."""
        return self.state in (self.State.DONE, self.State.REFUSED, self.State.FAILED)
