// Keeps what is typed into the form for a new sweep in this browser, until it is launched or discarded: one draft for each address of the form.
const place = () => `${location.pathname}${location.search} draft`;

// { form, file, at }: the form as the server writes it, text of the file that was not taken yet, milliseconds since 1970. Null without a draft.
export function read() {
  try {
    return JSON.parse(localStorage.getItem(place()));
  } catch {
    return null;
  }
}

export const keepForm = (form) => keep({ form });

export const keepFile = (file) => keep({ file });

export function clear() {
  try {
    localStorage.removeItem(place());
  } catch {
    // The browser keeps nothing, so there is nothing to remove.
  }
}

function keep(part) {
  try {
    localStorage.setItem(place(), JSON.stringify({ ...read(), ...part, at: Date.now() }));
  } catch {
    // The browser keeps nothing for this page, or has no room: the form works without.
  }
}

// The server hears of the file only when the cursor leaves it.
document.addEventListener("input", (event) => {
  if (event.target.id === "yaml") keepFile(event.target.value);
});
