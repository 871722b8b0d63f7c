-- The ledger in the lines that aging works on. A family that no payment plan touches has the same
-- lines in every version and stands here once, as version 0; any other stands here once for each
-- version. With preference AgingProcLifo, adjustments and plan credits of one procedure and day
-- become one line; a negative one is dated at the procedure, so that it lowers the charge it
-- belongs to. Without the preference the lines are the ledger's own.
with

ledger_entries as (

    select * from {{ ref('int_ledger_entries_unioned') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

families_with_plans as (

    select distinct guarantor_id
    from ledger_entries
    where
        not (
            is_counted_in_version_1
            and is_counted_in_version_2
            and is_counted_in_version_3
            and is_counted_in_version_4
        )

),

versioned as (

    select
        ledger_entries.guarantor_id,
        ledger_entries.patient_id,
        versions.pay_plan_version,
        ledger_entries.ledger_date,
        ledger_entries.service_date,
        ledger_entries.entry_amount,
        ledger_entries.is_counted_when_due,
        case
            when
                settings.is_aged_by_procedure
                and ledger_entries.entry_type in (
                    'adjustment', 'payment_plan_credit', 'payment_plan_link'
                )
                then ledger_entries.procedure_id
        end as netted_procedure_id
    from ledger_entries
    cross join settings
    cross join (values (0), (1), (2), (3), (4)) as versions (pay_plan_version)
    left join families_with_plans
        on ledger_entries.guarantor_id = families_with_plans.guarantor_id
    where
        (versions.pay_plan_version = 0) = (families_with_plans.guarantor_id is null)
        and case versions.pay_plan_version
            when 0 then true
            when 1 then ledger_entries.is_counted_in_version_1
            when 2 then ledger_entries.is_counted_in_version_2
            when 3 then ledger_entries.is_counted_in_version_3
            when 4 then ledger_entries.is_counted_in_version_4
        end

),

-- Lines of their own: one row per family, version, day and sign is all that aging needs.
single_entries as (

    select
        guarantor_id,
        pay_plan_version,
        ledger_date as aging_date,
        case when is_counted_when_due then ledger_date end as counted_from_date,
        null::date as counted_until_date,
        sum(greatest(entry_amount, 0)) as charge_amount,
        sum(least(entry_amount, 0)) as credit_amount
    from versioned
    where netted_procedure_id is null
    group by
        guarantor_id,
        pay_plan_version,
        ledger_date,
        case when is_counted_when_due then ledger_date end

),

grouped_entries as (

    select
        guarantor_id,
        patient_id,
        pay_plan_version,
        netted_procedure_id,
        ledger_date,
        min(service_date) as service_date,
        min(service_date) filter (where not is_counted_when_due) as undated_service_date,
        sum(entry_amount) as entry_amount,
        sum(entry_amount) filter (where not is_counted_when_due) as undated_entry_amount,
        bool_or(is_counted_when_due) as has_installments,
        bool_or(not is_counted_when_due) as has_others
    from versioned
    where netted_procedure_id is not null
    group by
        guarantor_id,
        patient_id,
        pay_plan_version,
        netted_procedure_id,
        ledger_date

),

-- A credit of the plan joins its group on its own day; before that day the group is without it.
netted_entries as (

    select
        guarantor_id,
        pay_plan_version,
        case when entry_amount < 0 then service_date else ledger_date end as aging_date,
        case when has_installments then ledger_date end as counted_from_date,
        null::date as counted_until_date,
        entry_amount as charge_amount,
        0 as credit_amount
    from grouped_entries

    union all

    select
        guarantor_id,
        pay_plan_version,
        case
            when undated_entry_amount < 0 then undated_service_date
            else ledger_date
        end as aging_date,
        null::date as counted_from_date,
        ledger_date as counted_until_date,
        undated_entry_amount as charge_amount,
        0 as credit_amount
    from grouped_entries
    where
        has_installments
        and has_others

),

unioned as (

    select * from single_entries
    union all
    select * from netted_entries

),

final as (

    select
        guarantor_id,
        pay_plan_version,
        aging_date,
        counted_from_date,
        counted_until_date,
        charge_amount::numeric(14, 2) as charge_amount,
        credit_amount::numeric(14, 2) as credit_amount
    from unioned

)

select * from final
