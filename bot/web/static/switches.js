/* The switches: what they change is seen at once, and the server's cookie keeps it. */
(function (yizhu) {
  "use strict";
  if (!yizhu) return;

  function flip(button, on) {
    button.setAttribute("aria-checked", on ? "true" : "false");
    button.value = on ? "0" : "1";
  }

  function choose(button) {
    var all = button.form.querySelectorAll("button");
    for (var i = 0; i < all.length; i++) all[i].setAttribute("aria-pressed", all[i] === button ? "true" : "false");
  }

  function apply(button, value) {
    if (button.getAttribute("role") === "switch") flip(button, value === "1"); else choose(button);
    if (button.name === "easy") {
      yizhu.status(value === "1" ? "好，下面我说简单点。" : "好，下面我照平常的说。");
      return;
    }
    yizhu.root.setAttribute("data-" + button.name, value);
    yizhu.looks.forEach(function (heard) { heard(button.name, value); });
  }

  var settings = yizhu.byId("settings"), handle = settings.querySelector("summary"), from = handle;

  /* From anywhere in a long talk; what is written in the field stays there. */
  yizhu.byId("to-settings").addEventListener("click", function (event) {
    event.preventDefault();
    from = this;
    settings.open = true;
    handle.focus({ preventScroll: true });
    settings.scrollIntoView({ block: "start" });
  });

  /* Folded, the settings leave whoever stood in them where they came from. */
  yizhu.byId("done").addEventListener("click", function (event) {
    var newest = yizhu.byId("newest");
    event.preventDefault();
    settings.open = false;
    from.focus({ preventScroll: true });
    from = handle;
    if (newest) newest.scrollIntoView({ block: "start" }); else window.scrollTo(0, 0);
  });

  /* The talk itself may turn easy words on or off. */
  yizhu.easyStands = function (on) { flip(document.querySelector("[name=easy]"), on); };

  yizhu.turn = function (button) {
    var value = button.value;
    yizhu.error("");
    fetch(button.form.getAttribute("action"), {
      method: "POST",
      credentials: "same-origin",
      headers: { "Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded" },
      body: button.name + "=" + value
    }).then(function (answer) {
      if (!answer.ok) throw new Error();
      apply(button, value);
    }).catch(function () {
      yizhu.error("没有连上，没有换成。等一下可以再点。");
    });
  };
})(window.yizhu);
