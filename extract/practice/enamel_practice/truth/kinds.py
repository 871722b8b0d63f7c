"""The kinds of facts a sidecar holds; amounts are cents, 0 is nobody, year 1 is never.

A fact states a thing as it is meant to be from now on. A later fact about the same `key` takes its
place, and `gone` says that the thing is no more.
"""

from datetime import date, datetime
from typing import NamedTuple

NEVER = date(1, 1, 1)
NEVER_AT = datetime(1, 1, 1)


class Practice(NamedTuple):
    """The practice on a day; the last one told is the one that counts."""

    key: int
    today: date
    write_off_policy: int
    pay_plans_version: int
    snapshots: bool


class Provider(NamedTuple):
    """Who treats; the goal is cents an hour."""

    key: int
    is_hygienist: bool
    goal: int


class Person(NamedTuple):
    """A row of the patient table: who pays, where, in which state."""

    key: int
    family: int
    clinic: int
    state: int
    dentist: int
    birth: date
    joined: date
    double_of: int = 0


class Source(NamedTuple):
    """Where a person was sent from; the lowest order is the first."""

    key: int
    person: int
    place: int
    order: int = 1
    gone: bool = False


class Work(NamedTuple):
    """A charted procedure; `state` as procedurelog.ProcStatus numbers it."""

    key: int
    person: int
    code: str
    state: int
    provider: int
    clinic: int
    day: date
    planned: date
    completed: date
    entered: date
    cents: int
    units: int
    discount: int = 0
    visit: int = 0
    planned_visit: int = 0
    gone: bool = False


class Line(NamedTuple):
    """What a plan has to do with a piece of work; `state` as claimproc.Status numbers it."""

    key: int
    person: int
    work: int
    claim: int
    check: int
    provider: int
    clinic: int
    plan: int
    carrier: int
    plan_type: str
    state: int
    day: date
    paid_day: date
    billed: int = 0
    paid: int = 0
    write_off: int = 0
    estimate: int = 0
    estimate_override: int = -1
    write_off_estimate: int = -1
    on_plan: int = 0
    is_transfer: bool = False
    no_bill: bool = False
    gone: bool = False


class Snapshot(NamedTuple):
    """What a line was expected to bring on the day its claim was made."""

    key: int
    line: int
    day: date
    write_off: int
    estimate: int
    gone: bool = False


class Claim(NamedTuple):
    """A claim; `state` and `kind` as the source spells them."""

    key: int
    person: int
    kind: str
    state: str
    provider: int
    clinic: int
    plan: int
    carrier: int
    day: date
    sent: date
    first_sent: date
    received: date
    resent: date
    correction: int
    billed: int
    estimate: int = 0
    gone: bool = False


class Check(NamedTuple):
    """An insurer's payment."""

    key: int
    day: date
    carrier: int
    clinic: int
    cents: int
    is_partial: bool
    deposit: int
    gone: bool = False


class Payment(NamedTuple):
    """Money of a patient; `method` is empty where money only moves."""

    key: int
    person: int
    clinic: int
    day: date
    cents: int
    method: str
    deposit: int = 0
    gone: bool = False


class Split(NamedTuple):
    """A part of a payment; `unearned` is empty, `open` or `hidden`."""

    key: int
    payment: int
    person: int
    provider: int
    clinic: int
    day: date
    cents: int
    work: int = 0
    adjustment: int = 0
    unearned: str = ""
    plan: int = 0
    is_discount: bool = False
    gone: bool = False


class Adjustment(NamedTuple):
    """A change of what is owed, by its kind's slug."""

    key: int
    person: int
    provider: int
    clinic: int
    day: date
    cents: int
    slug: str
    work: int = 0
    gone: bool = False


class Plan(NamedTuple):
    """A pay plan; one that tracks an insurer's instalments names its insurance plan."""

    key: int
    person: int
    family: int
    day: date
    cents: int
    insurance_plan: int = 0
    is_closed: bool = False
    gone: bool = False


class Instalment(NamedTuple):
    """A credit (1) or a debit (0) of a pay plan."""

    key: int
    plan: int
    kind: int
    day: date
    principal: int
    interest: int
    work: int = 0
    gone: bool = False


class Link(NamedTuple):
    """Work that a dynamic pay plan took over; 0 cents is all that is left of it."""

    key: int
    plan: int
    work: int
    day: date
    cents: int
    gone: bool = False


class Visit(NamedTuple):
    """An appointment as it stands; `state` as appointment.AptStatus numbers it."""

    key: int
    person: int
    state: int
    start: datetime
    minutes: int
    provider: int
    hygienist: int
    clinic: int
    chair: int
    made: datetime
    is_new: bool
    kind: int
    priority: int = 0
    arrived: datetime = NEVER_AT
    seated: datetime = NEVER_AT
    left: datetime = NEVER_AT
    gone: bool = False


class Step(NamedTuple):
    """Something that happened to a visit; `action` as histappointment numbers it."""

    visit: int
    person: int
    action: int
    at: datetime
    start: datetime
    state: int
    provider: int
    hygienist: int
    clinic: int


class Recall(NamedTuple):
    """When somebody is due again."""

    key: int
    person: int
    kind: int
    due: date
    scheduled: date
    is_disabled: bool
    gone: bool = False


class Asked(NamedTuple):
    """A request to confirm a visit; `state` as confirmationrequest.RSVPStatus numbers it."""

    key: int
    person: int
    clinic: int
    sent: datetime
    state: int
    gone: bool = False


class Statement(NamedTuple):
    """A bill that went out."""

    key: int
    person: int
    day: date
    mode: int
    balance: int
    waiting: int
    gone: bool = False


class Proposal(NamedTuple):
    """A treatment plan as it was saved and shown."""

    key: int
    person: int
    day: date
    presenter: int
    is_signed: bool
    gone: bool = False


class Proposed(NamedTuple):
    """A piece of work on a saved plan."""

    key: int
    proposal: int
    work: int
    gone: bool = False


class Shift(NamedTuple):
    """Hours of a provider in a chair, as minutes of the day."""

    key: int
    day: date
    provider: int
    clinic: int
    chair: int
    start: int
    stop: int
    gone: bool = False


class Pause(NamedTuple):
    """Time in which a chair that is open treats nobody (lunch), as minutes of the day."""

    key: int
    day: date
    chair: int
    start: int
    stop: int
    gone: bool = False


Fact = (
    Practice | Provider | Person | Source | Work | Line | Snapshot | Claim | Check | Payment | Split
    | Adjustment | Plan | Instalment | Link | Visit | Step | Recall | Asked | Statement | Proposal
    | Proposed | Shift | Pause
)  # fmt: skip

KINDS: tuple[type[Fact], ...] = (
    Practice, Provider, Person, Source, Work, Line, Snapshot, Claim, Check, Payment, Split,
    Adjustment, Plan, Instalment, Link, Visit, Step, Recall, Asked, Statement, Proposal, Proposed,
    Shift, Pause,
)  # fmt: skip
