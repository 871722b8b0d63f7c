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

hidden_unearned_types as (

    select definition_id
    from definitions
    where
        definition_category_code = 29
        and definition_value <> ''

),

versions as (

    select generated.pay_plan_version
    from generate_series(1, 4) as generated (pay_plan_version)

),

moved as (

    select
        procedures.patient_id,
        versions.pay_plan_version,
        procedures.service_date as moved_date,
        round(procedures.unit_fee_amount * (procedures.unit_quantity + procedures.base_units), 2)
            as moved_amount
    from procedures
    cross join versions
    where procedures.procedure_status = 'complete'

    union all

    select
        adjustments.patient_id,
        versions.pay_plan_version,
        adjustments.adjustment_date as moved_date,
        round(adjustments.adjustment_amount, 2) as moved_amount
    from adjustments
    cross join versions

    union all

    select
        claim_lines.patient_id,
        versions.pay_plan_version,
        claim_lines.insurance_payment_date as moved_date,
        -round(claim_lines.write_off_amount, 2)
        - case
            when claim_lines.payment_plan_id is null
                then round(claim_lines.insurance_payment_amount, 2)
            else 0
        end as moved_amount
    from claim_lines
    cross join versions
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
        versions.pay_plan_version,
        splits.payment_date as moved_date,
        -round(splits.split_amount, 2) as moved_amount
    from splits
    cross join versions
    where
        (splits.payment_plan_id is null or versions.pay_plan_version in (2, 4))
        and coalesce(splits.unearned_type_id, 0) not in (
            select hidden_unearned_types.definition_id from hidden_unearned_types
        )

    union all

    select
        ledger_entries.patient_id,
        versions.pay_plan_version,
        ledger_entries.ledger_date as moved_date,
        ledger_entries.entry_amount as moved_amount
    from ledger_entries
    cross join versions
    where
        ledger_entries.entry_type like 'payment_plan%'
        and case versions.pay_plan_version
            when 1 then ledger_entries.is_counted_in_version_1
            when 2 then ledger_entries.is_counted_in_version_2
            when 3 then ledger_entries.is_counted_in_version_3
            when 4 then ledger_entries.is_counted_in_version_4
        end

),

intervals as (

    select
        as_of_date,
        guarantor_id,
        pay_plan_version,
        balance_total_amount - future_amount as dated_balance_amount,
        lag(as_of_date, 1, '-infinity'::date) over family as previous_date,
        lag(balance_total_amount - future_amount, 1, 0::numeric) over family as previous_amount
    from aged
    window family as (
        partition by guarantor_id, pay_plan_version
        order by as_of_date
    )

),

movements as (

    select
        patients.guarantor_id,
        moved.pay_plan_version,
        coalesce(moved.moved_date, '0001-01-01'::date) as moved_date,
        sum(moved.moved_amount) as moved_amount
    from moved
    inner join patients
        on moved.patient_id = patients.patient_id
    group by
        patients.guarantor_id,
        moved.pay_plan_version,
        coalesce(moved.moved_date, '0001-01-01'::date)

),

compared as (

    select
        intervals.as_of_date,
        intervals.guarantor_id,
        intervals.pay_plan_version,
        intervals.previous_amount,
        intervals.dated_balance_amount,
        coalesce(sum(movements.moved_amount), 0) as moved_amount
    from intervals
    cross join settings
    left join movements
        on
            intervals.guarantor_id = movements.guarantor_id
            and intervals.pay_plan_version = movements.pay_plan_version
            and intervals.previous_date < movements.moved_date
            and intervals.as_of_date >= movements.moved_date
    where not settings.is_aged_by_procedure
    group by
        intervals.as_of_date,
        intervals.guarantor_id,
        intervals.pay_plan_version,
        intervals.previous_amount,
        intervals.dated_balance_amount

)

select *
from compared
where dated_balance_amount <> previous_amount + moved_amount
