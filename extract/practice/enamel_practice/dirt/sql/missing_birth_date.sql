select PatNum from patient where Birthdate < '1880-01-01'
