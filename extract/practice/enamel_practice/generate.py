"""The synthetic practice, from its settings to its last log line, as batches of rows."""

from collections.abc import Iterator

from enamel_practice.accounts import Account
from enamel_practice.audit import write_audit, write_hours
from enamel_practice.batch import Batch
from enamel_practice.behaviour.model import Behaviour, behave
from enamel_practice.behaviour.write import write_diary
from enamel_practice.book import Book, write_schedules
from enamel_practice.cashier import age
from enamel_practice.chart import write_procedures
from enamel_practice.checks import Checks, Deposits, write_checks
from enamel_practice.claims import Billing
from enamel_practice.clinical import write_clinical
from enamel_practice.codes import CODE_NUMS
from enamel_practice.config import KEYS_PER_TEAM, PracticeConfig, keys_before
from enamel_practice.contact import write_contacts
from enamel_practice.dirt import plant
from enamel_practice.dirt.plant import Dirt
from enamel_practice.logs import write_logs
from enamel_practice.model import Family, World, dollars
from enamel_practice.people import insure, make_family, write_members
from enamel_practice.plans import make_plans, plan_choice, write_carriers, write_plans
from enamel_practice.plans_of_care import write_treatment
from enamel_practice.recalls import write_recalls
from enamel_practice.records import write_records
from enamel_practice.releases import fit, load_release
from enamel_practice.rows import Rows
from enamel_practice.settings import write_preferences, write_settings
from enamel_practice.sidecar import Sidecar
from enamel_practice.staff import hire, write_offices, write_staff
from enamel_practice.traces import write_traces
from enamel_practice.trail import write_visits
from enamel_practice.traps import trap_batches
from enamel_practice.truth.facts import Facts, WithoutClinics
from enamel_practice.truth.family import tell_family
from enamel_practice.truth.setting import practice_fact, tell_staff, tell_traps
from enamel_practice.visits import Life
from enamel_practice.write_claims import write_billing, write_verifications


def generate(config: PracticeConfig, facts: Facts | None = None) -> Iterator[Batch]:
    """Yield every row of a practice: its settings, team after team, the trap ledger.

    Args:
        config: What the practice is to be.
        facts: Who is told what each event meant; nobody by default.
    """
    yield from opening(config, facts)
    for team in range(config.teams):
        yield from team_batches(config, team, facts)
    yield from closing(config, facts)


def opening(config: PracticeConfig, facts: Facts | None = None) -> Iterator[Batch]:
    """Yield what must be in place first: the synthetic mark and the other settings."""
    (facts or Facts()).tell(practice_fact(config))
    rows = Rows(release=config.open_dental)
    write_preferences(rows, config)
    yield from rows.drain(1)


def team_batches(config: PracticeConfig, team: int, facts: Facts | None = None) -> Iterator[Batch]:
    """Yield every row of one team; the first team also has what all of them share.

    A team has up to 2,500 patients with providers, chairs, book, plans and checks of its own, and
    keys of its own range, so that teams can be made in any order and place. Its families are made
    one after the other, each from its own random stream: memory stays bounded, and a larger
    practice begins with the same teams and families.
    """
    facts = facts or Facts()
    facts = facts if config.clinics else WithoutClinics(facts)
    rows = Rows(keys_before(team), has_clinics=config.clinics > 0, release=config.open_dental)
    staff, plans = hire(config, team), make_plans(config, team)
    behaviour, sidecar = behaviour_of(config), Sidecar()
    dirt = Dirt(config.seed, config.dirty, sidecar)
    # The file is there in a clean practice too, and then holds its heading only.
    yield Batch(plant.FILE, plant.COLUMNS, [])
    world = World(
        config, rows, staff, Book(config), plan_choice(plans), behaviour, sidecar, dirt, facts
    )  # fmt: skip
    tell_staff(facts, staff)
    if team == 0:
        write_settings(rows, config)
        write_offices(rows, config)
        write_carriers(rows, config, dirt)
    write_staff(rows, staff, config)
    write_plans(rows, plans, config, staff, dirt)
    write_schedules(rows, staff, config, facts)
    write_hours(rows, staff, config)
    checks, deposits = Checks(staff), Deposits(staff)
    room, index, payer = config.team_patients(team), team * KEYS_PER_TEAM, 0
    while room > 0:
        family = make_family(world, index, room)
        simulate(world, family, checks, deposits, payer)
        room, index, payer = room - len(family.members), index + 1, family.guarantor.number
        if index % 50 == 0:
            yield from rows.drain()
            yield from sidecar.drain()
    write_checks(rows, config, checks, deposits, team, facts, dirt)
    yield from rows.drain(1)
    yield from sidecar.drain()


def closing(config: PracticeConfig, facts: Facts | None = None) -> Iterator[Batch]:
    """Yield the trap ledger, whose keys no team uses."""
    schema = load_release(config.open_dental)
    yield from (fit(batch, schema) for batch in trap_batches(CODE_NUMS))
    tell_traps(facts or Facts())


def behaviour_of(config: PracticeConfig) -> Behaviour:
    """Return how a practice's patients behave."""
    return behave(config.seed, config.start, config.today, coin_flip=config.coin_flip)


def simulate(world: World, family: Family, checks: Checks, deposits: Deposits, payer: int) -> None:
    """Make one family's whole history and its rows."""
    world.dirt.begin(family)
    insure(world, family)
    for member in family.members:
        Life(world, member).run()
    world.dirt.spoil_history(family)
    billings = []
    for member in family.members:
        billing = Billing(world, member, checks)
        billing.run()
        billings.append(billing)
    account = Account(world, family, billings, deposits, payer)
    account.run()
    world.dirt.spoil_account(world, family, account.cashier)
    world.dirt.note_ended(billings)
    for billing in billings:
        write_billing(world, billing)
        write_verifications(world, billing)
        for proc in billing.member.procs:
            for line in proc.lines:
                if line.status in (1, 4, 5, 7):
                    account.cashier.enter(
                        line.date_cp, -line.paid * (line.payplan == 0) - line.write_off
                    )
        for line in billing.others:
            if line.status in (1, 4):
                account.cashier.enter(line.date_cp, -line.paid)
    tell_family(world.facts, family, billings, world.staff.heir)
    write_procedures(world, family)
    write_visits(world, family)
    write_treatment(world, family)
    write_recalls(world, family)
    write_clinical(world, family)
    write_contacts(world, family)
    write_audit(world, family, billings)
    write_traces(world, family, billings, account)
    write_logs(world, family, billings)
    if world.config.full_records:
        write_records(world, family)
    write_diary(world, family)
    buckets = age(account.cashier.entries, world.config.today, world.config.pay_plans_version)
    expected = sum(
        line.estimate + line.write_off
        for billing in billings
        for proc in billing.member.procs
        for line in proc.lines
        if line.status == 0
    )
    write_members(
        world,
        family,
        (*(dollars(it) for it in buckets), dollars(expected), dollars(family.plan_due)),
    )
