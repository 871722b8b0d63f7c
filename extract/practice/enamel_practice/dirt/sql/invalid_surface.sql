select ProcNum
from procedurelog
where Surf <> '' and Surf not regexp '^(UL|UR|LL|LR|U|L|[MODBFLVI]+)$'
