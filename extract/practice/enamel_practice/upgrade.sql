-- The order of planned visits moves from a table of its own into the visit.
update appointment
inner join plannedappt on plannedappt.AptNum = appointment.AptNum
set appointment.ItemOrderPlanned = plannedappt.ItemOrder
where appointment.ItemOrderPlanned <> plannedappt.ItemOrder
