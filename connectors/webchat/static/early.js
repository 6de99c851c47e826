// Before the first paint: the size of letters and the contrast this person chose earlier.
(function () {
  try {
    var look = JSON.parse(localStorage.getItem("congdan:look")) || {};
    if (look.size) document.documentElement.dataset.size = look.size;
    if (look.contrast) document.documentElement.dataset.contrast = look.contrast;
  } catch (error) { /* storage is closed to us: the page looks as it is */ }
})();
