-- What each family owed at the end of a closed month as the run that first saw the month closed
-- found it, and as today's lines have it. The clinic is the family's of today: moving restates
-- nothing.
with

versions as (

    select * from {{ ref('closed_month_balance_versions') }}

),

balances as (

    select * from {{ ref('int_balances_closed') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

frozen_months as (

    select
        as_of_date,
        min(valid_from_at) as frozen_at,
        min(seen_date) as frozen_date
    from versions
    group by as_of_date

),

frozen as (

    select versions.*
    from versions
    inner join frozen_months
        on
            versions.as_of_date = frozen_months.as_of_date
            and versions.valid_from_at = frozen_months.frozen_at

),

-- A month that no run has frozen yet is not restated.
current_balances as (

    select balances.*
    from balances
    inner join frozen_months
        on balances.as_of_date = frozen_months.as_of_date

),

paired as (

    select
        coalesce(frozen.as_of_date, current_balances.as_of_date) as as_of_date,
        coalesce(frozen.guarantor_id, current_balances.guarantor_id) as guarantor_id,
        coalesce(current_balances.clinic_id, frozen.clinic_id) as kept_clinic_id,
        coalesce(frozen.balance_0_30_amount, 0) as frozen_balance_0_30_amount,
        coalesce(current_balances.balance_0_30_amount, 0) as current_balance_0_30_amount,
        coalesce(frozen.balance_31_60_amount, 0) as frozen_balance_31_60_amount,
        coalesce(current_balances.balance_31_60_amount, 0) as current_balance_31_60_amount,
        coalesce(frozen.balance_61_90_amount, 0) as frozen_balance_61_90_amount,
        coalesce(current_balances.balance_61_90_amount, 0) as current_balance_61_90_amount,
        coalesce(frozen.balance_over_90_amount, 0) as frozen_balance_over_90_amount,
        coalesce(current_balances.balance_over_90_amount, 0) as current_balance_over_90_amount,
        coalesce(frozen.balance_total_amount, 0) as frozen_balance_total_amount,
        coalesce(current_balances.balance_total_amount, 0) as current_balance_total_amount,
        coalesce(current_balances._loaded_at, frozen._loaded_at) as _loaded_at
    from frozen
    full outer join current_balances
        on
            frozen.as_of_date = current_balances.as_of_date
            and frozen.guarantor_id = current_balances.guarantor_id

),

final as (

    select
        paired.as_of_date,
        paired.guarantor_id,
        coalesce(patients.clinic_id, paired.kept_clinic_id) as clinic_id,
        paired.frozen_balance_0_30_amount::numeric(14, 2) as frozen_balance_0_30_amount,
        paired.current_balance_0_30_amount::numeric(14, 2) as current_balance_0_30_amount,
        paired.frozen_balance_31_60_amount::numeric(14, 2) as frozen_balance_31_60_amount,
        paired.current_balance_31_60_amount::numeric(14, 2) as current_balance_31_60_amount,
        paired.frozen_balance_61_90_amount::numeric(14, 2) as frozen_balance_61_90_amount,
        paired.current_balance_61_90_amount::numeric(14, 2) as current_balance_61_90_amount,
        paired.frozen_balance_over_90_amount::numeric(14, 2) as frozen_balance_over_90_amount,
        paired.current_balance_over_90_amount::numeric(14, 2) as current_balance_over_90_amount,
        paired.frozen_balance_total_amount::numeric(14, 2) as frozen_balance_total_amount,
        paired.current_balance_total_amount::numeric(14, 2) as current_balance_total_amount,
        (
            paired.current_balance_total_amount - paired.frozen_balance_total_amount
        )::numeric(14, 2) as difference_amount,
        (
            paired.current_balance_0_30_amount <> paired.frozen_balance_0_30_amount
            or paired.current_balance_31_60_amount <> paired.frozen_balance_31_60_amount
            or paired.current_balance_61_90_amount <> paired.frozen_balance_61_90_amount
            or paired.current_balance_over_90_amount <> paired.frozen_balance_over_90_amount
            or paired.current_balance_total_amount <> paired.frozen_balance_total_amount
        ) as is_restated,
        frozen_months.frozen_date,
        frozen_months.frozen_at,
        paired._loaded_at
    from paired
    inner join frozen_months
        on paired.as_of_date = frozen_months.as_of_date
    left join patients
        on paired.guarantor_id = patients.patient_id

)

select * from final
