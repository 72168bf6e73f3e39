/**
 * What may be there once: an id among all kinds of papers, and what happens to a numbered blank. Two transactions that make the same at once clash, and the second, run again, sees the first. A database that has such things twice already keeps them:
 * there what is new is compared with what is there, and two at once may pass.
 */
export const oneNumberOnce = `
  DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM document WHERE collection NOT IN ('persons', 'cases', 'batches') GROUP BY id HAVING count(*) > 1) THEN
      CREATE UNIQUE INDEX document_paper ON document (id) WHERE collection NOT IN ('persons', 'cases', 'batches');
    END IF;
    IF NOT EXISTS (SELECT FROM document WHERE collection = 'registers' AND body ->> 'kind' = 'blank' AND body ->> 'event' <> 'void' GROUP BY body ->> 'district', body ->> 'number', body ->> 'event' HAVING count(*) > 1) THEN
      CREATE UNIQUE INDEX document_blank_event ON document ((body ->> 'district'), (body ->> 'number'), (body ->> 'event')) WHERE collection = 'registers' AND body ->> 'kind' = 'blank' AND body ->> 'event' <> 'void';
    END IF;
  END $$;
  CREATE INDEX document_blank ON document ((body ->> 'number')) WHERE collection = 'registers' AND body ->> 'kind' = 'blank';
`;
