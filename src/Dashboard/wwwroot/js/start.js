// Starts Blazor. A lost connection is tried again for as long as the page is open; when the server has forgotten the page
// (it was started anew), the page loads itself again.
const notice = () => document.getElementById("components-reconnect-modal");

Blazor.start({
  circuit: {
    reconnectionOptions: {
      maxRetries: Number.MAX_SAFE_INTEGER,
      retryIntervalMilliseconds: (attempt) => Math.min(500 * 2 ** Math.min(attempt, 4), 5000),
    },
  },
});

const lost = () => notice()?.matches(".components-reconnect-failed, .components-reconnect-rejected");

async function reloadOnceServed() {
  const answer = await fetch(new URL("health/live", document.baseURI), { cache: "no-store" }).catch(() => null);
  if (answer?.ok) location.reload();
  else setTimeout(reloadOnceServed, 1000);
}

new MutationObserver((_, observer) => {
  if (!lost()) return;
  observer.disconnect();
  reloadOnceServed();
}).observe(notice(), { attributes: true, attributeFilter: ["class"] });

// "/" leads to the page's search, unless somebody is typing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const search = [...document.querySelectorAll("input[type=search]")].find((input) => input.checkVisibility());
  if (!search) return;
  event.preventDefault();
  search.focus();
});

// A menu closes at a click elsewhere, and at Escape.
const openMenus = () => document.querySelectorAll("details.menu[open]");
document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
