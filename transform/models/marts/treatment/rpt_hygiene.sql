with

followed as (

    select * from {{ ref('int_hygiene_visits_followed') }}

),

summed as (

    select
        date_trunc('month', visit_date)::date as month_start_date,
        clinic_id,
        coalesce(provider_id, 0) as provider_id,
        count(*) as hygiene_visit_count,
        count(*) filter (where is_perio_therapy) as perio_visit_count,
        count(*) filter (where is_reappointed) as reappointed_count,
        count(*) filter (where is_reappointed_on_the_book) as reappointed_on_the_book_count,
        count(*) filter (where is_perio_charted) as perio_charted_count,
        count(*) filter (where is_fluoride) as fluoride_count,
        count(*) filter (where is_bitewing) as bitewing_count,
        sum(production_amount) as production_amount,
        max(_loaded_at) as _loaded_at
    from followed
    group by date_trunc('month', visit_date)::date, clinic_id, coalesce(provider_id, 0)

),

final as (

    select
        month_start_date,
        clinic_id,
        provider_id,
        hygiene_visit_count,
        perio_visit_count,
        reappointed_count,
        reappointed_on_the_book_count,
        perio_charted_count,
        fluoride_count,
        bitewing_count,
        production_amount,
        reappointed_count::numeric / hygiene_visit_count as reappointment_rate,
        perio_visit_count::numeric / hygiene_visit_count as perio_rate,
        perio_charted_count::numeric / hygiene_visit_count as perio_charted_rate,
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from summed

)

select * from final
