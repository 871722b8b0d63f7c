select avg(datediff(AptDateTime, SecDateTEntry))
from appointment
where IsNewPatient = 1 and AptStatus = 2 and AptDateTime >= @year_ago and AptDateTime < @today
