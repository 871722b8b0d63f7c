-- Whom chance leaves alone, model by model: drawn once from the model's name and the patient's key,
-- so that it is for good, and a higher share of them adds some and loses none.
with

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

final as (

    select
        models.model,
        patients.patient_id
    from patients
    cross join thresholds
    cross join (
        values
        ('no_show'),
        ('late_cancel'),
        ('treatment_acceptance'),
        ('treatment_acceptance_30'),
        ('paid_in_60_days'),
        ('recall_return'),
        ('attrition')
    ) as models (model)
    where
        mod(
            ('x' || left(md5(models.model || ' ' || patients.patient_id), 8))::bit(32)::bigint, 100
        ) < thresholds.prediction_holdout_percent

)

select * from final
