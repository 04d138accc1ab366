/* The talk: entries are only ever added to the log, a whole reply at a time, so that it is read out once.
   What can be pressed stands below it and makes room for what comes next. */
(function (yizhu) {
  "use strict";
  if (!yizhu) return;
  var log = yizhu.byId("log"), choices = yizhu.byId("choices"), element = yizhu.element;

  function entry(who, className, texts, titles) {
    var item = element("li", className);
    item.appendChild(element("span", "who", who + "："));
    texts.forEach(function (text) { item.appendChild(element("p", "words", text)); });
    if (titles.length) item.appendChild(element("p", "offers", "可以点：" + titles.join("，") + "。"));
    return item;
  }

  function buttonsOf(reply) { return reply.buttons || []; }

  function offer(replies) {
    while (choices.querySelector(".group")) choices.removeChild(choices.querySelector(".group"));
    replies.slice().reverse().forEach(function (reply) {
      if (!buttonsOf(reply).length) return;
      var group = element("div", "group");
      buttonsOf(reply).forEach(function (one) {
        var button = element("button", "", one.title);
        button.name = "button";
        button.value = one.button;
        group.appendChild(button);
      });
      choices.appendChild(group);
    });
    choices.hidden = !choices.querySelector(".group");
  }

  /* Whoever stood on a button that folds away stands just before the new ones, not on top of the page. */
  function keepFocus(stood) {
    if (!stood) return;
    (choices.hidden ? log : choices).focus({ preventScroll: true });
  }

  function tidyFirstPage() {
    yizhu.byId("intro").hidden = true;
    yizhu.byId("tiles").open = false;
    var first = document.querySelector("[data-first]");
    if (first) first.hidden = true;
  }

  /* Show a turn: what the person said ("" for nothing) and the replies to it. */
  yizhu.show = function (said, replies) {
    var stood = document.activeElement;
    stood = stood && (choices.contains(stood) || stood.closest("[data-first], #tiles"));
    tidyFirstPage();
    offer(replies);
    keepFocus(stood);
    var titles = [];
    replies.forEach(function (reply) {
      buttonsOf(reply).forEach(function (one) { titles.push(one.title); });
    });
    var added = document.createDocumentFragment();
    if (said) added.appendChild(entry("我", "mine", [said], []));
    added.appendChild(entry("伊助", "theirs", replies.map(function (reply) { return reply.text; }), titles));
    var top = added.firstChild, before = yizhu.byId("newest");
    if (before) before.removeAttribute("id");
    added.lastChild.id = "newest";
    log.appendChild(added);
    top.scrollIntoView({ block: "start" });
  };
})(window.yizhu);
