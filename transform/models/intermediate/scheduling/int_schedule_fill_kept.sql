-- How full the chairs are some days ahead, as seen today.
with

utilisation as (

    select * from {{ ref('rpt_chair_utilisation') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

horizons (days_ahead) as (

    values (1), (7), (14), (30)

),

final as (

    select
        settings.today_date as seen_date,
        horizons.days_ahead,
        utilisation.operatory_id,
        utilisation.clinic_id,
        utilisation.report_date,
        utilisation.open_minutes,
        utilisation.booked_minutes,
        utilisation.appointment_count,
        utilisation._loaded_at
    from utilisation
    cross join settings
    inner join horizons
        on utilisation.report_date = settings.today_date + horizons.days_ahead

)

select * from final
