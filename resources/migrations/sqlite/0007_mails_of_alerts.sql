-- When each alert was mailed last, however many tickets were mailed since.
CREATE INDEX mails_of_alerts ON mails (alert_seq, queued_at) WHERE alert_seq IS NOT NULL;
