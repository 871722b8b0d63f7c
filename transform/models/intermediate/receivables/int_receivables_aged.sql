-- Aging of every family on every as-of date: once, as version 0, for a family that no payment plan
-- touches, and under each of the four versions for any other. Open Dental:
-- Ledgers.GetAgingQueryString. A charge is 31 days old 31 days after its date, so each line enters
-- four running totals (all, 31, 61 and 91 days old) on the first as-of date it belongs to; no line
-- is compared with every date.
with

ledger_entries as (

    select * from {{ ref('int_ledger_entries_netted') }}

),

estimates as (

    select * from {{ ref('int_insurance_estimates_dated') }}

),

as_of_dates as (

    select * from {{ ref('int_receivables_as_of_dates') }}

),

span as (

    select
        min(as_of_date) as first_date,
        max(as_of_date) as today_date
    from as_of_dates

),

days as (

    select
        generate_series(
            first_date::timestamp, today_date::timestamp, interval '1 day'
        )::date as day_date
    from span

),

-- Each day with the first as-of date on or after it.
calendar as (

    select
        days.day_date,
        min(as_of_dates.as_of_date) over (
            order by days.day_date desc rows unbounded preceding
        ) as as_of_date
    from days
    left join as_of_dates
        on days.day_date = as_of_dates.as_of_date

),

-- What a line adds to a running total, and takes away again where it stops counting.
moves as (

    select
        ledger_entries.guarantor_id,
        ledger_entries.pay_plan_version,
        ages.age_days,
        greatest(
            ledger_entries.aging_date + ages.age_days,
            ledger_entries.counted_from_date,
            span.first_date
        ) as move_date,
        ledger_entries.charge_amount,
        ledger_entries.credit_amount
    from ledger_entries
    cross join span
    cross join (values (0), (31), (61), (91)) as ages (age_days)
    where
        ages.age_days = 0
        or ledger_entries.charge_amount <> 0

    union all

    select
        ledger_entries.guarantor_id,
        ledger_entries.pay_plan_version,
        ages.age_days,
        greatest(
            ledger_entries.aging_date + ages.age_days,
            ledger_entries.counted_until_date,
            span.first_date
        ) as move_date,
        -ledger_entries.charge_amount as charge_amount,
        -ledger_entries.credit_amount as credit_amount
    from ledger_entries
    cross join span
    cross join (values (0), (31), (61), (91)) as ages (age_days)
    where ledger_entries.counted_until_date is not null

),

moves_by_as_of_date as (

    select
        moves.guarantor_id,
        moves.pay_plan_version,
        calendar.as_of_date,
        sum(moves.charge_amount) filter (where moves.age_days = 0) as charge_amount,
        sum(moves.charge_amount) filter (where moves.age_days = 31) as charge_31_days_amount,
        sum(moves.charge_amount) filter (where moves.age_days = 61) as charge_61_days_amount,
        sum(moves.charge_amount) filter (where moves.age_days = 91) as charge_91_days_amount,
        sum(moves.credit_amount) filter (where moves.age_days = 0) as credit_amount
    from moves
    inner join calendar
        on moves.move_date = calendar.day_date
    group by
        moves.guarantor_id,
        moves.pay_plan_version,
        calendar.as_of_date

),

-- Lines dated after today are in today's balance, and in no bucket.
future_entries as (

    select
        ledger_entries.guarantor_id,
        ledger_entries.pay_plan_version,
        span.today_date as as_of_date,
        sum(ledger_entries.charge_amount + ledger_entries.credit_amount) as future_amount
    from ledger_entries
    cross join span
    where
        ledger_entries.aging_date > span.today_date
        and (
            ledger_entries.counted_from_date is null
            or ledger_entries.counted_from_date <= span.today_date
        )
        and (
            ledger_entries.counted_until_date is null
            or ledger_entries.counted_until_date > span.today_date
        )
    group by
        ledger_entries.guarantor_id,
        ledger_entries.pay_plan_version,
        span.today_date

),

