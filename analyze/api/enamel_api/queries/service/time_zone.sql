select service.office_time_zone() as time_zone
