-- What each reviewed rule says of a clinic's newest whole month.
select
    alert_rule,
    clinic_id,
    month_start_date,
    kpi_id,
    variant,
    comparison,
    compared_with,
    severity,
    told_role,
    alert_reason,
    kpi_value,
    compared_value,
    threshold_value,
    is_comparable,
    is_raised
from marts.rpt_kpi_clinic_alerts
where
    (%(is_raised)s::boolean is null or is_raised = %(is_raised)s)
    and (%(told_role)s::text is null or told_role = %(told_role)s)
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
