-- Every line that moves a family's balance, and the payment plan versions (preference
-- PayPlansVersion) under which it does. Open Dental: Ledgers.GetTransQueryString.
with

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

plans as (

    select * from {{ ref('stg_opendental__payplan') }}

),

plan_charges as (

    select * from {{ ref('stg_opendental__payplancharge') }}

),

plan_links as (

    select * from {{ ref('int_payment_plan_links_valued') }}

),

hidden_unearned_types as (

    select definition_id
    from definitions
    where
        definition_category_code = 29
        and definition_value <> ''

),

procedure_entries as (

    select
        'procedurelog' as source_table,
        procedure_id as source_id,
        'procedure' as entry_type,
        patient_id,
        provider_id,
        clinic_id,
        procedure_id,
        null::bigint as payment_plan_id,
        service_date as ledger_date,
        service_date,
        round(unit_fee_amount * (unit_quantity + base_units), 2) as entry_amount,
        true as is_counted_in_version_1,
        true as is_counted_in_version_2,
        true as is_counted_in_version_3,
        true as is_counted_in_version_4,
        _loaded_at
    from procedures
    where procedure_status_code = 2

),

-- A line not yet received (0) moves nothing; neither does one of a procedure that is not complete.
-- Money paid into an insurance payment plan is on the plan, not on the account.
insurance_entries as (

    select
        'claimproc' as source_table,
        claim_lines.claim_line_id as source_id,
        'insurance' as entry_type,
        claim_lines.patient_id,
        claim_lines.provider_id,
        claim_lines.clinic_id,
        claim_lines.procedure_id,
        claim_lines.payment_plan_id,
        claim_lines.insurance_payment_date as ledger_date,
        claim_lines.service_date,
        -(
            case
                when claim_lines.payment_plan_id is null
                    then round(claim_lines.insurance_payment_amount, 2)
                else 0
            end
            + round(claim_lines.write_off_amount, 2)
        ) as entry_amount,
        true as is_counted_in_version_1,
        true as is_counted_in_version_2,
        true as is_counted_in_version_3,
        true as is_counted_in_version_4,
        claim_lines._loaded_at
    from claim_lines
    left join procedures
        on claim_lines.procedure_id = procedures.procedure_id
    where
        claim_lines.claim_line_status_code in (1, 4, 5, 7)
        and (
            claim_lines.procedure_id is null
            or procedures.procedure_status_code = 2
        )

),

adjustment_entries as (

    select
        'adjustment' as source_table,
        adjustment_id as source_id,
        'adjustment' as entry_type,
        patient_id,
        provider_id,
        clinic_id,
        procedure_id,
        null::bigint as payment_plan_id,
        adjustment_date as ledger_date,
        service_date,
        round(adjustment_amount, 2) as entry_amount,
        true as is_counted_in_version_1,
        true as is_counted_in_version_2,
        true as is_counted_in_version_3,
        true as is_counted_in_version_4,
        _loaded_at
    from adjustments

),

-- Versions 1 and 3 take a plan off the account in one piece, so its splits must not count again.
split_entries as (

    select
        'paysplit' as source_table,
        splits.payment_split_id as source_id,
        'patient_payment' as entry_type,
        splits.patient_id,
        splits.provider_id,
        splits.clinic_id,
        splits.procedure_id,
        splits.payment_plan_id,
        splits.payment_date as ledger_date,
        null::date as service_date,
        -round(splits.split_amount, 2) as entry_amount,
        splits.payment_plan_id is null as is_counted_in_version_1,
        true as is_counted_in_version_2,
        splits.payment_plan_id is null as is_counted_in_version_3,
        true as is_counted_in_version_4,
        splits._loaded_at
    from splits
    left join hidden_unearned_types
        on splits.unearned_type_id = hidden_unearned_types.definition_id
    where hidden_unearned_types.definition_id is null

),

-- Version 1: the whole plan leaves the account on its day. Version 4: only insurance plans do.
completed_plan_entries as (

    select
        'payplan' as source_table,
        payment_plan_id as source_id,
        'payment_plan_completed' as entry_type,
        patient_id,
        null::bigint as provider_id,
        null::bigint as clinic_id,
        null::bigint as procedure_id,
        payment_plan_id,
        payment_plan_date as ledger_date,
        null::date as service_date,
        -round(completed_amount, 2) as entry_amount,
        true as is_counted_in_version_1,
        false as is_counted_in_version_2,
        false as is_counted_in_version_3,
        insurance_plan_id is not null as is_counted_in_version_4,
        _loaded_at
    from plans

),

