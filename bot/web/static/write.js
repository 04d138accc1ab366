/* The field and the buttons: what a person does becomes a message. */
(function (yizhu) {
  "use strict";
  if (!yizhu) return;
  var field = yizhu.byId("text"), form = yizhu.byId("say"), composer = yizhu.byId("composer");
  var composing = false, pressed = null;

  /* The field grows with its text; what is written outlives a reload, but not the window. */
  yizhu.draftChanged = function () {
    field.style.height = "auto";
    field.style.height = Math.min(field.scrollHeight + 4, window.innerHeight / 3) + "px";
    yizhu.keep({ draft: field.value });
    makeRoom();
  };

  function write(text) {
    field.value = text;
    yizhu.draftChanged();
  }

  /* Nothing may lie behind the composer: where it would take too much, it goes to the end of the page. */
  function makeRoom() {
    composer.classList.remove("low");
    var tall = composer.offsetHeight > window.innerHeight * 0.4;
    composer.classList.toggle("low", tall);
    yizhu.root.style.scrollPaddingBottom = tall ? "" : composer.offsetHeight + 16 + "px";
  }

  function sendText() {
    var text = field.value;
    if (!text.trim()) { field.focus(); return; }
    write("");
    yizhu.send({ text: text }, text.trim(), function () { write(field.value ? text + "\n" + field.value : text); });
  }

  function sendButton(button) {
    var message = button.name === "example" ? { text: button.value } : { button: button.value };
    yizhu.send(message, button.textContent, function () {});
  }

  /* `event.submitter` is missing in older browsers. */
  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("button") : null;
    if (button) pressed = button;
  }, true);

  document.addEventListener("submit", function (event) {
    var target = event.target, button = event.submitter || pressed;
    if (!target.hasAttribute("data-say") && !target.hasAttribute("data-switch")) return;
    event.preventDefault();
    if (target === form) sendText();
    else if (!button || button.form !== target) return;
    else if (target.hasAttribute("data-switch")) yizhu.turn(button);
    else sendButton(button);
  });

  /* Enter sends, Shift+Enter makes a line, and Enter that ends an input composition does neither. */
  field.addEventListener("compositionstart", function () { composing = true; });
  field.addEventListener("compositionend", function () { setTimeout(function () { composing = false; }, 30); });
  field.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || composing || event.keyCode === 229) return;
    event.preventDefault();
    sendText();
  });
  field.addEventListener("input", yizhu.draftChanged);
  window.addEventListener("resize", makeRoom);

  yizhu.looks.push(makeRoom);

  var print = yizhu.byId("print");
  print.hidden = !window.print;
  print.addEventListener("click", function () { window.print(); });

  /* What was on its way when the page went: if it stands in the talk it arrived, else it is written again. */
  function backFromReload() {
    var mine = document.querySelectorAll("#log .mine .words"), last = mine[mine.length - 1];
    var sent = yizhu.kept.sent, draft = yizhu.kept.draft;
    if (!sent) return draft;
    var arrived = mine.length > yizhu.kept.after && last.textContent.trim() === sent.trim();
    yizhu.resume(arrived ? "" : sent);
    if (arrived) return draft === sent ? "" : draft;
    return draft.indexOf(sent) === 0 ? draft : sent + (draft && "\n" + draft);
  }

  if (!field.value) field.value = backFromReload();
  yizhu.draftChanged();
})(window.yizhu);
