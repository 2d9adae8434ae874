-- What agents report is listed for all of them together.
create index journal_by_kind on journal (kind, happened_at);
