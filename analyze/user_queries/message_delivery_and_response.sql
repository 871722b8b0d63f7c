/* Texts and e-mails sent and not refused, those answered the same way within 48 hours (not of the last two
   days), and requests to confirm answered yes; by clinic. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Today = CURDATE();

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT k.variant, t.d, NULL AS ProvNum, t.ClinicNum,
        IF(k.variant LIKE '%delivered', NOT t.isRefused, t.isAnswered) AS num, 1 AS den
    FROM (
        SELECT 'text' AS way, DATE(s.DateTimeSent) AS d, IF(s.ClinicNum <> 0, s.ClinicNum, COALESCE(p.ClinicNum, 0)) AS ClinicNum,
            s.SmsStatus IN (4, 5) AS isRefused, s.DateTimeSent > @Today - INTERVAL 48 HOUR AS isOpen,
            s.PatNum <> 0 AND EXISTS (
                SELECT 1 FROM smsfrommobile r
                WHERE r.PatNum = s.PatNum AND r.DateTimeReceived > s.DateTimeSent
                    AND r.DateTimeReceived <= s.DateTimeSent + INTERVAL 48 HOUR
            ) AS isAnswered
        FROM smstomobile s
        LEFT JOIN patient p ON p.PatNum = s.PatNum
        WHERE s.MsgType <> 4 AND s.DateTimeSent > '1880-01-01'
        UNION ALL
        SELECT 'email', DATE(s.MsgDateTime), COALESCE(p.ClinicNum, 0), s.SentOrReceived = 17,
            s.MsgDateTime > @Today - INTERVAL 48 HOUR,
            s.PatNum <> 0 AND EXISTS (
                SELECT 1 FROM emailmessage r
                WHERE r.PatNum = s.PatNum AND r.SentOrReceived NOT IN (0, 1, 6, 7, 8, 12, 13, 14, 17)
                    AND r.MsgDateTime > s.MsgDateTime AND r.MsgDateTime <= s.MsgDateTime + INTERVAL 48 HOUR
            )
        FROM emailmessage s
        LEFT JOIN patient p ON p.PatNum = s.PatNum
        WHERE s.SentOrReceived IN (1, 6, 7, 8, 14, 17) AND s.MsgDateTime > '1880-01-01'
    ) t
    INNER JOIN (
        SELECT 'text' AS way, 'text_delivered' AS variant UNION ALL SELECT 'text', 'text_replied_in_48_hours'
        UNION ALL SELECT 'email', 'email_delivered' UNION ALL SELECT 'email', 'email_replied_in_48_hours'
    ) k ON k.way = t.way
    WHERE t.d <= @Today AND (k.variant LIKE '%delivered' OR (NOT t.isRefused AND NOT t.isOpen))
    UNION ALL
    SELECT 'confirmation_positive', DATE(c.DateTimeSent), NULL, c.ClinicNum, c.RSVPStatus = 2, 1
    FROM confirmationrequest c
    WHERE c.DateTimeSent > '1880-01-01' AND c.SendStatus NOT IN (1, 2, 4) AND c.RSVPStatus NOT IN (0, 1)
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
