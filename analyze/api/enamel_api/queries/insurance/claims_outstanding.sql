select *
from marts.rpt_claims_outstanding
where
    (%(age_bucket)s::text is null or age_bucket = %(age_bucket)s)
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)
    and (%(carrier_id)s::bigint is null or carrier_id = %(carrier_id)s)
