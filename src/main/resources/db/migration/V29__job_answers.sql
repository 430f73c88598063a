-- When an org was last heard about a remote job, so that people see whether anything still answers.
alter table sluice.remote_job add column answered_at timestamptz;

comment on column sluice.remote_job.answered_at is 'When an org last told anything about the job; null before it did, and for jobs before this column';
