/** What the figures do not say by themselves, for the end of docs/performance.md. */
export const NOTES = '';
