-- Fifty times the office's standard fee or more is a slip of the keyboard.
select pro.ProcNum
from procedurelog as pro
inner join fee on pro.CodeNum = fee.CodeNum and fee.FeeSched = 1 and fee.ClinicNum = 0
where pro.ProcFee >= 50 * fee.Amount
