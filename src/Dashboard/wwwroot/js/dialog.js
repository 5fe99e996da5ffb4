// The browser's own modal dialog: it keeps the focus, closes on Escape and dims the page.
export function open(dialog) {
  dialog.showModal();
}

export function close(dialog) {
  dialog.close();
}
