CREATE TABLE document_files (
  digest TEXT PRIMARY KEY,
  length {{bigint}} NOT NULL,
  media TEXT NOT NULL,
  pages {{bigint}},
  reading TEXT NOT NULL,
  touched {{bigint}} NOT NULL
);
CREATE INDEX document_files_by_touched ON document_files (touched, digest);
CREATE TABLE draft_documents (
  draft TEXT NOT NULL REFERENCES drafts (draft),
  name TEXT NOT NULL,
  digest TEXT REFERENCES document_files (digest),
  attached TEXT NOT NULL,
  attached_by TEXT NOT NULL,
  PRIMARY KEY (draft, name)
);
CREATE INDEX draft_documents_by_digest ON draft_documents (digest);
CREATE TABLE application_documents (
  number TEXT NOT NULL REFERENCES applications (number),
  revision {{bigint}} NOT NULL,
  name TEXT NOT NULL,
  digest TEXT,
  length {{bigint}},
  media TEXT,
  pages {{bigint}},
  PRIMARY KEY (number, revision, name)
);
CREATE INDEX application_documents_by_digest ON application_documents (digest);
