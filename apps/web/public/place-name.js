// The name of the place, from the title that the server wrote into the page, before the scripts run and ask for it.
(function () {
  var heading = document.querySelector("[data-place-name]");
  var name = document.title.split(" · ")[0];
  if (!heading || !name || name === "Place") return;
  heading.textContent = name;
  heading.dataset.named = "";
})();
