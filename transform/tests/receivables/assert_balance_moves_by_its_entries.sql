-- From one as-of date to the next a family's balance moves by what is dated in between: production,
-- adjustments, write-offs, insurance payments and patient splits, read from staging, and the lines
-- of payment plans. Aging by procedure dates lines anew, so the rule is not checked there.
with

aged as (

    select * from {{ ref('rpt_ar_aging_by_pay_plan_version') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

adjustments as (

    select * from {{ ref('stg_opendental__adjustment') }}

),

splits as (

    select * from {{ ref('stg_opendental__paysplit') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

ledger_entries as (

    select * from {{ ref('fct_ledger_entries') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

as_of_dates as (

    select * from {{ ref('int_receivables_as_of_dates') }}

),

hidden_unearned_types as (

    select definition_id
    from definitions
    where
        definition_category_code = 29
        and definition_value <> ''

),

-- Lines with the versions they count in; a line is multiplied once it is summed.
moved as (

    select
        procedures.patient_id,
        array[1, 2, 3, 4] as pay_plan_versions,
        procedures.service_date as moved_date,
        round(procedures.unit_fee_amount * (procedures.unit_quantity + procedures.base_units), 2)
            as moved_amount
    from procedures
    where procedures.procedure_status = 'complete'

    union all

    select
        patient_id,
        array[1, 2, 3, 4] as pay_plan_versions,
        adjustment_date as moved_date,
        round(adjustment_amount, 2) as moved_amount
    from adjustments

    union all

    select
        claim_lines.patient_id,
        array[1, 2, 3, 4] as pay_plan_versions,
        claim_lines.insurance_payment_date as moved_date,
        -round(claim_lines.write_off_amount, 2)
        - case
            when claim_lines.payment_plan_id is null
                then round(claim_lines.insurance_payment_amount, 2)
            else 0
        end as moved_amount
    from claim_lines
    where
        claim_lines.claim_line_status in (
            'received', 'supplemental', 'capitation_claim', 'capitation_complete'
        )
        and (
            claim_lines.procedure_id is null
            or claim_lines.procedure_id in (
                select procedures.procedure_id
                from procedures
                where procedures.procedure_status = 'complete'
            )
        )

    union all

    select
        splits.patient_id,
        case when splits.payment_plan_id is null then array[1, 2, 3, 4] else array[2, 4] end
            as pay_plan_versions,
        splits.payment_date as moved_date,
        -round(splits.split_amount, 2) as moved_amount
    from splits
    where
        coalesce(splits.unearned_type_id, 0) not in (
            select hidden_unearned_types.definition_id from hidden_unearned_types
        )

    union all

    select
        patient_id,
        array_remove(
            array[
                case when is_counted_in_version_1 then 1 end,
                case when is_counted_in_version_2 then 2 end,
                case when is_counted_in_version_3 then 3 end,
                case when is_counted_in_version_4 then 4 end
            ],
            null
        ) as pay_plan_versions,
        ledger_date as moved_date,
        entry_amount as moved_amount
    from ledger_entries
    where entry_type like 'payment_plan%'

),

span as (

    select
        min(as_of_date) as first_date,
        max(as_of_date) as last_date
    from as_of_dates

),

-- Every day with the first as-of date on or after it.
calendar as (

    select
        days.day_at::date as day_date,
        min(as_of_dates.as_of_date) over (
            order by days.day_at desc rows unbounded preceding
        ) as as_of_date
    from span
    cross join
        lateral generate_series(
            span.first_date::timestamp, span.last_date::timestamp, interval '1 day'
        ) as days (day_at)
    left join as_of_dates
        on days.day_at::date = as_of_dates.as_of_date

),

moved_by_day as (

    select
        patients.guarantor_id,
        moved.pay_plan_versions,
        greatest(coalesce(moved.moved_date, span.first_date), span.first_date) as day_date,
        sum(moved.moved_amount) as moved_amount
    from moved
    cross join span
    inner join patients
        on moved.patient_id = patients.patient_id
    group by
        patients.guarantor_id,
        moved.pay_plan_versions,
        greatest(coalesce(moved.moved_date, span.first_date), span.first_date)

),

movements as (

    select
        calendar.as_of_date,
        moved_by_day.guarantor_id,
        versions.pay_plan_version,
        sum(moved_by_day.moved_amount) as moved_amount
    from moved_by_day
    inner join calendar
        on moved_by_day.day_date = calendar.day_date
    cross join unnest(moved_by_day.pay_plan_versions) as versions (pay_plan_version)
    group by
        calendar.as_of_date,
        moved_by_day.guarantor_id,
        versions.pay_plan_version

),

intervals as (

    select
        as_of_date,
        guarantor_id,
        pay_plan_version,
        balance_total_amount - future_amount as dated_balance_amount,
        lag(balance_total_amount - future_amount, 1, 0::numeric) over family as previous_amount
    from aged
    window family as (
        partition by guarantor_id, pay_plan_version
        order by as_of_date
    )

),

-- A family that moved and is not listed differs, too.
compared as (

    select
        coalesce(intervals.as_of_date, movements.as_of_date) as as_of_date,
        coalesce(intervals.guarantor_id, movements.guarantor_id) as guarantor_id,
        coalesce(intervals.pay_plan_version, movements.pay_plan_version) as pay_plan_version,
        coalesce(intervals.previous_amount, 0) as previous_amount,
        coalesce(intervals.dated_balance_amount, 0) as dated_balance_amount,
        coalesce(movements.moved_amount, 0) as moved_amount
    from intervals
    full outer join movements
        on
            intervals.guarantor_id = movements.guarantor_id
            and intervals.pay_plan_version = movements.pay_plan_version
            and intervals.as_of_date = movements.as_of_date

)

select compared.*
from compared
cross join settings
where
    not settings.is_aged_by_procedure
    and compared.dated_balance_amount <> compared.previous_amount + compared.moved_amount
