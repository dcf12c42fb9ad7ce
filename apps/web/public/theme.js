// Runs before the first paint and tells the page what its styles need to know by then, as data-… of the document:
// the reader's theme (auto, light, dark), and what will take room once the scripts run: the day that is looked at, a
// search, an account, places of one's own (data-known). And it keeps the day with what is searched before they run.
(function () {
  var root = document.documentElement.dataset;
  var query = window.matchMedia("(prefers-color-scheme: dark)");
  function stored(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  }
  function apply() {
    var wanted = stored("housing-theme") || "auto";
    var dark = wanted === "dark" || (wanted === "auto" && query.matches);
    root.theme = dark ? "dark" : "light";
    root.themeChoice = wanted;
  }
  apply();
  if (stored("housing-recent") || stored("housing-signed-in")) root.known = "";
  query.addEventListener("change", apply);
  window.addEventListener("storage", apply);
  window.addEventListener("housing-theme", apply);

  var asked = new URLSearchParams(location.search);
  var day = asked.get("as_of") || "";
  if (/^\d{4}-\d{2}-\d{2}$/.test(day)) {
    root.asOf = "";
    // A search that is sent before the scripts run keeps the day; after that they see to it.
    addEventListener("formdata", function (event) {
      if (event.target.getAttribute("action") === "/") event.formData.set("as_of", day);
    });
  }
  if ((asked.get("q") || "").trim()) root.searching = "";
  if (stored("housing-signed-in")) root.account = "";
})();
