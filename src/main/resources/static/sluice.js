// What htmx leaves to us: say when something failed or the server is gone, and show the log-in page as a page,
// never inside a part.
(function () {
  "use strict";
  var offline = document.getElementById("offline");
  var failed = document.getElementById("failed");
  var body = document.body;

  body.addEventListener("htmx:sendError", function () {
    offline.hidden = false;
  });
  body.addEventListener("htmx:responseError", function (event) {
    var status = event.detail.xhr.status;
    if (status === 401) {
      window.location.reload();
    } else if (status >= 500) {
      failed.hidden = false;
      failed.scrollIntoView({ block: "nearest" });
    }
  });
  body.addEventListener("htmx:afterOnLoad", function (event) {
    offline.hidden = true;
    if (event.detail.xhr.status < 500) {
      failed.hidden = true;
    }
  });
  // What somebody typed into a filter before htmx was there to notice it is looked for all the same.
  body.addEventListener("htmx:load", function () {
    document.querySelectorAll("form[hx-get]").forEach(function (form) {
      var typed = Array.from(form.elements).some(function (field) {
        return "defaultValue" in field && field.value !== field.defaultValue;
      });
      if (typed) {
        form.dispatchEvent(new Event("input", { bubbles: true }));
      }
    });
  }, { once: true });

  // A part that comes anew keeps open what the person has opened, and closed what the person has closed.
  var folds = {};
  function eachFold(part, act) {
    var seen = {};
    part.querySelectorAll("details").forEach(function (fold) {
      var text = fold.dataset.fold || fold.querySelector("summary").textContent.trim();
      seen[text] = (seen[text] || 0) + 1;
      act(text + "#" + seen[text], fold);
    });
  }
  body.addEventListener("htmx:beforeSwap", function (event) {
    folds = {};
    eachFold(event.detail.target, function (name, fold) {
      folds[name] = fold.open;
    });
  });
  body.addEventListener("htmx:afterSwap", function (event) {
    eachFold(event.detail.target, function (name, fold) {
      if (name in folds) {
        fold.open = folds[name];
      }
    });
  });

  // In the tab the web app around keeps its place: a page whose head matters most is shown from there.
  if (window.frameElement && document.querySelector("[data-from-top]")) {
    window.frameElement.scrollIntoView({ block: "start" });
  }

  // One tick for all that are shown.
  body.addEventListener("change", function (event) {
    var name = event.target.dataset.tickAll;
    if (name) {
      event.target.closest("table").querySelectorAll('input[name="' + name + '"]').forEach(function (box) {
        box.checked = event.target.checked;
      });
    }
  });

  // Said before the file is sent: a server that stops reading can't say why.
  body.addEventListener("change", function (event) {
    var most = Number(event.target.dataset.maxKb);
    if (most > 0) {
      var file = event.target.files[0];
      var kb = file ? Math.ceil(file.size / 1024) : 0;
      event.target.setCustomValidity(kb > most ? "This file has " + kb + " kB, and at most " + most + " kB are taken: choose the file that holds the key alone." : "");
      event.target.reportValidity();
    }
  });

  body.addEventListener("htmx:beforeSwap", function (event) {
    if (/^\s*<!doctype html/i.test(event.detail.xhr.responseText)) {
      event.detail.shouldSwap = false;
      if (event.detail.xhr.status < 400) {
        window.location.reload();
      }
    }
  });
})();
