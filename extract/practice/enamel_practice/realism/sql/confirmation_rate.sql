-- The field is overwritten by later statuses, so the history tells; its codes are those of the
-- definitions named confirmed, or left a message, which our offices count alike.
select
    sum(exists(
        select 1
        from histappointment as his
        inner join definition as def on his.Confirmed = def.DefNum
        where
            his.AptNum = apt.AptNum
            and def.Category = 2
            and def.ItemValue in ('Conf', 'eConf', 'LM')
            and his.HistDateTStamp < date(apt.AptDateTime)
    )) / count(*)
from appointment as apt
where apt.AptStatus in (2, 5) and apt.AptDateTime >= @year_ago and apt.AptDateTime < @today
