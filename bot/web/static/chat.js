/* Sends without loading the page anew. Without this file every form still works as a plain post. */
(function () {
  "use strict";
  if (!window.fetch || !window.Promise || !document.querySelector) return;

  var log = document.getElementById("log");
  var form = document.getElementById("say");
  var field = document.getElementById("text");
  var status = document.getElementById("status");
  var error = document.getElementById("error");
  var busy = false, composing = false;

  function element(tag, className, text) {
    var made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function append(mine, text, buttons, office, links) {
    var last = log.lastElementChild;
    var kind = mine ? "mine" : office ? "theirs office" : "theirs";
    var goesOn = !mine && last && last.className.replace(" goes-on", "") === kind;
    var item = element("li", goesOn ? kind + " goes-on" : kind);
    if (!goesOn) item.appendChild(element("span", "who", mine ? "我：" : office ? "工作人员回信：" : "伊助："));
    item.appendChild(element("p", "words", text));
    if (links && links.length) {
      var pages = element("p", "links");
      links.forEach(function (one) {
        var link = element("a", "button", one.title);
        link.href = one.href;
        pages.appendChild(link);
      });
      item.appendChild(pages);
    }
    if (buttons && buttons.length) {
      var choices = element("div", "choices");
      buttons.forEach(function (one) {
        var button = element("button", "", one.title);
        button.name = "button";
        button.value = one.button;
        choices.appendChild(button);
      });
      item.appendChild(choices);
    }
    log.appendChild(item);
    return item;
  }

  /* Used buttons fold away; whoever stood on one of them is not thrown to the top of the page. */
  function fold() {
    var gone = log.querySelectorAll(".choices");
    for (var i = 0; i < gone.length; i++) {
      if (gone[i].contains(document.activeElement)) {
        var item = gone[i].parentNode;
        item.setAttribute("tabindex", "-1");
        item.focus({ preventScroll: true });
      }
      gone[i].parentNode.removeChild(gone[i]);
    }
    var examples = document.querySelector("[data-examples]");
    if (examples) examples.hidden = true;
  }

  function working(on) {
    busy = on;
    log.setAttribute("aria-busy", on ? "true" : "false");
    status.textContent = on ? "正在查，请稍等…" : "";
  }

  function failed(words, draft) {
    error.textContent = words;
    if (draft !== null && !field.value) field.value = draft;
  }

  function send(message, shown, draft) {
    if (busy) return;
    working(true);
    error.textContent = "";
    var slow = setTimeout(function () { status.textContent = "还在查，再等几秒…"; }, 5000);
    fetch("/api/chat", {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(message)
    }).then(function (answer) {
      return answer.json().then(function (said) { return { ok: answer.ok, said: said }; });
    }).then(function (result) {
      if (!result.ok) { failed(result.said.error, draft); return; }
      fold();
      if (draft !== null && field.value === draft) field.value = "";
      if (typeof result.said.easy === "boolean") showSwitch(result.said.easy);
      var first = append(true, shown);
      result.said.replies.forEach(function (reply) { append(false, reply.text, reply.buttons, reply.office, reply.links); });
      first.scrollIntoView({ block: "start" });
    }).catch(function () {
      failed("没有连上，不知道这句话送到了没有。您写的还在，等一下可以再发。", draft);
    }).then(function () {
      clearTimeout(slow);
      working(false);
    });
  }

  /* The switch for easy words; the words themselves come from the server. */
  var easySwitch = document.querySelector("[role=switch]");

  function showSwitch(on) {
    easySwitch.setAttribute("aria-checked", on ? "true" : "false");
    easySwitch.value = on ? "0" : "1";
  }

  function flip() {
    var on = easySwitch.value === "1";
    error.textContent = "";
    fetch("/easy", {
      method: "POST",
      credentials: "same-origin",
      headers: { "Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded" },
      body: on ? "easy=1" : "easy=0"
    }).then(function (answer) {
      if (!answer.ok) throw new Error();
      showSwitch(on);
      status.textContent = on ? "好，下面我说简单点。" : "好，下面我照平常的说。";
    }).catch(function () {
      failed("没有连上，没有换成。等一下可以再点。", null);
    });
  }

  /* Which button was pressed; `event.submitter` is missing in older browsers. */
  var pressed = null;
  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("button") : null;
    if (button) pressed = button;
  }, true);

  document.addEventListener("submit", function (event) {
    var target = event.target;
    if (target.hasAttribute("data-restart")) {
      if (!window.confirm("重新开始？本页的对话会删掉。")) event.preventDefault();
      return;
    }
    if (target.hasAttribute("data-easy")) {
      event.preventDefault();
      flip();
      return;
    }
    if (!target.hasAttribute("data-say")) return;
    event.preventDefault();
    var button = event.submitter || pressed;
    if (target === form) {
      var text = field.value;
      if (text.trim()) send({ text: text }, text.trim(), text);
    } else if (button && button.name === "example") {
      send({ text: button.value }, button.value, null);
    } else if (button && button.name === "button") {
      send({ button: button.value }, button.getAttribute("data-title") || button.textContent, null);
    }
  });

  /* Enter sends, Shift+Enter makes a line, and Enter that ends an input composition does neither. */
  field.addEventListener("compositionstart", function () { composing = true; });
  field.addEventListener("compositionend", function () { setTimeout(function () { composing = false; }, 30); });
  field.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || composing || event.keyCode === 229) return;
    event.preventDefault();
    if (field.value.trim()) send({ text: field.value }, field.value.trim(), field.value);
  });
})();
