-- Six depths a tooth, in probing rows (sequence 4). A site without a number was not probed; a row
-- without any is an exam opened and left blank.
with

exams as (

    select * from {{ ref('stg_opendental__perioexam') }}

),

measures as (

    select * from {{ ref('stg_opendental__periomeasure') }}

),

sites as (

    select
        measures.perio_exam_id,
        measures._loaded_at,
        depths.depth
    from measures
    cross join
        lateral (
            values
            (measures.mesial_buccal_value),
            (measures.buccal_value),
            (measures.distal_buccal_value),
            (measures.mesial_lingual_value),
            (measures.lingual_value),
            (measures.distal_lingual_value)
        ) as depths (depth)
    where
        measures.perio_sequence_code = 4
        and depths.depth >= 0

),

counted as (

    select
        perio_exam_id,
        count(*) as site_count,
        count(*) filter (where depth >= 4) as site_4_mm_count,
        count(*) filter (where depth >= 5) as site_5_mm_count,
        max(depth)::integer as deepest_mm,
        max(_loaded_at) as _loaded_at
    from sites
    group by perio_exam_id

),

measured as (

    select
        exams.perio_exam_id,
        exams.patient_id,
        exams.provider_id,
        exams.exam_date,
        coalesce(counted.site_count, 0) as site_count,
        coalesce(counted.site_4_mm_count, 0) as site_4_mm_count,
        coalesce(counted.site_5_mm_count, 0) as site_5_mm_count,
        counted.deepest_mm,
        counted.site_count is not null as is_charted,
        greatest(exams._loaded_at, counted._loaded_at) as _loaded_at
    from exams
    left join counted
        on exams.perio_exam_id = counted.perio_exam_id

)

select * from measured
