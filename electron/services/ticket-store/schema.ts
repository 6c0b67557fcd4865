// Services. The tables of the ticket store, version by version. A released version is never edited: add the next one.

/** Marks the file as ours ("HSTS"); a database of another program is not touched. */
export const APPLICATION_ID = 0x48535453

// Numbers are REAL throughout: a damaged whole number beyond 2^53 would throw on reading instead of failing its check.
const first = `
  CREATE TABLE tickets (
    id TEXT PRIMARY KEY,
    sent_from TEXT NOT NULL,
    created_at REAL NOT NULL,
    lifetime_minutes REAL NOT NULL,
    deadline REAL NOT NULL,
    closed_by TEXT,
    closed_at REAL,
    password_protected REAL NOT NULL,
    pass_stub TEXT NOT NULL,
    addresses TEXT NOT NULL,
    file TEXT,
    fingerprint TEXT NOT NULL,
    wrong_proofs REAL NOT NULL
  ) STRICT;
  CREATE TABLE secrets (
    ticket TEXT PRIMARY KEY REFERENCES tickets (id) ON DELETE CASCADE,
    identity BLOB NOT NULL,
    proof_key BLOB
  ) STRICT;
  CREATE TABLE account (
    only_one REAL PRIMARY KEY CHECK (only_one = 1),
    kind TEXT NOT NULL,
    since REAL NOT NULL,
    right_ends_at REAL,
    password BLOB NOT NULL
  ) STRICT;
  CREATE TABLE clock (
    only_one REAL PRIMARY KEY CHECK (only_one = 1),
    wall REAL NOT NULL,
    uptime REAL,
    ticket REAL NOT NULL
  ) STRICT;
  CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at REAL NOT NULL,
    kind TEXT NOT NULL,
    details TEXT NOT NULL
  ) STRICT;
`

// A mapping is JSON: its way back differs from protocol to protocol, and nothing is ever looked for in it.
const mappings = `
  CREATE TABLE mappings (
    id TEXT PRIMARY KEY,
    mapping TEXT NOT NULL
  ) STRICT;
`

/** NET-4: what the routers had said when the ticket's invitation was written; empty in tickets of before. */
const saidByRouters = 'ALTER TABLE tickets ADD COLUMN mapping TEXT'

/** Migration n leads from version n to version n + 1 (PRAGMA user_version). */
export const migrations: readonly string[] = [first, mappings, saidByRouters]

export const tableNames = ['tickets', 'secrets', 'account', 'clock', 'events', 'mappings'] as const
