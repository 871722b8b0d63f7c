-- Under the claim-date policy estimate and difference of a paid line add up to what the payer wrote
-- off, as long as the line has one snapshot.
with

claim_date as (

    select
        claim_line_id,
        sum(line_amount) as line_amount
    from {{ ref('int_write_offs_dated') }}
    where write_off_policy = 'claim_date'
    group by claim_line_id
    having count(*) <= 2

),

pay_date as (

    select
        claim_line_id,
        sum(line_amount) as line_amount
    from {{ ref('int_write_offs_dated') }}
    where write_off_policy = 'pay_date'
    group by claim_line_id

)

select
    pay_date.claim_line_id,
    pay_date.line_amount as pay_date_amount,
    claim_date.line_amount as claim_date_amount
from pay_date
inner join claim_date
    on pay_date.claim_line_id = claim_date.claim_line_id
where pay_date.line_amount <> claim_date.line_amount
