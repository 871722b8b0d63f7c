-- Value is shown over first years that are over only: a source of last month has brought
-- nothing yet.
with

new_patients as (

    select * from {{ ref('int_new_patients_identified') }}

),

sources as (

    select * from {{ ref('dim_referral_sources') }}

),

-- A clone is no new person.
summed as (

    select
        date_trunc('month', first_visit_date)::date as month_start_date,
        referral_id,
        clinic_id,
        count(*) as new_patient_count,
        count(*) filter (where is_first_year_over) as first_year_over_count,
        coalesce(
            sum(first_year_production_amount) filter (where is_first_year_over), 0
        ) as first_year_production_amount,
        coalesce(
            sum(first_year_collection_amount) filter (where is_first_year_over), 0
        ) as first_year_collection_amount,
        percentile_cont(0.5) within group (order by first_year_production_amount) filter (
            where is_first_year_over
        ) as median_production,
        max(_loaded_at) as _loaded_at
    from new_patients
    where is_first_record
    group by date_trunc('month', first_visit_date)::date, referral_id, clinic_id

),

final as (

    select
        summed.month_start_date,
        summed.referral_id,
        summed.clinic_id,
        sources.source_kind,
        sources.source_name,
        summed.new_patient_count,
        summed.first_year_over_count,
        summed.first_year_production_amount,
        summed.first_year_collection_amount,
        round(summed.median_production::numeric, 2) as median_first_year_production_amount,
        summed._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from summed
    left join sources
        on summed.referral_id = sources.referral_id

)

select * from final