-- Credits lower the account of the plan's patient.
plan_credit_entries as (

    select
        'payplancharge' as source_table,
        plan_charges.payment_plan_charge_id as source_id,
        'payment_plan_credit' as entry_type,
        plans.patient_id,
        plan_charges.provider_id,
        plan_charges.clinic_id,
        plan_charges.procedure_id,
        plan_charges.payment_plan_id,
        plan_charges.charge_date as ledger_date,
        procedures.service_date,
        -round(plan_charges.principal_amount, 2) as entry_amount,
        false as is_counted_in_version_1,
        true as is_counted_in_version_2,
        true as is_counted_in_version_3,
        false as is_counted_in_version_4,
        plan_charges._loaded_at
    from plan_charges
    inner join plans
        on plan_charges.payment_plan_id = plans.payment_plan_id
    left join procedures
        on plan_charges.procedure_id = procedures.procedure_id
    where plan_charges.charge_type_code = 1

),

-- Debits raise the account of whoever pays the plan; a plan that only tracks insurance has none.
plan_debit_entries as (

    select
        'payplancharge' as source_table,
        plan_charges.payment_plan_charge_id as source_id,
        'payment_plan_debit' as entry_type,
        plan_charges.guarantor_id as patient_id,
        plan_charges.provider_id,
        plan_charges.clinic_id,
        null::bigint as procedure_id,
        plan_charges.payment_plan_id,
        plan_charges.charge_date as ledger_date,
        null::date as service_date,
        round(plan_charges.principal_amount, 2)
        + round(plan_charges.interest_amount, 2) as entry_amount,
        false as is_counted_in_version_1,
        true as is_counted_in_version_2,
        false as is_counted_in_version_3,
        false as is_counted_in_version_4,
        plan_charges._loaded_at
    from plan_charges
    inner join plans
        on plan_charges.payment_plan_id = plans.payment_plan_id
    where
        plan_charges.charge_type_code = 0
        and plans.insurance_plan_id is null

),

plan_link_entries as (

    select
        'payplanlink' as source_table,
        payment_plan_link_id as source_id,
        'payment_plan_link' as entry_type,
        patient_id,
        provider_id,
        clinic_id,
        procedure_id,
        payment_plan_id,
        ledger_date,
        service_date,
        -linked_amount as entry_amount,
        false as is_counted_in_version_1,
        true as is_counted_in_version_2,
        true as is_counted_in_version_3,
        false as is_counted_in_version_4,
        _loaded_at
    from plan_links

),

unioned as (

    select * from procedure_entries
    union all
    select * from insurance_entries
    union all
    select * from adjustment_entries
    union all
    select * from split_entries
    union all
    select * from completed_plan_entries
    union all
    select * from plan_credit_entries
    union all
    select * from plan_debit_entries
    union all
    select * from plan_link_entries

),

-- A family is who shares the guarantor now; Open Dental keeps no history of it. A line without a
-- date is older than every other one, as 0001-01-01 is in Open Dental.
final as (

    select
        unioned.source_table || '-' || unioned.source_id as ledger_entry_id,
        patients.guarantor_id,
        unioned.patient_id,
        unioned.provider_id,
        unioned.clinic_id,
        unioned.procedure_id,
        unioned.payment_plan_id,
        unioned.source_table,
        unioned.source_id,
        unioned.entry_type,
        coalesce(unioned.ledger_date, '0001-01-01'::date) as ledger_date,
        coalesce(unioned.service_date, '0001-01-01'::date) as service_date,
        unioned.entry_amount::numeric(14, 2) as entry_amount,
        unioned.is_counted_in_version_1,
        unioned.is_counted_in_version_2,
        unioned.is_counted_in_version_3,
        unioned.is_counted_in_version_4,
        -- An installment reaches the balance on its day; every other line does when it is entered,
        -- even with a date in the future.
        unioned.entry_type in ('payment_plan_credit', 'payment_plan_debit') as is_counted_when_due,
        unioned._loaded_at
    from unioned
    inner join patients
        on unioned.patient_id = patients.patient_id
    where unioned.entry_amount <> 0

)

select * from final
