-- Every index of one database, one row per index column.
SELECT
    TABLE_NAME,
    INDEX_NAME,
    NON_UNIQUE,
    COLUMN_NAME,
    SUB_PART
FROM information_schema.STATISTICS
WHERE TABLE_SCHEMA = %s AND COLUMN_NAME IS NOT NULL
ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX
