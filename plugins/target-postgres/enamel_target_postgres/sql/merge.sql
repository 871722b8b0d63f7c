-- New and changed rows only: the join drops what is equal before anything is locked or written, so
-- that a rerun leaves no trace. Images (*<>) tell apart what = does not: -0 and 0, intervals.
insert into {table} as tgt ({columns})
select {stg_columns}
from {staging} as stg
left join {table} as old on {same_key}
where {differs}
on conflict ({key}) do {action}
