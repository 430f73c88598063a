// What htmx leaves to us: say when the server is gone, and show the log-in page as a page, never inside a part.
(function () {
  "use strict";
  var offline = document.getElementById("offline");
  document.body.addEventListener("htmx:sendError", function () { offline.hidden = false; });
  document.body.addEventListener("htmx:responseError", function (event) {
    if (event.detail.xhr.status === 401) {
      window.location.reload();
      return;
    }
    offline.hidden = false;
  });
  document.body.addEventListener("htmx:afterOnLoad", function (event) {
    if (event.detail.xhr.status < 500) {
      offline.hidden = true;
    }
  });
  document.body.addEventListener("htmx:beforeSwap", function (event) {
    if (/^\s*<!doctype html/i.test(event.detail.xhr.responseText)) {
      event.detail.shouldSwap = false;
      window.location.reload();
    }
  });
})();
