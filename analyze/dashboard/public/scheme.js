// Before the first paint: the colours that were chosen here, or those of the machine.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("mui-mode");
  } catch {
    // A browser that keeps nothing: the machine's own colours.
  }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const scheme = chosen === "dark" || chosen === "light" ? chosen : dark ? "dark" : "light";
  document.documentElement.dataset.scheme = scheme;
})();
