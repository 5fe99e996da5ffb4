// Light, dark or as the system has it: the person's choice, kept in this browser. Loaded before the first paint; data-theme on the
// document is what is shown, "light" or "dark", and both our tokens and MudBlazor's palette follow it.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  let choice = "system";
  try {
    choice = localStorage.getItem("theme") ?? "system";
  } catch {
    /* private window: the choice lasts for this page */
  }
  const apply = () => {
    root.dataset.theme = choice === "system" ? (system.matches ? "dark" : "light") : choice;
    dispatchEvent(new Event("labtheme"));
  };

  system.addEventListener("change", apply);
  window.labTheme = {
    choice: () => choice,
    choose(next) {
      choice = next;
      try {
        localStorage.setItem("theme", choice);
      } catch {
        /* as above */
      }
      apply();
    },
  };
  apply();
})();
