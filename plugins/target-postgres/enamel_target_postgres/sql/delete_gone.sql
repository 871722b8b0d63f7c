delete from {table} as old
where not exists (select from {staging} as stg where {same_key})
