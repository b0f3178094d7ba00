/** What was looked at, and how to mend it where it is not well. */
export interface Finding {
  check: string;
  ok: boolean;
  detail: string;
}
