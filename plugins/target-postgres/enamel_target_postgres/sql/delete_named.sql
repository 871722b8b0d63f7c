delete from {table} as old
using {gone} as gone
where {same_key}
