-- A job keeps the number of its newest try when it ends: its state says whether that try is under way. Each take wrote a page of an
-- index for the one question that this answers. (One that rebuilds print_jobs makes itself an index of attempts by job first: dropping the
-- table asks for each job who points to it.)
UPDATE print_jobs SET token = (SELECT max(a.token) FROM attempts a WHERE a.job_seq = print_jobs.seq) WHERE token IS NULL;
DROP INDEX attempts_of_job;
