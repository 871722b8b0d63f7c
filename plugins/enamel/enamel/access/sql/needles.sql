-- What would identify somebody, in the shape words(text) gives a value: small letters and digits, one blank between.
create temporary table needles on commit drop as

with

people as (

    select 'patient' as kind, "LName" as last_name, "FName" as first_name from raw.patient
    union
    select 'patient' as kind, "LName" as last_name, "Preferred" as first_name from raw.patient
    union
    select 'provider' as kind, "LName" as last_name, "FName" as first_name from raw.provider
    union
    select 'employee' as kind, "LName" as last_name, "FName" as first_name from raw.employee
    union
    select 'referral' as kind, "LName" as last_name, "FName" as first_name
    from raw.referral
    where "NotPerson" = 0

),

telephones as (

    select "HmPhone" as phone from raw.patient
    union
    select "WkPhone" as phone from raw.patient
    union
    select "WirelessPhone" as phone from raw.patient
    union
    select "ICEPhone" as phone from raw.patientnote
    union
    select "WirelessPhone" as phone from raw.employee
    union
    select "MobilePhoneNumber" as phone from raw.smstomobile

),

digits as (

    select right(regexp_replace(phone, '\D', '', 'g'), 10) as ten
    from telephones
    where length(regexp_replace(phone, '\D', '', 'g')) >= 10

),

found as (

    select kind || ' name' as kind, first_name || ' ' || last_name as text, false as is_whole
    from people
    where length(first_name) > 1 and length(last_name) > 1
    union all
    select kind || ' name' as kind, last_name || ' ' || first_name as text, false as is_whole
    from people
    where length(first_name) > 1 and length(last_name) > 1
    union all
    -- A name alone may be a word like any other; as the whole of a value it is a name.
    select 'last name' as kind, last_name as text, true as is_whole
    from people
    where kind = 'patient' and length(last_name) > 2
    union all
    select 'first name' as kind, first_name as text, true as is_whole
    from people
    where kind = 'patient' and length(first_name) > 2
    union all
    select 'phone' as kind, ten as text, false as is_whole from digits
    union all
    select 'phone' as kind, '1' || ten as text, false as is_whole from digits
    union all
    select
        'phone' as kind,
        substr(ten, 1, 3) || ' ' || substr(ten, 4, 3) || ' ' || substr(ten, 7) as text,
        false as is_whole
    from digits
    union all
    select 'address' as kind, "Address" as text, false as is_whole
    from raw.patient
    where "Address" ~ '\w \w'
    union all
    select 'email' as kind, "Email" as text, false as is_whole
    from raw.patient
    where "Email" like '%%@%%'
    union all
    select 'email' as kind, "EmailWork" as text, false as is_whole
    from raw.employee
    where "EmailWork" like '%%@%%'
    union all
    select 'number' as kind, "ChartNumber" as text, false as is_whole
    from raw.patient
    where length("ChartNumber") > 5
    union all
    select 'number' as kind, "MedicaidID" as text, false as is_whole
    from raw.patient
    where length("MedicaidID") > 5
    union all
    select 'number' as kind, "SubscriberID" as text, false as is_whole
    from raw.inssub
    where length("SubscriberID") > 5
    union all
    select 'user name' as kind, "UserName" as text, true as is_whole
    from raw.userod
    where length("UserName") > 2
    union all
    select 'further' as kind, further.text, false as is_whole
    from unnest(%(further)s::text[]) as further (text)

),

shaped as (

    select
        kind,
        trim(regexp_replace(lower(text), '[^[:alnum:]]+', ' ', 'g')) as needle,
        is_whole
    from found

)

select distinct on (needle, is_whole)
    needle,
    kind,
    is_whole
from shaped
where needle <> ''
order by needle, is_whole, kind
