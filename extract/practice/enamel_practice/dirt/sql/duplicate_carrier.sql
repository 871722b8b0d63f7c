select car.CarrierNum
from carrier as car
where
    exists(
        select 1
        from carrier as old
        where
            old.ElectID = car.ElectID
            and old.ElectID <> ''
            and regexp_replace(lower(old.CarrierName), '[^a-z]', '')
            = regexp_replace(lower(car.CarrierName), '[^a-z]', '')
            and old.CarrierNum < car.CarrierNum
    )
