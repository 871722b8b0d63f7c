-- One relation per kind of fact: each thing as it was last told to be. What stands in braces is
-- filled in for every kind; a kind nobody spoke of is empty.
create or replace view "{kind}" as
with told as (

    select * from {told}

),

ranked as (

    select
        *,
        row_number() over (partition by {key} order by run desc, seq desc) as told_later
    from told

)

select * exclude (told_later, run, seq)
from ranked
where told_later = 1 and not {gone}
