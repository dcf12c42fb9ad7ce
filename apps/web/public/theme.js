// Runs before the first paint: turns the reader's choice (auto, light, dark) into data-theme.
(function () {
  var query = window.matchMedia("(prefers-color-scheme: dark)");
  function choice() {
    try {
      return localStorage.getItem("housing-theme") || "auto";
    } catch {
      return "auto";
    }
  }
  function apply() {
    var wanted = choice();
    var dark = wanted === "dark" || (wanted === "auto" && query.matches);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    document.documentElement.dataset.themeChoice = wanted;
  }
  apply();
  query.addEventListener("change", apply);
  window.addEventListener("storage", apply);
  window.addEventListener("housing-theme", apply);
})();
