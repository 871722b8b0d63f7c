-- A patient as the office knows them.
select
    patient.PatNum,
    patient.Guarantor,
    patient.Birthdate,
    patient.SecDateEntry,
    patient.PriProv,
    patient.SecProv,
    (
        select insplan.PlanType
        from patplan
        inner join inssub on inssub.InsSubNum = patplan.InsSubNum
        inner join insplan on insplan.PlanNum = inssub.PlanNum
        where patplan.PatNum = patient.PatNum
        order by patplan.Ordinal, patplan.PatPlanNum
        limit 1
    ) as plan_type,
    exists (
        select 1 from recall where recall.PatNum = patient.PatNum and recall.RecallTypeNum = 3
    ) as gum_patient,
    (
        select count(distinct proc.DateTP)
        from procedurelog as proc
        where
            proc.PatNum = patient.PatNum
            and proc.Dx <> 0
            and proc.AptNum = 0
            and proc.ProcStatus in (1, 5, 6, 8)
            and proc.DateTP < %(day)s
    ) as declined_cases
from patient
where patient.PatNum = %(patient)s
