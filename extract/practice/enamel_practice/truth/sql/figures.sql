select
    kpi_id,
    variant,
    period_start,
    provider_id,
    clinic_id,
    numerator,
    denominator,
    case
        when denominator is null then numerator
        else numerator::double / nullif(denominator, 0)
    end::decimal(18, 6) as value,
    n_rows
from figures
order by all
