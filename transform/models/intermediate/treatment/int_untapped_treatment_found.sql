-- Needs that the chart shows and no plan answers, for living, adult, active patients. Each is a
-- question for a clinician, never a diagnosis. The value of one is what the practice itself charged
-- for the answer in the last two years; where it charged nothing, there is no value.
with

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

valued as (

    select * from {{ ref('int_procedures_valued') }}

),

codes as (

    select * from {{ ref('int_procedure_codes_grouped') }}

),

tooth_marks as (

    select * from {{ ref('stg_opendental__toothinitial') }}

),

perio_exams as (

    select * from {{ ref('int_perio_exams_measured') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

births as (

    select * from {{ ref('named_patients') }}

),

activity as (

    select * from {{ ref('int_patient_activity_dated') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

charted as (

    select
        procedures.patient_id,
        procedures.tooth_number,
        procedures.service_date,
        procedures.procedure_status_code,
        procedures.procedure_status_code in (2, 3, 4) as is_done,
        procedures.procedure_status_code in (1, 2, 3, 4, 5) as is_answered,
        codes.is_extraction,
        codes.is_tooth_replacement,
        codes.is_implant_body,
        codes.is_implant_crown,
        codes.is_root_canal,
        codes.is_crown,
        codes.is_perio_therapy,
        procedures._loaded_at
    from procedures
    inner join codes
        on procedures.procedure_code_id = codes.procedure_code_id

),

people as (

    select
        patients.patient_id,
        coalesce(patients.clinic_id, 0) as clinic_id,
        coalesce(patients.primary_provider_id, 0) as provider_id,
        settings.today_date
    from patients
    cross join settings
    inner join activity
        on patients.patient_id = activity.patient_id
    inner join births
        on patients.patient_id = births.patient_id
    where
        activity.is_active_24_months
        and births.birth_date <= settings.today_date - interval '18 years'

),

-- Permanent teeth without the third molars, which nobody replaces.
missing_teeth as (

    select
        patient_id,
        tooth_number,
        service_date as found_date,
        _loaded_at
    from charted
    where
        is_extraction
        and is_done
    union all
    select
        patient_id,
        tooth_number,
        source_created_at::date as found_date,
        _loaded_at
    from tooth_marks
    where tooth_mark_code = 0

),

unreplaced as (

    select
        'missing_tooth' as opportunity,
        missing_teeth.patient_id,
        missing_teeth.tooth_number,
        min(missing_teeth.found_date) as found_date,
        max(missing_teeth._loaded_at) as _loaded_at
    from missing_teeth
    left join charted
        on
            missing_teeth.patient_id = charted.patient_id
            and missing_teeth.tooth_number = charted.tooth_number
            and charted.is_tooth_replacement
            and charted.is_answered
    where
        missing_teeth.tooth_number ~ '^[0-9]{1,2}$'
        and missing_teeth.tooth_number not in ('1', '16', '17', '32')
        and charted.patient_id is null
    group by missing_teeth.patient_id, missing_teeth.tooth_number

),

uncrowned_implants as (

    select
        'implant_without_crown' as opportunity,
        bodies.patient_id,
        bodies.tooth_number,
        min(bodies.service_date) as found_date,
        max(bodies._loaded_at) as _loaded_at
    from charted as bodies
    left join charted as crowns
        on
            bodies.patient_id = crowns.patient_id
            and bodies.tooth_number = crowns.tooth_number
            and crowns.is_implant_crown
            and crowns.is_answered
    where
        bodies.is_implant_body
        and bodies.is_done
        and crowns.patient_id is null
    group by bodies.patient_id, bodies.tooth_number

),

uncrowned_root_canals as (

    select
        'root_canal_without_crown' as opportunity,
        canals.patient_id,
        canals.tooth_number,
        min(canals.service_date) as found_date,
        max(canals._loaded_at) as _loaded_at
    from charted as canals
    left join charted as answers
        on
            canals.patient_id = answers.patient_id
            and canals.tooth_number = answers.tooth_number
            and (answers.is_crown or answers.is_extraction)
            and answers.is_answered
    where
        canals.is_root_canal
        and canals.is_done
        -- Molars and premolars; a front tooth often needs none.
        and canals.tooth_number in (
            '2',
            '3',
            '4',
            '5',
            '12',
            '13',
            '14',
            '15',
            '18',
            '19',
            '20',
            '21',
            '28',
            '29',
            '30',
            '31'
        )
        and answers.patient_id is null
    group by canals.patient_id, canals.tooth_number

),

last_perio_exams as (

    select distinct on (patient_id) *
    from perio_exams
    where is_charted
    order by patient_id asc, exam_date desc, perio_exam_id desc

),

untreated_pockets as (

    select
        'perio_without_therapy' as opportunity,
        exams.patient_id,
        '' as tooth_number,
        min(exams.exam_date) as found_date,
        max(exams._loaded_at) as _loaded_at
    from last_perio_exams as exams
    left join charted
        on
            exams.patient_id = charted.patient_id
            and charted.is_perio_therapy
            and (
                charted.procedure_status_code = 1
                or (charted.is_done and exams.exam_date <= charted.service_date)
            )
    where
        exams.site_5_mm_count >= 2
        and charted.patient_id is null
    group by exams.patient_id

),

unioned as (

    select * from unreplaced
    union all
    select * from uncrowned_implants
    union all
    select * from uncrowned_root_canals
    union all
    select * from untreated_pockets

),

-- What the practice charges for the answer: an implant's body, a crown on it, a crown, scaling.
charged as (

    select
        case
            when codes.is_implant_body then 'missing_tooth'
            when codes.is_implant_crown then 'implant_without_crown'
            when codes.is_crown then 'root_canal_without_crown'
            when codes.is_perio_scaling then 'perio_without_therapy'
        end as opportunity,
        round(avg(valued.gross_fee_amount), 2) as usual_fee_amount
    from procedures
    cross join settings
    inner join codes
        on procedures.procedure_code_id = codes.procedure_code_id
    inner join valued
        on procedures.procedure_id = valued.procedure_id
    where
        procedures.procedure_status_code = 2
        and procedures.service_date > settings.today_date - interval '24 months'
        and procedures.service_date <= settings.today_date
        and (
            codes.is_implant_body
            or codes.is_implant_crown
            or codes.is_crown
            or codes.is_perio_scaling
        )
    group by
        case
            when codes.is_implant_body then 'missing_tooth'
            when codes.is_implant_crown then 'implant_without_crown'
            when codes.is_crown then 'root_canal_without_crown'
            when codes.is_perio_scaling then 'perio_without_therapy'
        end

),

found as (

    select
        unioned.patient_id,
        unioned.opportunity,
        unioned.tooth_number,
        people.clinic_id,
        people.provider_id,
        charged.usual_fee_amount,
        unioned.found_date,
        people.today_date - unioned.found_date as open_days,
        unioned._loaded_at
    from unioned
    inner join people
        on unioned.patient_id = people.patient_id
    left join charged
        on unioned.opportunity = charged.opportunity

)

select * from found
