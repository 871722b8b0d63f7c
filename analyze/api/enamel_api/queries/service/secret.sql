select secret from service.secrets where name = %(name)s
