select
    'claims_not_sent' as line,
    '' as policy,
    %(today)s::date as report_date,
    claim_id as source_id,
    claim_fee_amount as amount
from marts.rpt_claims_not_sent

union all

select
    'claims_outstanding',
    '',
    %(today)s::date,
    claim_id,
    claim_fee_amount
from marts.rpt_claims_outstanding

union all

select
    'claims_outstanding_estimate',
    '',
    %(today)s::date,
    claim_id,
    insurance_estimate_amount
from marts.rpt_claims_outstanding

union all

select
    'procedures_not_billed',
    '',
    %(today)s::date,
    procedure_id,
    gross_fee_amount
from marts.rpt_procedures_not_billed

union all

select
    case finding when 'claim' then 'payments_not_finalized' else 'partial_checks' end,
    '',
    %(today)s::date,
    source_id,
    open_amount
from marts.rpt_insurance_payments_not_finalized
