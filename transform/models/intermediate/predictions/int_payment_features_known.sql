-- What the office knew of a completed procedure in the morning of its day, and whether the family
-- paid its part within 60 days: fee less what insurance was expected to pay and to write off that
-- day, settled by the patient's payments and by discounts. Work without a part of the family's is
-- left out. Earlier days of work count when their 60 days were over.
with

procedures as (

    select * from {{ ref('int_procedures_settled') }}

),

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

codes as (

    select * from {{ ref('int_procedure_codes_grouped') }}

),

credits as (

    select * from {{ ref('int_procedure_credits_dated') }}

),

visits as (

    select * from {{ ref('int_visits_identified') }}

),

coverages as (

    select * from {{ ref('int_coverages_chained') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

births as (

    select * from {{ ref('named_patients') }}

),

history as (

    select * from {{ ref('stg_opendental__histappointment') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

-- What is older than the first visit that the history of the book tells of was converted from
-- another program, with whatever that kept of it. Its first entries are about visits months ahead.
began as (

    select greatest(min(recorded_at), min(scheduled_at))::date as began_date
    from history

),

-- What was expected of insurance stays on the claim line as the estimate; what a capitation plan
-- writes off (7) is certain.
expected as (

    select
        procedure_id,
        sum(round(insurance_payment_estimate_amount, 2)) as insurance_estimate_amount,
        sum(
            round(
                case
                    when claim_line_status_code = 7 then write_off_amount
                    else
                        coalesce(
                            write_off_estimate_override_amount, write_off_estimate_amount, 0
                        )
                end, 2
            )
        ) as write_off_estimate_amount
    from claim_lines
    where
        procedure_id is not null
        and claim_line_status_code in (0, 1, 6, 7)
    group by procedure_id

),

parts as (

    select
        procedures.procedure_id,
        procedures.patient_id,
        coalesce(procedures.guarantor_id, procedures.patient_id) as guarantor_id,
        procedures.provider_id,
        procedures.clinic_id,
        procedures.service_date,
        procedures.gross_fee_amount,
        codes.code_category,
        procedures.gross_fee_amount
        - coalesce(expected.insurance_estimate_amount, 0)
        - coalesce(expected.write_off_estimate_amount, 0) as family_part_amount,
        coalesce(expected.insurance_estimate_amount, 0) > 0 as is_insured,
        procedures._loaded_at
    from procedures
    cross join settings
    cross join began
    left join expected
        on procedures.procedure_id = expected.procedure_id
    left join codes
        on procedures.procedure_code_id = codes.procedure_code_id
    where
        procedures.gross_fee_amount > 0
        and procedures.service_date >= began.began_date
        and procedures.service_date < settings.today_date

),

settled as (

    select
        parts.procedure_id,
        sum(credits.credit_amount) as credit_amount
    from parts
    inner join credits
        on
            parts.procedure_id = credits.procedure_id
            and credits.credit_date <= parts.service_date + 60
    where credits.credit_type in ('patient_payment', 'adjustment')
    group by parts.procedure_id

),

lines as (

    select
        parts.*,
        sum(parts.family_part_amount) over day_of_the_family as day_part_amount,
        bool_or(parts.is_insured) over day_of_the_family as is_day_insured,
        coalesce(settled.credit_amount, 0) >= parts.family_part_amount - 0.005 as is_paid
    from parts
    left join settled
        on parts.procedure_id = settled.procedure_id
    where parts.family_part_amount > 0.005
    window day_of_the_family as (partition by parts.guarantor_id, parts.service_date)

),

-- A day's work of a family is one bill, late if a part of it is.
bills as (

    select
        guarantor_id,
        service_date,
        (not bool_and(is_paid))::integer as late_count
    from lines
    group by guarantor_id, service_date

),

-- Known when its 60 days are over.
known_bills as (

    select
        guarantor_id,
        service_date + 61 as event_date,
        late_count,
        row_number() over billed as bill_number,
        sum(late_count) over last_five as last_late_count,
        count(*) over last_five as last_bill_count
    from bills
    window
        billed as (partition by guarantor_id order by service_date),
        last_five as (
            partition by guarantor_id
            order by service_date
            rows between 4 preceding and current row
        )

),

stacked as (

    select
        guarantor_id,
        null::date as service_date,
        event_date,
        1 as bill_count,
        late_count
    from known_bills
    union all
    select
        guarantor_id,
        service_date,
        service_date as event_date,
        0 as bill_count,
        0 as late_count
    from bills

),

counted as (

    select
        guarantor_id,
        service_date,
        sum(bill_count) over of_family as bill_count,
        sum(late_count) over of_family as late_count,
        sum(bill_count) over of_quarter as quarter_bill_count,
        sum(late_count) over of_quarter as quarter_late_count
    from stacked
    window
        of_family as (partition by guarantor_id order by event_date),
        of_quarter as (
            order by event_date range between interval '91 days' preceding and current row
        )

),

first_visits as (

    select
        coalesce(patients.guarantor_id, visits.patient_id) as guarantor_id,
        min(visits.visit_date) as first_visit_date
    from visits
    left join patients
        on visits.patient_id = patients.patient_id
    group by coalesce(patients.guarantor_id, visits.patient_id)

),

-- The patient's first plan in force that day; none without one.
covered as (

    select distinct on (lines.procedure_id)
        lines.procedure_id,
        coverages.plan_type
    from lines
    inner join coverages
        on lines.patient_id = coverages.patient_id
    where
        coalesce(coverages.effective_date <= lines.service_date, true)
        and coalesce(coverages.termination_date >= lines.service_date, true)
    order by lines.procedure_id asc, coverages.coverage_ordinal asc

),

described as (

    select
        lines.*,
        extract(
            year from age(lines.service_date, births.birth_date)
        )::integer as age_years,
        extract(month from lines.service_date) as month_number,
        covered.plan_type,
        counted.bill_count,
        counted.late_count,
        (counted.quarter_late_count + 3) / (counted.quarter_bill_count + 10.0) as usual_rate,
        coalesce(known_bills.last_bill_count, 0) as last_bill_count,
        coalesce(known_bills.last_late_count, 0) as last_late_count,
        coalesce(known_bills.late_count, 0) as last_bill_late_count,
        greatest(
            coalesce(lines.service_date - first_visits.first_visit_date, 0), 0
        ) as days_known,
        settings.today_date
    from lines
    cross join settings
    cross join thresholds
    inner join counted
        on
            lines.guarantor_id = counted.guarantor_id
            and lines.service_date = counted.service_date
    left join known_bills
        on
            lines.guarantor_id = known_bills.guarantor_id
            and counted.bill_count = known_bills.bill_number
    left join covered
        on lines.procedure_id = covered.procedure_id
    left join first_visits
        on lines.guarantor_id = first_visits.guarantor_id
    left join births
        on lines.guarantor_id = births.patient_id
    where lines.service_date >= settings.today_date - thresholds.prediction_window_days

),

final as (

    select
        -- keys
        procedure_id as entity_id,
        patient_id,
        guarantor_id,
        provider_id,
        clinic_id,

        -- attributes
        code_category,
        case
            when age_years is null then 'unknown'
            when age_years < 35 then '0-34'
            when age_years < 65 then '35-64'
            else '65+'
        end as age_band,
        coalesce(plan_type, 'none') as payer,
        day_part_amount,
        family_part_amount,
        last_bill_count,
        last_late_count,
        (
            1 - (last_late_count + 3 * usual_rate) / (last_bill_count + 3)
        )::double precision as rule_rate,

        -- features, all known in the morning of the day
        ln(greatest(day_part_amount, 1) / 100)::double precision as day_part_log,
        ln(greatest(family_part_amount, 1) / 100)::double precision as line_part_log,
        is_day_insured::integer::double precision as is_insured,
        coalesce(age_years >= 65, false)::integer::double precision as is_senior,
        coalesce(age_years < 35, false)::integer::double precision as is_young,
        (month_number = 1)::integer::double precision as is_january,
        ((last_late_count + 0.6) / (last_bill_count + 3))::double precision as late_share,
        last_bill_late_count::double precision as was_last_bill_late,
        ((late_count + 4 * usual_rate) / (bill_count + 4))::double precision as late_rate,
        ln(1 + bill_count)::double precision as bills_log,
        least(10, days_known / 365.0)::double precision as years_known,
        ln(usual_rate)::double precision as practice_late_log,

        -- what became of it; never a feature
        case
            when service_date + 60 < today_date then is_paid::integer
        end as paid_target,
        is_paid,

        -- times
        service_date as expected_date,
        service_date::timestamp as scored_at,

        -- loader (UTC)
        _loaded_at
    from described

)

select * from final
