-- What a day took, what of it is on a deposit, and what it leaves to do. Deposits are of no clinic (0).
select
    clinic_id,
    close_line,
    close_detail,
    close_item_count,
    close_amount,
    deposited_amount,
    is_to_be_done
from marts.rpt_daily_close
where
    report_date = %(day)s::date
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
