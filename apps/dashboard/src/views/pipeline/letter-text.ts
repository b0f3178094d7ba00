/** The data of an event as text that people can change: of a whole event its `data`, indented. What is no JSON stays as it is. */
export function dataOfLetter(value: string | null): string {
  if (value === null) return '';
  try {
    const event: unknown = JSON.parse(value);
    const data = typeof event === 'object' && event !== null && 'data' in event ? event.data : event;
    return JSON.stringify(data, null, 2);
  } catch {
    return value;
  }
}

export type Edited = { isValid: true; data: unknown } | { isValid: false; because: string };

/** What somebody wrote, as data. */
export function parseEdited(text: string): Edited {
  try {
    return { isValid: true, data: JSON.parse(text) as unknown };
  } catch (error) {
    return { isValid: false, because: (error as Error).message };
  }
}
