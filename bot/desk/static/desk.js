// What the desk gains with JavaScript: a warning before the login ends. All pages work without it.
(function () {
  "use strict";
  var idle = Number(document.body.dataset.idle || 0);
  if (idle) { warnBeforeEnd(idle); }

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
