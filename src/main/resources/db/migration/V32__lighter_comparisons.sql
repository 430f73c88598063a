-- One index for both uses: what a unit has inside, and that nothing is listed twice. A component has one unit.
drop index sluice.compare_listed_unit;
alter table sluice.compare_listed
    drop constraint compare_listed_pkey,
    add primary key (job, unit_type, unit_name, type, full_name, source);

-- Rows of these are changed after they were written; with room in their page that needs no new entry in an index.
alter table sluice.compare_unit set (fillfactor = 50);
alter table sluice.known_unit set (fillfactor = 80);
create index compare_unit_chunk on sluice.compare_unit (job, chunk);

-- They are analyzed while somebody waits: a small sample tells how many rows there are, which is what plans need.
alter table sluice.compare_listed
    alter column job set statistics 10,
    alter column source set statistics 10,
    alter column type set statistics 10,
    alter column full_name set statistics 10,
    alter column unit_type set statistics 10,
    alter column unit_name set statistics 10,
    alter column state set statistics 10,
    alter column stamp set statistics 10,
    alter column modified_by set statistics 10,
    alter column modified_at set statistics 10;
alter table sluice.compare_unit
    alter column job set statistics 10,
    alter column type set statistics 10,
    alter column full_name set statistics 10,
    alter column in_source set statistics 10,
    alter column in_target set statistics 10,
    alter column source_stamp set statistics 10,
    alter column target_stamp set statistics 10,
    alter column source_raw set statistics 10,
    alter column target_raw set statistics 10,
    alter column members set statistics 10,
    alter column items set statistics 10,
    alter column part set statistics 10,
    alter column known_by set statistics 10,
    alter column chunk set statistics 10,
    alter column done set statistics 10;