estimate_moves as (

    select
        estimates.guarantor_id,
        greatest(estimates.expected_from_date, span.first_date) as move_date,
        estimates.insurance_estimate_amount,
        estimates.write_off_estimate_amount
    from estimates
    cross join span

    union all

    select
        estimates.guarantor_id,
        greatest(estimates.expected_until_date, span.first_date) as move_date,
        -estimates.insurance_estimate_amount as insurance_estimate_amount,
        -estimates.write_off_estimate_amount as write_off_estimate_amount
    from estimates
    cross join span
    where estimates.expected_until_date is not null

),

estimate_moves_by_as_of_date as (

    select
        estimate_moves.guarantor_id,
        calendar.as_of_date,
        sum(estimate_moves.insurance_estimate_amount) as insurance_estimate_amount,
        sum(estimate_moves.write_off_estimate_amount) as write_off_estimate_amount
    from estimate_moves
    inner join calendar
        on estimate_moves.move_date = calendar.day_date
    group by
        estimate_moves.guarantor_id,
        calendar.as_of_date

),

-- Today counts every line not yet received, whatever its day, and no received one.
estimates_today as (

    select
        estimates.guarantor_id,
        span.today_date as as_of_date,
        sum(estimates.insurance_estimate_amount) as insurance_estimate_amount,
        sum(estimates.write_off_estimate_amount) as write_off_estimate_amount
    from estimates
    cross join span
    where estimates.is_expected
    group by
        estimates.guarantor_id,
        span.today_date

),

-- A family is listed from its first line on; one whose lines all lie ahead, today.
family_starts as (

    select
        guarantor_id,
        min(as_of_date) as first_as_of_date
    from (
        select
            guarantor_id,
            as_of_date
        from moves_by_as_of_date
        union all
        select
            guarantor_id,
            as_of_date
        from estimate_moves_by_as_of_date
        union all
        select
            guarantor_id,
            as_of_date
        from future_entries
        union all
        select
            guarantor_id,
            as_of_date
        from estimates_today
    ) as family_days
    group by guarantor_id

),

families_with_plans as (

    select distinct guarantor_id
    from ledger_entries
    where pay_plan_version > 0

),

family_versions as (

    select
        family_starts.guarantor_id,
        family_starts.first_as_of_date,
        versions.pay_plan_version
    from family_starts
    cross join (values (0), (1), (2), (3), (4)) as versions (pay_plan_version)
    left join families_with_plans
        on family_starts.guarantor_id = families_with_plans.guarantor_id
    where (versions.pay_plan_version = 0) = (families_with_plans.guarantor_id is null)

),

grid as (

    select
        as_of_dates.as_of_date,
        family_versions.guarantor_id,
        family_versions.pay_plan_version,
        as_of_dates.is_today
    from family_versions
    inner join as_of_dates
        on family_versions.first_as_of_date <= as_of_dates.as_of_date

),

running_totals as (

    select
        grid.as_of_date,
        grid.guarantor_id,
        grid.pay_plan_version,
        grid.is_today,
        coalesce(sum(family_moves.charge_amount) over family, 0) as charge_amount,
        coalesce(sum(family_moves.charge_31_days_amount) over family, 0) as charge_31_days_amount,
        coalesce(sum(family_moves.charge_61_days_amount) over family, 0) as charge_61_days_amount,
        coalesce(sum(family_moves.charge_91_days_amount) over family, 0) as charge_91_days_amount,
        coalesce(sum(family_moves.credit_amount) over family, 0) as credit_amount,
        coalesce(sum(estimate_moves.insurance_estimate_amount) over family, 0)
            as insurance_estimate_amount,
        coalesce(sum(estimate_moves.write_off_estimate_amount) over family, 0)
            as write_off_estimate_amount
    from grid
    left join moves_by_as_of_date as family_moves
        on
            grid.guarantor_id = family_moves.guarantor_id
            and grid.pay_plan_version = family_moves.pay_plan_version
            and grid.as_of_date = family_moves.as_of_date
    left join estimate_moves_by_as_of_date as estimate_moves
        on
            grid.guarantor_id = estimate_moves.guarantor_id
            and grid.as_of_date = estimate_moves.as_of_date
    window family as (
        partition by grid.guarantor_id, grid.pay_plan_version
        order by grid.as_of_date
        rows unbounded preceding
    )

),

