-- I: messages. Of the requests to confirm a visit that went out, those that were answered with yes;
-- one that still waits is in no rate.
insert into figures
select
    'message_delivery_and_response', 'confirmation_positive', period(sent::date), null,
    clinic_of(clinic), count(*) filter (state = 2), count(*), count(*)
from asked
where state not in (0, 1) and in_window(sent::date) and not getvariable('by_provider')
group by all;
