/** The config, prices and what is stored. */

/** GET /api/config: the file as the CLI reads it. Literal secrets are shown as `••••`. */
export interface ConfigAnswer {
  path: string;
  /** Of the file's bytes; an edit names the one it is based on. */
  hash: string;
  /** With comments, secrets masked; empty where there is no file. */
  text: string;
  /** What it holds, secrets masked. */
  values: Record<string, unknown>;
  /** What is wrong with the file; the config before it is in force then. */
  problems: string[];
  /** Keys that do nothing. */
  without_effect: string[];
  /** Whether the last edit of this page can be undone. */
  can_undo: boolean;
}

/** One change of the config. */
export interface ConfigChange {
  path: string[];
  /** Null takes the key out. */
  value: unknown;
}

/** POST /api/config; 409 where `hash` is not the file's any more. */
export interface ConfigAsk {
  hash: string;
  changes: ConfigChange[];
  /** Only says what would change. */
  preview: boolean;
}

/** One line of what changes; a gap stands for lines that stay and are left out. */
export interface DiffLine {
  kind: 'same' | 'added' | 'removed' | 'gap';
  text: string;
  old_line: number | null;
  new_line: number | null;
}

/** Also of POST /api/config/undo {hash, preview}. */
export interface ConfigEditAnswer {
  /** Where there are any, nothing was written. */
  problems: string[];
  diff: DiffLine[];
  hash: string;
  written: boolean;
}

/** GET /api/prices: of the models that were called in the last 30 days, or of those whose name has `text`. Dollars per million tokens. */
export interface PricesAnswer {
  /** The date of the table and where it comes from. */
  table_date: string;
  source: string;
  prices: {
    provider: string;
    model: string;
    /** Null where unknown. */
    input_usd: number | null;
    output_usd: number | null;
    cache_read_usd: number | null;
    cache_write_5m_usd: number | null;
    cache_write_1h_usd: number | null;
    source: string | null;
    requests: number;
    unpriced: number;
  }[];
}

/** GET /api/storage */
export interface StorageAnswer {
  path: string;
  bytes: number;
  calls: number;
  first_call_at: string | null;
  deleted_before: string | null;
  retention_days: number | null;
  max_size_mb: number | null;
  stores_content: boolean;
  content_bytes: number;
}
