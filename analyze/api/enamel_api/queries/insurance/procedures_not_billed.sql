select *
from marts.rpt_procedures_not_billed
where
    (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)
    and (%(carrier_id)s::bigint is null or carrier_id = %(carrier_id)s)
