-- Section B, collections. Lines of every figure one below the other, summed once at last.
-- Balances, trailing windows and what says nothing of a single day have months alone.
with

settings as (

    select * from {{ ref('int_practice_settings') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

daily_income as (

    select * from {{ ref('int_production_income_summed') }}

),

procedures as not materialized (

    select * from {{ ref('fct_procedures') }}

),

adjustments as not materialized (

    select * from {{ ref('fct_adjustments') }}

),

adjustment_types as (

    select * from {{ ref('dim_adjustment_types') }}

),

splits as not materialized (

    select * from {{ ref('fct_payment_splits') }}

),

claim_lines as not materialized (

    select * from {{ ref('fct_claim_lines') }}

),

snapshots as (

    select * from {{ ref('stg_opendental__claimsnapshot') }}

),

payments as (

    select * from {{ ref('stg_opendental__payment') }}

),

insurance_payments as (

    select * from {{ ref('stg_opendental__claimpayment') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

deposits as (

    select * from {{ ref('rpt_deposits') }}

),

visits as not materialized (

    select * from {{ ref('fct_visits') }}

),

aging as (

    select * from {{ ref('rpt_ar_aging') }}

),

unearned as (

    select * from {{ ref('rpt_unearned_balances') }}

),

calendar as (

    select * from {{ ref('dim_dates') }}

),

money_groups as (

    select * from {{ ref('practice_money_groups') }}

),

net_income as (

    select * from {{ ref('int_net_production_summed') }}

),

policies (policy) as (

    values
    ('pay_date'),
    ('procedure_date'),
    ('claim_date')

),

-- What insurers answered with money that lies on a check.
insured as (

    select
        provider_id,
        clinic_id,
        check_date,
        sum(insurance_payment_amount) as insurance_payment_amount,
        count(*) as line_count,
        max(_loaded_at) as _loaded_at
    from claim_lines
    where
        is_received
        and is_paid_by_check
    group by provider_id, clinic_id, check_date

),

collected as (

    select
        'earned' as variant,
        report_date,
        provider_id,
        clinic_id,
        line_amount,
        line_count,
        _loaded_at
    from daily_income
    where line_type = 'patient_income'
    union all
    select
        'with_unearned' as variant,
        report_date,
        provider_id,
        clinic_id,
        line_amount,
        line_count,
        _loaded_at
    from daily_income
    where line_type in ('patient_income', 'unearned_income')
    union all
    select
        variants.variant,
        insured.check_date as report_date,
        insured.provider_id,
        insured.clinic_id,
        insured.insurance_payment_amount as line_amount,
        insured.line_count,
        insured._loaded_at
    from insured
    cross join (values ('earned'), ('with_unearned')) as variants (variant)

),

-- Months of both, for figures that no single day has.
collected_months as (

    select
        variant,
        date_trunc('month', report_date)::date as month_start_date,
        provider_id,
        clinic_id,
        sum(line_amount) as line_amount,
        sum(line_count) as line_count,
        max(_loaded_at) as _loaded_at
    from collected
    group by variant, date_trunc('month', report_date)::date, provider_id, clinic_id

),

net_income_months as (

    select
        write_off_policy as policy,
        date_trunc('month', report_date)::date as month_start_date,
        provider_id,
        clinic_id,
        sum(line_amount) as line_amount,
        sum(line_count) as line_count,
        max(_loaded_at) as _loaded_at
    from net_income
    group by write_off_policy, date_trunc('month', report_date)::date, provider_id, clinic_id

),

written_off_debts as (

    select
        adjustments.provider_id,
        adjustments.clinic_id,
        adjustments.adjustment_amount,
        adjustments.adjustment_date,
        adjustments._loaded_at
    from adjustments
    inner join adjustment_types
        on adjustments.adjustment_type_id = adjustment_types.adjustment_type_id
    where adjustment_types.is_bad_debt

),

-- Of completed work: what it came to, and what was paid for it. Money that names no procedure is in
-- neither; expected write-offs are not yet one.
changes as (

    select
        procedure_id,
        sum(change_amount) as change_amount
    from (
        select
            procedure_id,
            adjustment_amount as change_amount
        from adjustments
        union all
        select
            procedure_id,
            -write_off_amount as change_amount
        from claim_lines
        where claim_line_status_code in (1, 4, 5, 7)
    ) as parts
    where procedure_id is not null
    group by procedure_id

),

money as (

    select
        procedure_id,
        split_amount as payment_amount,
        payment_date
    from splits
    where
        procedure_id is not null
        and not is_unearned
    union all
    select
        procedure_id,
        insurance_payment_amount as payment_amount,
        insurance_payment_date as payment_date
    from claim_lines
    where
        procedure_id is not null
        and claim_line_status_code in (1, 4, 5, 7)

),

horizons (variant, within_days, place) as (

    values
    ('within_30_days', 30, 1),
    ('within_60_days', 60, 2),
    ('within_90_days', 90, 3),
    ('within_180_days', 180, 4),
    ('within_365_days', 365, 5)

),

-- Filters and not five joins: every procedure is read once.
paid as (

    select
        money.procedure_id,
        sum(money.payment_amount) as paid_amount,
        array[
            sum(money.payment_amount) filter (
                where money.payment_date <= procedures.service_date + 30
            ),
            sum(money.payment_amount) filter (
                where money.payment_date <= procedures.service_date + 60
            ),
            sum(money.payment_amount) filter (
                where money.payment_date <= procedures.service_date + 90
            ),
            sum(money.payment_amount) filter (
                where money.payment_date <= procedures.service_date + 180
            ),
            sum(money.payment_amount) filter (
                where money.payment_date <= procedures.service_date + 365
            )
        ] as paid_within_amounts
    from money
    inner join procedures
        on money.procedure_id = procedures.procedure_id
    where procedures.is_complete
    group by money.procedure_id

),

worked as (

    select
        procedures.provider_id,
        procedures.clinic_id,
        procedures.service_date,
        procedures.gross_fee_amount + coalesce(changes.change_amount, 0) as collectible_amount,
        coalesce(paid.paid_amount, 0) as paid_amount,
        paid.paid_within_amounts,
        procedures._loaded_at
    from procedures
    left join changes
        on procedures.procedure_id = changes.procedure_id
    left join paid
        on procedures.procedure_id = paid.procedure_id
    where procedures.is_complete

),

worked_days as (

    select
        service_date,
        provider_id,
        clinic_id,
        sum(collectible_amount) as collectible_amount,
        sum(paid_amount) as paid_amount,
        array[
            sum(coalesce(paid_within_amounts[1], 0)),
            sum(coalesce(paid_within_amounts[2], 0)),
            sum(coalesce(paid_within_amounts[3], 0)),
            sum(coalesce(paid_within_amounts[4], 0)),
            sum(coalesce(paid_within_amounts[5], 0))
        ] as paid_within_amounts,
        sum(collectible_amount - paid_amount) filter (
            where collectible_amount < paid_amount
        ) as overpaid_amount,
        count(*) filter (where collectible_amount < paid_amount) as overpaid_count,
        count(*) as procedure_count,
        max(_loaded_at) as _loaded_at
    from worked
    group by service_date, provider_id, clinic_id

),

-- What a visit was expected to cost the patient: estimates as they were when the claim was made, or
-- those on the lines. A snapshot taken twice counts by its first.
first_snapshots as (

    select distinct on (claim_line_id)
        claim_line_id,
        round(insurance_payment_estimate_amount, 2) as insurance_estimate_amount,
        round(coalesce(write_off_estimate_amount, 0), 2) as write_off_estimate_amount
    from snapshots
    order by claim_line_id, snapshot_at, claim_snapshot_id

),

expected as (

    select
        claim_lines.procedure_id,
        sum(
            case
                when first_snapshots.claim_line_id is not null
                    then
                        first_snapshots.insurance_estimate_amount
                        + first_snapshots.write_off_estimate_amount
                when claim_lines.claim_line_status_code = 6
                    then
                        coalesce(claim_lines.insurance_estimate_amount, 0)
                        + claim_lines.write_off_estimate_amount
                else
                    coalesce(claim_lines.insurance_estimate_amount, 0)
                    + claim_lines.write_off_amount
            end
        ) as expected_amount
    from claim_lines
    left join first_snapshots
        on claim_lines.claim_line_id = first_snapshots.claim_line_id
    where
        claim_lines.procedure_id is not null
        and claim_lines.claim_line_status_code in (0, 1, 6)
    group by claim_lines.procedure_id

),

adjusted as (

    select
        procedure_id,
        sum(adjustment_amount) as adjustment_amount
    from adjustments
    where procedure_id is not null
    group by procedure_id

),

visit_portions as (

    select
        procedures.patient_id,
        procedures.service_date,
        sum(
            procedures.production_amount
            - coalesce(expected.expected_amount, 0)
            + coalesce(adjusted.adjustment_amount, 0)
        ) as portion_amount
    from procedures
    left join expected
        on procedures.procedure_id = expected.procedure_id
    left join adjusted
        on procedures.procedure_id = adjusted.procedure_id
    where procedures.is_complete
    group by procedures.patient_id, procedures.service_date

),

paid_at_desk as (

    select
        patient_id,
        payment_date,
        sum(split_amount) as paid_amount
    from splits
    where
        not is_income_transfer
        and not is_discount
    group by patient_id, payment_date

),

-- Payments by the office's own names of ways to pay, and which of these go to the bank on a slip.
paid_in as (

    select
        coalesce(payments.clinic_id, 0) as clinic_id,
        payments.payment_date,
        round(payments.payment_amount, 2) as payment_amount,
        case
            when payments.payment_type_id is null then 'transfer'
            else coalesce(definitions.definition_name, 'no type')
        end as payment_type,
        coalesce(money_groups.money_group = 'deposited', false) as is_deposited_type,
        payments.deposit_id,
        payments._loaded_at
    from payments
    left join definitions
        on payments.payment_type_id = definitions.definition_id
    left join money_groups
        on
            definitions.definition_name = money_groups.type_name
            and money_groups.money_kind = 'payment'

),

checks as (

    select
        coalesce(insurance_payments.clinic_id, 0) as clinic_id,
        insurance_payments.check_date,
        round(insurance_payments.check_amount, 2) as check_amount,
        coalesce(definitions.definition_name, 'no type') as payment_type,
        coalesce(definitions.definition_value, '') <> 'N' as is_deposited_type,
        insurance_payments.deposit_id,
        insurance_payments._loaded_at
    from insurance_payments
    left join definitions
        on insurance_payments.insurance_payment_type_id = definitions.definition_id

),

-- The last day of every month, and today: a day that balances are known for.
month_ends as (

    select
        case
            when calendar.is_today then calendar.calendar_date
            else calendar.month_end_date
        end as as_of_date,
        calendar.month_start_date
    from calendar
    cross join settings
    where
        calendar.is_today
        or (
            calendar.calendar_date = calendar.month_end_date
            and calendar.calendar_date < settings.today_date
        )

),

-- Trailing windows under the practice's own policy; the running month counts as far as it is.
monthly_parts as (

    select
        'collection_pct_net' as kpi_id,
        month_start_date,
        provider_id,
        clinic_id,
        line_amount as numerator,
        0 as denominator,
        line_count as n_rows,
        _loaded_at
    from collected_months
    where variant = 'earned'
    union all
    select
        'bad_debt_rate' as kpi_id,
        date_trunc('month', adjustment_date)::date as month_start_date,
        provider_id,
        clinic_id,
        -adjustment_amount as numerator,
        0 as denominator,
        1 as n_rows,
        _loaded_at
    from written_off_debts
    union all
    select
        kpis.kpi_id,
        net_income_months.month_start_date,
        net_income_months.provider_id,
        net_income_months.clinic_id,
        0 as numerator,
        net_income_months.line_amount as denominator,
        case when kpis.kpi_id = 'collection_pct_net' then net_income_months.line_count else 0 end
            as n_rows,
        net_income_months._loaded_at
    from net_income_months
    inner join settings
        on net_income_months.policy = settings.write_off_policy
    cross join (values ('collection_pct_net'), ('bad_debt_rate')) as kpis (kpi_id)

),

monthly as (

    select
        kpi_id,
        month_start_date,
        provider_id,
        clinic_id,
        sum(numerator) as numerator,
        sum(denominator) as denominator,
        sum(n_rows) as n_rows,
        max(_loaded_at) as _loaded_at
    from monthly_parts
    where month_start_date is not null
    group by kpi_id, month_start_date, provider_id, clinic_id

),

windows (kpi_id, variant, month_count) as (

    values
    ('collection_pct_net', 'trailing_3_months', 3),
    ('collection_pct_net', 'trailing_12_months', 12),
    ('bad_debt_rate', 'trailing_12_months', 12)

),

trailing_months as (

    select
        windows.kpi_id,
        windows.variant,
        month_ends.month_start_date,
        monthly.provider_id,
        monthly.clinic_id,
        monthly.numerator,
        monthly.denominator,
        monthly.n_rows,
        monthly._loaded_at
    from windows
    cross join month_ends
    inner join monthly
        on
            windows.kpi_id = monthly.kpi_id
            and month_ends.month_start_date >= monthly.month_start_date
            and month_ends.month_start_date - make_interval(months => windows.month_count)
            < monthly.month_start_date

),

lines as (

    select
        'patient_collections' as kpi_id,
        case line_type when 'patient_income' then 'earned' else 'unearned' end as variant,
        'day' as period_grain,
        report_date as period_start,
        provider_id,
        clinic_id,
        line_amount as numerator,
        null::numeric as denominator,
        line_count as n_rows,
        _loaded_at
    from daily_income
    where line_type in ('patient_income', 'unearned_income')
    union all
    select
        'insurance_collections' as kpi_id,
        'check_date' as variant,
        'day' as period_grain,
        check_date as period_start,
        provider_id,
        clinic_id,
        insurance_payment_amount as numerator,
        null as denominator,
        line_count as n_rows,
        _loaded_at
    from insured
    union all
    select
        'insurance_collections' as kpi_id,
        'posted' as variant,
        'day' as period_grain,
        insurance_payment_date as period_start,
        provider_id,
        clinic_id,
        sum(insurance_payment_amount) as numerator,
        null::numeric as denominator,
        count(*) as n_rows,
        max(_loaded_at) as _loaded_at
    from claim_lines
    where is_received
    group by insurance_payment_date, provider_id, clinic_id
    union all
    select
        'total_collections' as kpi_id,
        variant,
        'day' as period_grain,
        report_date as period_start,
        provider_id,
        clinic_id,
        line_amount as numerator,
        null as denominator,
        line_count as n_rows,
        _loaded_at
    from collected
    union all
    select
        'collection_pct_gross' as kpi_id,
        'earned' as variant,
        'month' as period_grain,
        month_start_date as period_start,
        provider_id,
        clinic_id,
        line_amount as numerator,
        0 as denominator,
        line_count as n_rows,
        _loaded_at
    from collected_months
    where variant = 'earned'
    union all
    select
        'collection_pct_gross' as kpi_id,
        'earned' as variant,
        'month' as period_grain,
        date_trunc('month', report_date)::date as period_start,
        provider_id,
        clinic_id,
        0 as numerator,
        line_amount as denominator,
        line_count as n_rows,
        _loaded_at
    from daily_income
    where line_type = 'production'
    union all
    select
        'collection_pct_net' as kpi_id,
        policies.policy as variant,
        'month' as period_grain,
        collected_months.month_start_date as period_start,
        collected_months.provider_id,
        collected_months.clinic_id,
        collected_months.line_amount as numerator,
        0 as denominator,
        collected_months.line_count as n_rows,
        collected_months._loaded_at
    from collected_months
    cross join policies
    where collected_months.variant = 'earned'
    union all
    select
        'collection_pct_net' as kpi_id,
        policy as variant,
        'month' as period_grain,
        month_start_date as period_start,
        provider_id,
        clinic_id,
        0 as numerator,
        line_amount as denominator,
        line_count as n_rows,
        _loaded_at
    from net_income_months
    union all
    select
        kpi_id,
        variant,
        'month' as period_grain,
        month_start_date as period_start,
        provider_id,
        clinic_id,
        numerator,
        denominator,
        n_rows,
        _loaded_at
    from trailing_months
    union all
    select
        'collection_cohort_pct' as kpi_id,
        'to_date' as variant,
        'day' as period_grain,
        service_date as period_start,
        provider_id,
        clinic_id,
        paid_amount as numerator,
        collectible_amount as denominator,
        procedure_count as n_rows,
        _loaded_at
    from worked_days
    union all
    -- Only work whose horizon is over: a later look changes nothing of what came in within it.
    select
        'collection_cohort_pct' as kpi_id,
        horizons.variant,
        'month' as period_grain,
        date_trunc('month', worked_days.service_date)::date as period_start,
        worked_days.provider_id,
        worked_days.clinic_id,
        sum(worked_days.paid_within_amounts[horizons.place]) as numerator,
        sum(worked_days.collectible_amount) as denominator,
        sum(worked_days.procedure_count)::bigint as n_rows,
        max(worked_days._loaded_at) as _loaded_at
    from worked_days
    cross join settings
    cross join horizons
    where worked_days.service_date + horizons.within_days < settings.today_date
    group by
        horizons.variant,
        date_trunc('month', worked_days.service_date)::date,
        worked_days.provider_id,
        worked_days.clinic_id
    union all
    select
        'otc_collection_rate' as kpi_id,
        'visit_day' as variant,
        'day' as period_grain,
        visits.visit_date as period_start,
        visits.provider_id,
        visits.clinic_id,
        coalesce(paid_at_desk.paid_amount, 0) as numerator,
        visit_portions.portion_amount as denominator,
        1 as n_rows,
        visits._loaded_at
    from visits
    inner join visit_portions
        on
            visits.patient_id = visit_portions.patient_id
            and visits.visit_date = visit_portions.service_date
    left join paid_at_desk
        on
            visits.patient_id = paid_at_desk.patient_id
            and visits.visit_date = paid_at_desk.payment_date
    union all
    select
        'unearned_balance' as kpi_id,
        'open' as variant,
        'month' as period_grain,
        month_ends.month_start_date as period_start,
        null as provider_id,
        unearned.clinic_id,
        unearned.unearned_amount as numerator,
        null as denominator,
        1 as n_rows,
        unearned._loaded_at
    from unearned
    inner join month_ends
        on unearned.as_of_date = month_ends.as_of_date
    union all
    select
        'unallocated_and_overpaid' as kpi_id,
        'credit_balances' as variant,
        'month' as period_grain,
        month_ends.month_start_date as period_start,
        null as provider_id,
        aging.clinic_id,
        aging.balance_total_amount as numerator,
        null as denominator,
        1 as n_rows,
        aging._loaded_at
    from aging
    inner join month_ends
        on aging.as_of_date = month_ends.as_of_date
    where aging.balance_total_amount < 0
    union all
    select
        'unallocated_and_overpaid' as kpi_id,
        'overpaid_work' as variant,
        'day' as period_grain,
        service_date as period_start,
        provider_id,
        clinic_id,
        overpaid_amount as numerator,
        null as denominator,
        overpaid_count as n_rows,
        _loaded_at
    from worked_days
    where overpaid_count > 0
    union all
    select
        'payment_mix' as kpi_id,
        payment_type as variant,
        'day' as period_grain,
        payment_date as period_start,
        null as provider_id,
        clinic_id,
        payment_amount as numerator,
        null as denominator,
        1 as n_rows,
        _loaded_at
    from paid_in
    union all
    select
        'payment_mix' as kpi_id,
        'insurance: ' || payment_type as variant,
        'day' as period_grain,
        check_date as period_start,
        null as provider_id,
        clinic_id,
        check_amount as numerator,
        null as denominator,
        1 as n_rows,
        _loaded_at
    from checks
    union all
    select
        'deposit_reconciliation' as kpi_id,
        'checks_not_deposited' as variant,
        'day' as period_grain,
        paid_in.payment_date as period_start,
        null as provider_id,
        paid_in.clinic_id,
        paid_in.payment_amount as numerator,
        null as denominator,
        1 as n_rows,
        paid_in._loaded_at
    from paid_in
    cross join settings
    cross join thresholds
    where
        paid_in.is_deposited_type
        and paid_in.deposit_id is null
        and paid_in.payment_date + thresholds.deposit_delay_days < settings.today_date
    union all
    select
        'deposit_reconciliation' as kpi_id,
        'insurance_checks_not_deposited' as variant,
        'day' as period_grain,
        checks.check_date as period_start,
        null as provider_id,
        checks.clinic_id,
        checks.check_amount as numerator,
        null as denominator,
        1 as n_rows,
        checks._loaded_at
    from checks
    cross join settings
    cross join thresholds
    where
        checks.is_deposited_type
        and checks.deposit_id is null
        and checks.check_date + thresholds.deposit_delay_days < settings.today_date
    union all
    -- A slip may hold the money of several clinics.
    select
        'deposit_reconciliation' as kpi_id,
        'slips_unexplained' as variant,
        'day' as period_grain,
        deposit_date as period_start,
        null as provider_id,
        null as clinic_id,
        unexplained_amount as numerator,
        null as denominator,
        1 as n_rows,
        _loaded_at
    from deposits
    union all
    select
        'adjusted_refunds' as kpi_id,
        'adjustments' as variant,
        'day' as period_grain,
        adjustments.adjustment_date as period_start,
        adjustments.provider_id,
        adjustments.clinic_id,
        adjustments.adjustment_amount as numerator,
        null as denominator,
        1 as n_rows,
        adjustments._loaded_at
    from adjustments
    inner join money_groups
        on
            adjustments.adjustment_type = money_groups.type_name
            and money_groups.money_kind = 'adjustment'
            and money_groups.money_group = 'refund'
    union all
    select
        'adjusted_refunds' as kpi_id,
        'payments' as variant,
        'day' as period_grain,
        payment_date as period_start,
        provider_id,
        clinic_id,
        -split_amount as numerator,
        null as denominator,
        1 as n_rows,
        _loaded_at
    from splits
    where
        split_amount < 0
        and not is_income_transfer
    union all
    select
        'bad_debt_rate' as kpi_id,
        policies.policy as variant,
        'month' as period_grain,
        date_trunc('month', debts.adjustment_date)::date as period_start,
        debts.provider_id,
        debts.clinic_id,
        -debts.adjustment_amount as numerator,
        0 as denominator,
        1 as n_rows,
        debts._loaded_at
    from written_off_debts as debts
    cross join policies
    union all
    select
        'bad_debt_rate' as kpi_id,
        policy as variant,
        'month' as period_grain,
        month_start_date as period_start,
        provider_id,
        clinic_id,
        0 as numerator,
        line_amount as denominator,
        0 as n_rows,
        _loaded_at
    from net_income_months

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
