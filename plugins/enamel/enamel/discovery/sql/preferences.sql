-- Two settings that decide how rows can be followed; no other value is read.
select
    PrefName,
    ValueString
from preference
where PrefName in ('DataBaseVersion', 'RandomPrimaryKeys')