charges_by_age as (

    select
        running_totals.as_of_date,
        running_totals.guarantor_id,
        running_totals.pay_plan_version,
        running_totals.charge_amount - running_totals.charge_31_days_amount as charge_0_30_amount,
        running_totals.charge_31_days_amount
        - running_totals.charge_61_days_amount as charge_31_60_amount,
        running_totals.charge_61_days_amount
        - running_totals.charge_91_days_amount as charge_61_90_amount,
        running_totals.charge_91_days_amount as charge_over_90_amount,
        -running_totals.credit_amount as credit_amount,
        running_totals.charge_amount + running_totals.credit_amount as dated_amount,
        coalesce(future_entries.future_amount, 0) as future_amount,
        case
            when running_totals.is_today
                then coalesce(estimates_today.insurance_estimate_amount, 0)
            else running_totals.insurance_estimate_amount
        end as insurance_estimate_amount,
        case
            when running_totals.is_today
                then coalesce(estimates_today.write_off_estimate_amount, 0)
            else running_totals.write_off_estimate_amount
        end as write_off_estimate_amount,
        running_totals.is_today
    from running_totals
    left join future_entries
        on
            running_totals.guarantor_id = future_entries.guarantor_id
            and running_totals.pay_plan_version = future_entries.pay_plan_version
            and running_totals.as_of_date = future_entries.as_of_date
    left join estimates_today
        on
            running_totals.guarantor_id = estimates_today.guarantor_id
            and running_totals.as_of_date = estimates_today.as_of_date

),

-- Netting by procedure can make a bucket negative; the excess is a credit like any other.
floored as (

    select
        as_of_date,
        guarantor_id,
        pay_plan_version,
        greatest(charge_0_30_amount, 0) as charge_0_30_amount,
        greatest(charge_31_60_amount, 0) as charge_31_60_amount,
        greatest(charge_61_90_amount, 0) as charge_61_90_amount,
        greatest(charge_over_90_amount, 0) as charge_over_90_amount,
        credit_amount
        - least(charge_0_30_amount, 0)
        - least(charge_31_60_amount, 0)
        - least(charge_61_90_amount, 0)
        - least(charge_over_90_amount, 0) as credit_amount,
        dated_amount,
        future_amount,
        insurance_estimate_amount,
        write_off_estimate_amount,
        is_today
    from charges_by_age

),

-- Credits pay the oldest charges first: what is left of the oldest n buckets together is their sum
-- less all credits, or nothing.
unpaid as (

    select
        *,
        greatest(charge_over_90_amount - credit_amount, 0) as unpaid_over_90_amount,
        greatest(charge_over_90_amount + charge_61_90_amount - credit_amount, 0)
            as unpaid_over_60_amount,
        greatest(
            charge_over_90_amount + charge_61_90_amount + charge_31_60_amount - credit_amount, 0
        ) as unpaid_over_30_amount,
        greatest(
            charge_over_90_amount + charge_61_90_amount + charge_31_60_amount + charge_0_30_amount
            - credit_amount,
            0
        ) as unpaid_amount
    from floored

),

final as (

    select
        as_of_date,
        guarantor_id,
        pay_plan_version,
        (unpaid_amount - unpaid_over_30_amount)::numeric(14, 2) as balance_0_30_amount,
        (unpaid_over_30_amount - unpaid_over_60_amount)::numeric(14, 2) as balance_31_60_amount,
        (unpaid_over_60_amount - unpaid_over_90_amount)::numeric(14, 2) as balance_61_90_amount,
        unpaid_over_90_amount::numeric(14, 2) as balance_over_90_amount,
        (dated_amount + future_amount)::numeric(14, 2) as balance_total_amount,
        future_amount::numeric(14, 2) as future_amount,
        insurance_estimate_amount::numeric(14, 2) as insurance_estimate_amount,
        write_off_estimate_amount::numeric(14, 2) as write_off_estimate_amount,
        is_today
    from unpaid

)

select * from final
