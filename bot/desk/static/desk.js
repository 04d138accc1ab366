// What the desk gains with JavaScript: a warning before the login ends, and pages that keep themselves
// up to date without taking the focus away. All pages work without it.
(function () {
  "use strict";
  var idle = Number(document.body.dataset.idle || 0);
  if (idle) { warnBeforeEnd(idle); }
  var live = document.getElementById("live");
  if (live) { window.setInterval(refresh, Number(live.dataset.refresh) * 1000); }

  var opened = document.getElementById("case");
  if (opened) { var watching = window.setInterval(watch, 5000); }

  // A colleague on the same case: say so at once; what is being typed stays.
  function watch() {
    if (document.hidden) { return; }
    fetch(opened.dataset.watch, { credentials: "same-origin", headers: { "X-Desk-Quiet": "1" } })
      .then(function (answer) { return answer.ok ? answer.json() : null; })
      .then(function (state) {
        if (!state || String(state.version) === opened.dataset.version) { return; }
        window.clearInterval(watching);
        var place = document.getElementById("changed");
        var link = document.createElement("a");
        link.href = window.location.pathname;
        link.textContent = "看新的";
        place.hidden = false;
        place.append(state.by + "刚刚动过这件事。没写完的先复制下来。", link);
      })
      .catch(function () { /* the next round tries again */ });
  }

  // The same page again, asked for so that it does not count as somebody being there.
  function refresh() {
    if (document.hidden) { return; }
    fetch(window.location.href, { credentials: "same-origin", headers: { "X-Desk-Quiet": "1" } })
      .then(function (answer) { return answer.ok ? answer.text() : ""; })
      .then(function (text) {
        var fresh = text && new DOMParser().parseFromString(text, "text/html").getElementById("live");
        if (fresh) { putIn(fresh); }
      })
      .catch(function () { /* the next round tries again */ });
  }

  function putIn(fresh) {
    var before = rows(live);
    var held = live.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    live.innerHTML = fresh.innerHTML;
    if (held) {
      var again = Array.from(live.querySelectorAll("a")).find(function (link) {
        return link.getAttribute("href") === held;
      });
      (again || live.querySelector("a")).focus({ preventScroll: true });
    }
    var added = rows(live).filter(function (row) { return before.indexOf(row) < 0; }).length;
    if (added) { document.getElementById("news").textContent = "又来了 " + added + " 件。"; }
  }

  function rows(part) {
    return Array.from(part.querySelectorAll("tbody th a")).map(function (link) { return link.textContent; });
  }

  function warnBeforeEnd(minutes) {
    var place = document.getElementById("idle");
    var warn = Math.max(minutes - 5, minutes * 0.8) * 60000;
    var timer = window.setTimeout(show, warn);

    function show() {
      place.textContent = "再过几分钟不动，就会自动退出。没写完的请先保存。";
      var more = document.createElement("button");
      more.type = "button";
      more.textContent = "我还在，接着用";
      more.addEventListener("click", stay);
      place.append(" ", more);
    }

    function stay() {
      fetch("/desk/alive", { credentials: "same-origin" }).then(function (answer) {
        place.textContent = answer.ok ? "" : "已经退出了。请在新的窗口里登录，再回到这里提交。";
        window.clearTimeout(timer);
        if (answer.ok) {
          timer = window.setTimeout(show, warn);
          document.getElementById("main").focus();
        }
      }).catch(function () { place.textContent = "网络断了，请稍后再试。"; });
    }
  }
})();
