-- What a fee was on a day, as far back as we have looked: of several states on one day the last one
-- counts. The office fee (UCR) of a provider is the fee of the provider's own schedule.
with

versions as (

    select * from {{ ref('fee_versions') }}

),

fees as (

    select * from {{ ref('stg_opendental__fee') }}

),

fee_schedules as (

    select * from {{ ref('dim_fee_schedules') }}

),

procedure_codes as (

    select * from {{ ref('dim_procedure_codes') }}

),

providers as (

    select * from {{ ref('stg_opendental__provider') }}

),

settings as (

    select time_zone from {{ ref('int_practice_settings') }}

),

looked as (

    select min(seen_date) as first_run_date
    from versions

),

office_schedules as (

    select distinct fee_schedule_id
    from providers
    where fee_schedule_id is not null

),

last_of_day as (

    select distinct on (fee_id, seen_date) *
    from versions
    order by fee_id asc, seen_date asc, valid_from_at desc

),

spanned as (

    select
        *,
        lead(seen_date) over (partition by fee_id order by seen_date) as next_seen_date
    from last_of_day

),

final as (

    select
        -- keys
        spanned.fee_id,
        spanned.seen_date as valid_from_date,
        spanned.fee_schedule_id,
        spanned.procedure_code_id,
        spanned.clinic_id as override_clinic_id,
        spanned.provider_id as override_provider_id,

        -- attributes
        fee_schedules.fee_schedule_name,
        procedure_codes.procedure_code,

        -- measures
        round(spanned.fee_amount, 2)::numeric(14, 2) as schedule_fee_amount,

        -- flags
        office_schedules.fee_schedule_id is not null as is_office_fee,
        spanned.seen_date > looked.first_run_date as is_start_known,
        spanned.valid_until_at is null as is_current,

        -- times
        coalesce(
            spanned.next_seen_date,
            (
                spanned.valid_until_at at time zone 'utc'
                at time zone settings.time_zone
            )::date
        ) as valid_until_date,

        -- loader (UTC)
        fees._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from spanned
    cross join looked
    cross join settings
    left join fee_schedules
        on spanned.fee_schedule_id = fee_schedules.fee_schedule_id
    left join procedure_codes
        on spanned.procedure_code_id = procedure_codes.procedure_code_id
    left join office_schedules
        on spanned.fee_schedule_id = office_schedules.fee_schedule_id
    left join fees
        on spanned.fee_id = fees.fee_id

)

select * from final
