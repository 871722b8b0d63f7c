-- One person can be several patients: merged records, and clones kept for another specialty. All
-- that are linked, however and in whichever direction, are one person, named by the lowest number.
with recursive

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

links as (

    select * from {{ ref('stg_opendental__patientlink') }}

),

pairs as (

    select
        from_patient_id as patient_id,
        to_patient_id as linked_patient_id
    from links
    where patient_link_type_code in (1, 2)
    union
    select
        to_patient_id as patient_id,
        from_patient_id as linked_patient_id
    from links
    where patient_link_type_code in (1, 2)
    union
    select
        patient_id,
        cloned_from_patient_id as linked_patient_id
    from patients
    where cloned_from_patient_id is not null
    union
    select
        cloned_from_patient_id as patient_id,
        patient_id as linked_patient_id
    from patients
    where cloned_from_patient_id is not null

),

-- union, not union all: a circle of links ends when it brings nothing new.
reached as (

    select
        patient_id,
        patient_id as reached_patient_id
    from patients
    union
    select
        reached.patient_id,
        pairs.linked_patient_id as reached_patient_id
    from reached
    inner join pairs
        on reached.reached_patient_id = pairs.patient_id

),

persons as (

    select
        patient_id,
        min(reached_patient_id) as person_id,
        count(*) as record_count
    from reached
    group by patient_id

),

resolved as (

    select
        persons.patient_id,
        persons.person_id,
        persons.record_count,
        persons.patient_id = persons.person_id as is_first_record,
        patients._loaded_at
    from persons
    inner join patients
        on persons.patient_id = patients.patient_id

)

select * from resolved
