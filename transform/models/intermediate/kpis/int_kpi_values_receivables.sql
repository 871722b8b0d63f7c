-- Section C, receivables: balances at the end of each month and today, by the clinic of the
-- family's guarantor. A balance has no provider and no sum over days.
with

settings as (

    select * from {{ ref('int_practice_settings') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

calendar as (

    select * from {{ ref('dim_dates') }}

),

aging as (

    select * from {{ ref('rpt_ar_aging') }}

),

net_income as (

    select * from {{ ref('int_net_production_summed') }}

),

insurance_aging as (

    select * from {{ ref('rpt_insurance_ar') }}

),

claims_outstanding as (

    select * from {{ ref('rpt_claims_outstanding') }}

),

claims_not_sent as (

    select * from {{ ref('rpt_claims_not_sent') }}

),

procedures_not_billed as (

    select * from {{ ref('rpt_procedures_not_billed') }}

),

claim_lines as not materialized (

    select * from {{ ref('fct_claim_lines') }}

),

statements as (

    select * from {{ ref('fct_statements') }}

),

splits as not materialized (

    select * from {{ ref('fct_payment_splits') }}

),

patients as not materialized (

    select * from {{ ref('dim_patients') }}

),

pay_plans as (

    select * from {{ ref('stg_opendental__payplan') }}

),

pay_plan_charges as (

    select * from {{ ref('stg_opendental__payplancharge') }}

),

-- The last day of every month, and today: the days that balances are known for.
month_ends as (

    select
        case
            when calendar.is_today then calendar.calendar_date
            else calendar.month_end_date
        end as as_of_date,
        calendar.month_start_date,
        calendar.is_today
    from calendar
    cross join settings
    where
        calendar.is_today
        or (
            calendar.calendar_date = calendar.month_end_date
            and calendar.calendar_date < settings.today_date
        )

),

owed as (

    select
        month_ends.month_start_date,
        aging.clinic_id,
        aging.balance_0_30_amount,
        aging.balance_31_60_amount,
        aging.balance_61_90_amount,
        aging.balance_over_90_amount,
        aging.balance_total_amount,
        aging.patient_portion_amount,
        aging._loaded_at
    from aging
    inner join month_ends
        on aging.as_of_date = month_ends.as_of_date

),

policies (policy) as (

    values
    ('pay_date'),
    ('procedure_date'),
    ('claim_date')

),

-- Ninety days of net production are what a day's worth of debt is measured by.
made as (

    select
        month_ends.month_start_date,
        net_income.write_off_policy as policy,
        net_income.clinic_id,
        sum(net_income.line_amount) / 90 as daily_amount
    from month_ends
    inner join net_income
        on
            month_ends.as_of_date >= net_income.report_date
            and month_ends.as_of_date - 90 < net_income.report_date
    group by month_ends.month_start_date, net_income.write_off_policy, net_income.clinic_id

),

-- Open plans of patients; one that follows an insurer's instalments is nobody's debt here.
open_plans as (

    select
        pay_plans.payment_plan_id,
        coalesce(families.guarantor_id, pay_plans.guarantor_id) as guarantor_id,
        coalesce(heads.clinic_id, 0) as clinic_id
    from pay_plans
    left join patients as families
        on pay_plans.guarantor_id = families.patient_id
    left join patients as heads
        on families.guarantor_id = heads.patient_id
    where
        pay_plans.insurance_plan_id is null
        and not pay_plans.is_closed

),

plan_entries as (

    select
        open_plans.guarantor_id,
        open_plans.clinic_id,
        pay_plan_charges.charge_date as entry_date,
        round(pay_plan_charges.principal_amount, 2)
        + round(pay_plan_charges.interest_amount, 2) as entry_amount,
        pay_plan_charges._loaded_at
    from pay_plan_charges
    inner join open_plans
        on pay_plan_charges.payment_plan_id = open_plans.payment_plan_id
    where pay_plan_charges.charge_type_code = 0
    union all
    select
        open_plans.guarantor_id,
        open_plans.clinic_id,
        splits.payment_date as entry_date,
        -splits.split_amount as entry_amount,
        splits._loaded_at
    from splits
    inner join open_plans
        on splits.payment_plan_id = open_plans.payment_plan_id

),

plans_due as (

    select
        month_ends.month_start_date,
        plan_entries.guarantor_id,
        plan_entries.clinic_id,
        sum(plan_entries.entry_amount) as due_amount,
        max(plan_entries._loaded_at) as _loaded_at
    from month_ends
    inner join plan_entries
        on month_ends.as_of_date >= plan_entries.entry_date
    group by month_ends.month_start_date, plan_entries.guarantor_id, plan_entries.clinic_id

),

-- A statement works if cash comes from the family after its day. Every statement of those days
-- claims a payment; the variant latest_statement gives it to the last one before it.
cash as (

    select
        patients.guarantor_id,
        splits.payment_date,
        sum(splits.split_amount) as cash_amount
    from splits
    inner join patients
        on splits.patient_id = patients.patient_id
    where not splits.is_income_transfer
    group by patients.guarantor_id, splits.payment_date

),

asked as (

    select
        statements.statement_id,
        statements.statement_mode_code,
        statements.clinic_id,
        statements.sent_date,
        statements.is_paid_after,
        coalesce(sum(cash.cash_amount), 0) > 0 as is_followed_by_cash,
        statements._loaded_at
    from statements
    cross join thresholds
    left join cash
        on
            statements.guarantor_id = cash.guarantor_id
            and statements.sent_date < cash.payment_date
            and statements.sent_date + thresholds.statement_response_days >= cash.payment_date
    where statements.is_payment_asked
    group by
        statements.statement_id,
        statements.statement_mode_code,
        statements.clinic_id,
        statements.sent_date,
        statements.is_paid_after,
        statements._loaded_at

),

lines as (

    select
        'ar_total' as kpi_id,
        parts.variant,
        'month' as period_grain,
        owed.month_start_date as period_start,
        null::bigint as provider_id,
        owed.clinic_id,
        parts.part_amount as numerator,
        null::numeric as denominator,
        1 as n_rows,
        owed._loaded_at
    from owed
    cross join
        lateral (
            values
            ('positive', greatest(owed.balance_total_amount, 0)),
            ('credit', least(owed.balance_total_amount, 0)),
            ('net', owed.balance_total_amount)
        ) as parts (variant, part_amount)
    where parts.part_amount <> 0
    union all
    select
        'ar_aging' as kpi_id,
        parts.variant,
        'month' as period_grain,
        owed.month_start_date as period_start,
        null as provider_id,
        owed.clinic_id,
        parts.part_amount as numerator,
        null as denominator,
        1 as n_rows,
        owed._loaded_at
    from owed
    cross join
        lateral (
            values
            ('0_30', owed.balance_0_30_amount),
            ('31_60', owed.balance_31_60_amount),
            ('61_90', owed.balance_61_90_amount),
            ('over_90', owed.balance_over_90_amount)
        ) as parts (variant, part_amount)
    where parts.part_amount <> 0
    union all
    select
        'patient_portion_ar' as kpi_id,
        'net' as variant,
        'month' as period_grain,
        month_start_date as period_start,
        null as provider_id,
        clinic_id,
        patient_portion_amount as numerator,
        null as denominator,
        1 as n_rows,
        _loaded_at
    from owed
    union all
    select
        'days_in_ar' as kpi_id,
        policies.policy as variant,
        'month' as period_grain,
        owed.month_start_date as period_start,
        null as provider_id,
        owed.clinic_id,
        greatest(owed.balance_total_amount, 0) as numerator,
        0 as denominator,
        case when owed.balance_total_amount > 0 then 1 else 0 end as n_rows,
        owed._loaded_at
    from owed
    cross join policies
    union all
    select
        'days_in_ar' as kpi_id,
        policy as variant,
        'month' as period_grain,
        month_start_date as period_start,
        null as provider_id,
        clinic_id,
        0 as numerator,
        daily_amount as denominator,
        0 as n_rows,
        null as _loaded_at
    from made
    union all
    select
        'insurance_ar' as kpi_id,
        parts.variant,
        'month' as period_grain,
        month_ends.month_start_date as period_start,
        claims_outstanding.provider_id,
        claims_outstanding.clinic_id,
        parts.part_amount as numerator,
        null as denominator,
        1 as n_rows,
        claims_outstanding._loaded_at
    from claims_outstanding
    inner join month_ends
        on claims_outstanding.as_of_date = month_ends.as_of_date
    cross join
        lateral (
            values
            ('claims', 1),
            ('estimate', claims_outstanding.insurance_estimate_amount),
            (
                'estimate_over_30',
                case
                    when claims_outstanding.outstanding_days_count > 30
                        then claims_outstanding.insurance_estimate_amount
                end
            ),
            (
                'estimate_over_90',
                case
                    when claims_outstanding.outstanding_days_count > 90
                        then claims_outstanding.insurance_estimate_amount
                end
            )
        ) as parts (variant, part_amount)
    where parts.part_amount is not null
    union all
    -- The past is rebuilt from the claims' dates and has no provider.
    select
        'insurance_ar' as kpi_id,
        parts.variant,
        'month' as period_grain,
        month_ends.month_start_date as period_start,
        null as provider_id,
        insurance_aging.clinic_id,
        parts.part_amount as numerator,
        null as denominator,
        insurance_aging.claim_count as n_rows,
        insurance_aging._loaded_at
    from insurance_aging
    inner join month_ends
        on insurance_aging.as_of_date = month_ends.as_of_date
    cross join
        lateral (
            values
            ('claims', insurance_aging.claim_count),
            ('estimate', insurance_aging.insurance_estimate_amount),
            (
                'estimate_over_30',
                insurance_aging.estimate_31_60_amount
                + insurance_aging.estimate_61_90_amount
                + insurance_aging.estimate_over_90_amount
            ),
            ('estimate_over_90', insurance_aging.estimate_over_90_amount)
        ) as parts (variant, part_amount)
    where not insurance_aging.is_today
    union all
    select
        'payment_plan_due' as kpi_id,
        'open_plans' as variant,
        'month' as period_grain,
        month_start_date as period_start,
        null as provider_id,
        clinic_id,
        due_amount as numerator,
        null as denominator,
        1 as n_rows,
        _loaded_at
    from plans_due
    union all
    select
        'statement_effectiveness' as kpi_id,
        'mode_' || statement_mode_code as variant,
        'day' as period_grain,
        sent_date as period_start,
        null as provider_id,
        clinic_id,
        case when is_followed_by_cash then 1 else 0 end as numerator,
        1 as denominator,
        1 as n_rows,
        _loaded_at
    from asked
    union all
    select
        'statement_effectiveness' as kpi_id,
        'latest_statement' as variant,
        'day' as period_grain,
        sent_date as period_start,
        null as provider_id,
        clinic_id,
        case when is_paid_after then 1 else 0 end as numerator,
        1 as denominator,
        1 as n_rows,
        _loaded_at
    from asked
    union all
    select
        'unbilled_leakage' as kpi_id,
        'claims_not_sent' as variant,
        'month' as period_grain,
        month_ends.month_start_date as period_start,
        claims_not_sent.provider_id,
        claims_not_sent.clinic_id,
        claims_not_sent.claim_fee_amount as numerator,
        null as denominator,
        1 as n_rows,
        claims_not_sent._loaded_at
    from claims_not_sent
    inner join month_ends
        on claims_not_sent.as_of_date = month_ends.as_of_date
    union all
    select
        'unbilled_leakage' as kpi_id,
        'procedures_not_billed' as variant,
        'month' as period_grain,
        month_ends.month_start_date as period_start,
        procedures_not_billed.provider_id,
        procedures_not_billed.clinic_id,
        procedures_not_billed.gross_fee_amount as numerator,
        null as denominator,
        1 as n_rows,
        procedures_not_billed._loaded_at
    from procedures_not_billed
    inner join month_ends
        on procedures_not_billed.as_of_date = month_ends.as_of_date
    union all
    select
        'unbilled_leakage' as kpi_id,
        'payments_not_finalized' as variant,
        'month' as period_grain,
        month_ends.month_start_date as period_start,
        claim_lines.provider_id,
        claim_lines.clinic_id,
        claim_lines.insurance_payment_amount as numerator,
        null as denominator,
        1 as n_rows,
        claim_lines._loaded_at
    from claim_lines
    inner join month_ends
        on month_ends.is_today
    where
        claim_lines.claim_line_status_code in (1, 4, 5)
        and claim_lines.insurance_payment_amount <> 0
        and claim_lines.insurance_payment_id is null
        and not claim_lines.is_transfer

),

final as (

    select
        kpi_id,
        variant,
        period_grain,
        period_start,
        provider_id,
        clinic_id,
        sum(numerator) as numerator,
        sum(denominator) as denominator,
        sum(n_rows)::bigint as n_rows,
        max(_loaded_at) as _loaded_at
    from lines
    -- A line without a date is in no report of Open Dental either.
    where period_start is not null
    group by period_start, provider_id, clinic_id, kpi_id, variant, period_grain

)

select * from final
