-- What all families owe by age of the charge, per as-of date: today, or the month-ends of a period.
select
    as_of_date,
    bool_or(is_today) as is_today,
    sum(guarantor_count)::bigint as guarantor_count,
    sum(balance_0_30_amount) as balance_0_30_amount,
    sum(balance_31_60_amount) as balance_31_60_amount,
    sum(balance_61_90_amount) as balance_61_90_amount,
    sum(balance_over_90_amount) as balance_over_90_amount,
    sum(balance_total_amount) as balance_total_amount,
    sum(insurance_estimate_amount) as insurance_estimate_amount,
    sum(write_off_estimate_amount) as write_off_estimate_amount,
    sum(patient_portion_amount) as patient_portion_amount
from marts.rpt_ar_aging_totals
where
    (
        is_today
        or %(from_date)s::date is not null
        or %(to_date)s::date is not null
    )
    and (%(from_date)s::date is null or as_of_date >= %(from_date)s)
    and (%(to_date)s::date is null or as_of_date <= %(to_date)s)
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
group by as_of_date
