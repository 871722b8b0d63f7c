-- Claims made and not sent; the oldest first.
select
    claim_id::text as item,
    patient_id,
    clinic_id,
    provider_id,
    service_date as since_date,
    waiting_days as open_days,
    claim_fee_amount as open_amount,
    concat_ws(', ', carrier_name, claim_status, 'service ' || service_date) as reason,
    row_number() over (
        order by
            waiting_days desc,
            claim_id
    ) as priority
from marts.rpt_claims_not_sent
where
    (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)
