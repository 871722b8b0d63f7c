select sum(if(BalTotal > 0, BalOver90, 0)) / sum(if(BalTotal > 0, BalTotal, 0))
from patient
