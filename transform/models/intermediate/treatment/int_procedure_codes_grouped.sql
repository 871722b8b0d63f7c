-- Which codes mean what to the reports: groups are the practice's own
-- (seeds/practice_code_groups.csv), the category follows from the code itself. Open Dental's
-- category of a code is an office's list.
with

codes as (

    select * from {{ ref('stg_opendental__procedurecode') }}

),

code_groups as (

    select * from {{ ref('practice_code_groups') }}

),

memberships as (

    select
        codes.procedure_code_id,
        array_agg(distinct code_groups.code_group) as member_of
    from codes
    inner join code_groups
        on codes.procedure_code between code_groups.from_code and code_groups.to_code
    group by codes.procedure_code_id

),

listed as (

    select
        codes.procedure_code_id,
        codes.procedure_code,
        codes._loaded_at,
        case
            when codes.procedure_code !~ '^D[0-9]{4}' then 'office'
            when codes.procedure_code < 'D1000' then 'diagnostic'
            when codes.procedure_code < 'D2000' then 'preventive'
            when codes.procedure_code < 'D3000' then 'restorative'
            when codes.procedure_code < 'D4000' then 'endodontics'
            when codes.procedure_code < 'D5000' then 'periodontics'
            when codes.procedure_code < 'D5900' then 'removable_prosthetics'
            when codes.procedure_code < 'D6000' then 'maxillofacial_prosthetics'
            when codes.procedure_code < 'D6200' then 'implants'
            when codes.procedure_code < 'D7000' then 'fixed_prosthetics'
            when codes.procedure_code < 'D8000' then 'oral_surgery'
            when codes.procedure_code < 'D9000' then 'orthodontics'
            else 'adjunctive'
        end as code_category,
        coalesce(memberships.member_of, array[]::text[]) as member_of
    from codes
    left join memberships
        on codes.procedure_code_id = memberships.procedure_code_id

),

grouped as (

    select
        procedure_code_id,
        procedure_code,
        code_category,
        'missed_visit' = any(member_of) as is_missed_visit,
        'cancelled_visit' = any(member_of) as is_cancelled_visit,
        'missed_visit' = any(member_of) or 'cancelled_visit' = any(member_of) as is_broken_visit,
        'hygiene_visit' = any(member_of) as is_hygiene_visit,
        'adult_prophylaxis' = any(member_of) as is_adult_prophylaxis,
        'child_prophylaxis' = any(member_of) as is_child_prophylaxis,
        'perio_therapy' = any(member_of) as is_perio_therapy,
        'perio_scaling' = any(member_of) as is_perio_scaling,
        'perio_maintenance' = any(member_of) as is_perio_maintenance,
        'exam' = any(member_of) as is_exam,
        'comprehensive_exam' = any(member_of) as is_comprehensive_exam,
        'emergency_exam' = any(member_of) as is_emergency_exam,
        'bitewings' = any(member_of) as is_bitewing,
        'fluoride' = any(member_of) as is_fluoride,
        'sealant' = any(member_of) as is_sealant,
        'extraction' = any(member_of) as is_extraction,
        'root_canal' = any(member_of) as is_root_canal,
        'crown' = any(member_of) as is_crown,
        'implant_body' = any(member_of) as is_implant_body,
        'implant_crown' = any(member_of) as is_implant_crown,
        'tooth_replacement' = any(member_of) as is_tooth_replacement,
        'presented_treatment' = any(member_of)
        and not 'not_presented' = any(member_of) as is_presentable,
        _loaded_at
    from listed

)

select * from grouped
