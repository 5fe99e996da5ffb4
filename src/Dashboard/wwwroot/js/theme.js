// Light or dark: the person's choice where there is one, else the system's. Loaded before the first paint.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const stored = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null;
    }
  };
  const apply = () => {
    const choice = stored();
    if (choice) root.dataset.theme = choice;
    else delete root.dataset.theme;
    dispatchEvent(new Event("labtheme"));
  };
  const dark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";

  system.addEventListener("change", apply);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-toggle-theme]")) return;
    const choice = dark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", choice);
    } catch {
      /* private window: the choice lasts for this page */
    }
    root.dataset.theme = choice;
    dispatchEvent(new Event("labtheme"));
  });
  apply();
})();
