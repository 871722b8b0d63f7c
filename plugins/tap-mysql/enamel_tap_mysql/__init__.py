"""Singer tap for MariaDB and MySQL that lets the server format COPY input."""
