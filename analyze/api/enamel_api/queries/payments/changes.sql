-- A day as it was signed last, for one clinic or for all, beside the same lines as they are now.
with

signed as (

    select
        signature_id,
        lines
    from service.day_signatures
    where
        report_date = %(day)s::date
        and clinic_id is not distinct from %(clinic_id)s::bigint
    order by signature_id desc
    limit 1

),

signed_lines as (

    select
        rec.clinic_id,
        rec.close_line,
        rec.close_detail,
        rec.close_item_count,
        rec.close_amount,
        rec.deposited_amount
    from signed
    cross join
        lateral jsonb_to_recordset(signed.lines) as rec (
            clinic_id bigint,
            close_line text,
            close_detail text,
            close_item_count bigint,
            close_amount numeric(14, 2),
            deposited_amount numeric(14, 2)
        )

),

lines_now as (

    select *
    from marts.rpt_daily_close
    where
        report_date = %(day)s::date
        and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
        and exists (select from signed)

)

select
    clinic_id,
    close_line,
    close_detail,
    signed_lines.close_item_count as signed_item_count,
    signed_lines.close_amount as signed_amount,
    signed_lines.deposited_amount as signed_deposited_amount,
    lines_now.close_item_count,
    lines_now.close_amount,
    lines_now.deposited_amount,
    coalesce(lines_now.close_item_count, 0) - coalesce(signed_lines.close_item_count, 0)
        as difference_item_count,
    coalesce(lines_now.close_amount, 0) - coalesce(signed_lines.close_amount, 0)
        as difference_amount,
    coalesce(lines_now.deposited_amount, 0) - coalesce(signed_lines.deposited_amount, 0)
        as difference_deposited_amount,
    (
        signed_lines.close_item_count, signed_lines.close_amount, signed_lines.deposited_amount
    ) is distinct from (
        lines_now.close_item_count, lines_now.close_amount, lines_now.deposited_amount
    ) as has_changed
from signed_lines
full join lines_now
    using (clinic_id, close_line, close_detail)
