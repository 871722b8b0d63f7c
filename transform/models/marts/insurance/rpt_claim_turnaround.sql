-- By the month a claim was first sent, so that claims nobody has answered yet stay in the count: a
-- mean over answered claims alone makes slow payers look fast.
with

claims as (

    select * from {{ ref('fct_claims') }}

),

carriers as (

    select * from {{ ref('stg_opendental__carrier') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

sent as (

    select
        date_trunc('month', claims.first_sent_date)::date as month_start_date,
        coalesce(claims.carrier_id, 0) as carrier_id,
        claims.clinic_id,
        claims.turnaround_days,
        claims.is_received,
        claims.is_zero_paid,
        claims.is_paid_first_pass,
        claims.is_received and claims.insurance_estimate_amount > 0 as is_expected_to_pay,
        settings.today_date - claims.first_sent_date as observed_days,
        claims._loaded_at
    from claims
    cross join settings
    where
        (claims.is_sent or claims.is_received)
        and not claims.is_preauthorization
        and claims.first_sent_date is not null

),

final as (

    select
        -- keys
        sent.month_start_date,
        sent.carrier_id,
        sent.clinic_id,

        -- attributes
        coalesce(carriers.carrier_name, 'unknown') as carrier_name,

        -- measures
        count(*) as sent_claim_count,
        count(*) filter (where sent.is_received) as received_count,
        count(*) filter (where not sent.is_received) as open_claim_count,
        count(*) filter (where sent.observed_days >= 30) as observed_30_days_count,
        count(*) filter (
            where
            sent.observed_days >= 30
            and sent.turnaround_days <= 30
        ) as received_in_30_days_count,
        count(*) filter (where sent.is_expected_to_pay) as expected_to_pay_count,
        count(*) filter (where sent.is_zero_paid) as zero_paid_count,
        count(*) filter (where sent.is_paid_first_pass) as paid_first_pass_count,
        coalesce(sum(sent.turnaround_days), 0)::integer as total_turnaround_days,
        percentile_disc(0.5) within group (order by sent.turnaround_days)
            as median_turnaround_days,
        percentile_disc(0.9) within group (order by sent.turnaround_days)
            as slow_turnaround_days,
        count(*) filter (where sent.is_zero_paid)::numeric
        / nullif(count(*) filter (where sent.is_expected_to_pay), 0) as zero_paid_rate,
        count(*) filter (where sent.is_paid_first_pass)::numeric
        / nullif(count(*) filter (where sent.is_received), 0) as first_pass_rate,

        -- loader (UTC)
        max(sent._loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from sent
    left join carriers
        on sent.carrier_id = carriers.carrier_id
    group by
        sent.month_start_date,
        sent.carrier_id,
        sent.clinic_id,
        carriers.carrier_name

)

select * from final
