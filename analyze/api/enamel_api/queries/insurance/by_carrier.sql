-- What each carrier owes today, by days since the claim was first sent, over all clinics or of one.
select
    carrier_id,
    max(carrier_name) as carrier_name,
    sum(claim_count)::bigint as claim_count,
    sum(insurance_estimate_amount) as insurance_estimate_amount,
    sum(estimate_0_30_amount) as estimate_0_30_amount,
    sum(estimate_31_60_amount) as estimate_31_60_amount,
    sum(estimate_61_90_amount) as estimate_61_90_amount,
    sum(estimate_over_90_amount) as estimate_over_90_amount
from marts.rpt_insurance_ar
where
    is_today
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(carrier_id)s::bigint is null or carrier_id = %(carrier_id)s)
group by carrier_id
