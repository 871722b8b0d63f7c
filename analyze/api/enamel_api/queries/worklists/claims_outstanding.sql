-- Claims sent and not answered; the oldest first.
select
    claim_id::text as item,
    patient_id,
    clinic_id,
    provider_id,
    first_sent_date as since_date,
    outstanding_days_count as open_days,
    insurance_estimate_amount as open_amount,
    concat_ws(', ', carrier_name, claim_type, 'sent ' || first_sent_date) as reason,
    row_number() over (
        order by
            outstanding_days_count desc,
            claim_id
    ) as priority
from marts.rpt_claims_outstanding
where
    (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)
