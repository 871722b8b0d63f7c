select
    guarantor_id,
    balance_0_30_amount,
    balance_31_60_amount,
    balance_61_90_amount,
    balance_over_90_amount,
    balance_total_amount,
    insurance_estimate_amount,
    write_off_estimate_amount
from marts.rpt_ar_aging_by_pay_plan_version
where as_of_date = %(as_of)s and pay_plan_version = %(version)s
