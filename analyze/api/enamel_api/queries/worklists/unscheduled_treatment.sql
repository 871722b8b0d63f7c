-- Patients with planned treatment on no visit ahead; the largest amounts that are not stale first.
select
    patient_id::text as item,
    patient_id,
    clinic_id,
    primary_provider_id as provider_id,
    oldest_planned_date as since_date,
    null::integer as open_days,
    unscheduled_amount as open_amount,
    concat_ws(
        ', ',
        unscheduled_procedure_count || ' procedures',
        case when has_coverage then 'insurance has ' || benefits_remaining_amount || ' left' end,
        case when has_visit_ahead then 'has a visit ahead' end,
        'last visit ' || last_visit_date
    ) as reason,
    row_number() over (
        order by
            unscheduled_amount - unscheduled_stale_amount desc,
            patient_id
    ) as priority
from marts.rpt_unscheduled_treatment
where
    unscheduled_amount > unscheduled_stale_amount
    and is_active_18_months
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or primary_provider_id = %(provider_id)s)
