// Before the first paint: the reader's language, direction and theme, so that nothing flashes or jumps.
(function () {
  var html = document.documentElement;
  try {
    var locale = localStorage.getItem("pharos.locale");
    if (locale) {
      html.lang = locale;
      html.dir = locale === "he" ? "rtl" : "ltr";
    }
    var theme = localStorage.getItem("pharos.theme");
    if (theme === "light" || theme === "dark") html.dataset.theme = theme;
  } catch {
    // Storage may be forbidden: the system's theme and the centre's language then hold.
  }
})();
