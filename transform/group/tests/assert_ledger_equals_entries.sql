-- Nothing is lost or doubled between a practice's entries and the group's months.
with

entries as (

    select
        practice_id,
        count(*) as entry_count,
        sum(entry_amount) as entry_amount
    from {{ source('practices', 'fct_ledger_entries') }}
    group by practice_id

),

months as (

    select
        practice_id,
        sum(entry_count) as entry_count,
        sum(entry_amount) as entry_amount
    from {{ ref('rpt_group_ledger') }}
    group by practice_id

)

select entries.practice_id
from entries
full outer join months
    on entries.practice_id = months.practice_id
where
    entries.practice_id is null
    or months.practice_id is null
    or entries.entry_count <> months.entry_count
    or entries.entry_amount <> months.entry_amount
