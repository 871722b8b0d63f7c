-- The fee of a procedure is the unit fee times UnitQty + BaseUnits, as in the report queries; the
-- floor of one unit that Open Dental's screens apply is not part of them. A capitation plan's
-- write-off (claimproc.Status 7) lowers production itself, so it is summed before the join: two
-- capitation plans on one patient must not count a procedure twice.
with

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

capitation_write_offs as (

    select
        procedure_id,
        sum(write_off_amount) as write_off_amount
    from claim_lines
    where
        claim_line_status_code = 7
        and procedure_id is not null
    group by procedure_id

),

lined as (

    select
        procedures.procedure_id,
        procedures.procedure_status_code = 2 as is_complete,
        procedures.unit_fee_amount
        * (procedures.unit_quantity + procedures.base_units) as exact_fee_amount,
        coalesce(capitation_write_offs.write_off_amount, 0) as exact_write_off_amount
    from procedures
    left join capitation_write_offs
        on procedures.procedure_id = capitation_write_offs.procedure_id

),

rounded as (

    select
        procedure_id,
        is_complete,
        round(exact_fee_amount, 2) as gross_fee_amount,
        case
            when is_complete then round(exact_fee_amount - exact_write_off_amount, 2)
            else 0
        end as production_amount
    from lined

),

valued as (

    select
        procedure_id,
        gross_fee_amount,
        case
            when is_complete then gross_fee_amount - production_amount
            else 0
        end as capitation_write_off_amount,
        production_amount
    from rounded

)

select * from valued
