/** Hands a text to the browser as a file, as if it had been downloaded. */
export function saveFile(name: string, text: string, type = 'application/json'): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  // What a file system does not take would become something else without a word.
  link.download = name.replaceAll(/[/\\:*?"<>|]/g, ' ').trim();
  link.href = address;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
