// What is wrong with the page as it stands: headings, text alternatives, labels, contrast, width.
// An expression whose value is a list of sentences.
(function () {
  "use strict";
  var faults = [];

  function name(element) {
    var words = element.textContent.replace(/\s+/g, " ").trim().slice(0, 40);
    var className = element.className && element.className.baseVal === undefined ? element.className : "";
    return element.localName + (className ? "." + className.split(" ").join(".") : "") +
      (words ? " “" + words + "”" : "");
  }

  function isVisible(element) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) { return false; }
    for (var at = element; at; at = at.parentElement) {
      // Cut away to a dot, for screen readers alone.
      if (getComputedStyle(at).clipPath.indexOf("inset(50%") === 0) { return false; }
    }
    return true;
  }

  // -- Headings and parts

  var language = document.documentElement.lang;
  if (language !== window.wantedLanguage) { faults.push("lang is “" + language + "”"); }
  if (!document.title) { faults.push("there is no title"); }
  if (document.querySelectorAll("main").length !== 1) { faults.push("there is not one main"); }
  var last = 0;
  document.querySelectorAll("h1, h2, h3, h4, h5, h6").forEach(function (heading) {
    var level = Number(heading.localName[1]);
    if (level > last + 1) { faults.push(name(heading) + " comes after a heading of level " + last); }
    if (!heading.textContent.trim()) { faults.push("an empty " + heading.localName); }
    last = level;
  });
  if (document.querySelectorAll("h1").length !== 1) { faults.push("there is not one h1"); }

  var ids = {};
  document.querySelectorAll("[id]").forEach(function (element) {
    if (ids[element.id]) { faults.push("two elements have the id " + element.id); }
    ids[element.id] = true;
  });
  document.querySelectorAll("a[href^='#']").forEach(function (link) {
    if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) {
      faults.push(name(link) + " leads nowhere: " + link.getAttribute("href"));
    }
  });
  document.querySelectorAll("[aria-labelledby]").forEach(function (element) {
    if (!document.getElementById(element.getAttribute("aria-labelledby"))) {
      faults.push(name(element) + " is labelled by what is not there");
    }
  });

  // -- Text alternatives and labels

  document.querySelectorAll("svg, img, canvas").forEach(function (picture) {
    if (picture.closest("[aria-hidden=true]")) { return; }
    var text = picture.getAttribute("aria-label") || picture.getAttribute("alt") ||
      (picture.querySelector("title") || { textContent: "" }).textContent;
    if (!text.trim() || (picture.localName === "svg" && picture.getAttribute("role") !== "img")) {
      faults.push("a picture without a text alternative: " + picture.outerHTML.slice(0, 80));
    }
  });
  document.querySelectorAll("input, select, textarea, button, a, summary").forEach(function (control) {
    var labels = control.labels && Array.from(control.labels).map(function (label) {
      return label.querySelector("span") ? label.querySelector("span").textContent : label.textContent;
    }).join("");
    var text = labels || control.getAttribute("aria-label") ||
      (/^(button|a|summary)$/.test(control.localName) ? control.textContent : "");
    if (!text.trim()) { faults.push("without a label: " + control.outerHTML.slice(0, 80)); }
  });
  document.querySelectorAll("table").forEach(function (table) {
    if (!table.caption && !table.getAttribute("aria-label") && !table.getAttribute("aria-labelledby")) {
      faults.push("a table without a name: " + name(table));
    }
    table.querySelectorAll("th").forEach(function (head) {
      if (!head.scope) { faults.push("a head without a scope: " + name(head)); }
    });
  });

  // -- Columns: a cell that is not there moves those behind it under other heads

  document.querySelectorAll("tr").forEach(function (row) {
    if (getComputedStyle(row).display !== "table-row") { return; }
    Array.from(row.cells).forEach(function (cell) {
      if (getComputedStyle(cell).display !== "table-cell") {
        faults.push("a cell is not in its column: " + name(row));
      }
    });
  });

  // -- Contrast (WCAG 2.2, 1.4.3)

  function channels(color) {
    var numbers = color.match(/[\d.]+/g).map(Number);
    return { rgb: numbers.slice(0, 3), alpha: numbers.length > 3 ? numbers[3] : 1 };
  }

  function over(front, back) {
    return front.rgb.map(function (value, place) {
      return value * front.alpha + back[place] * (1 - front.alpha);
    });
  }

  function background(element) {
    var layers = [];
    for (var at = element; at; at = at.parentElement) {
      var color = channels(getComputedStyle(at).backgroundColor);
      layers.push(color);
      if (color.alpha === 1) { break; }
    }
    var scheme = getComputedStyle(document.documentElement).colorScheme;
    var isDark = /dark/.test(scheme) && matchMedia("(prefers-color-scheme: dark)").matches;
    return layers.reverse().reduce(function (back, layer) {
      return over(layer, back);
    }, isDark ? [18, 18, 18] : [255, 255, 255]);
  }

  function luminance(rgb) {
    var parts = rgb.map(function (value) {
      value /= 255;
      return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    });
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  }

  function contrast(a, b) {
    var x = luminance(a), y = luminance(b);
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
  }

  var told = {};
  var least = 21;
  var count = 0;

  function check(element, style, what) {
    var opacity = 1;
    for (var at = element; at; at = at.parentElement) { opacity *= Number(getComputedStyle(at).opacity); }
    var back = background(element);
    var front = channels(style.color);
    front.alpha *= opacity;
    var ratio = contrast(over(front, back), back);
    var size = parseFloat(style.fontSize);
    var isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    count += 1;
    least = Math.min(least, ratio);
    if (ratio >= (isLarge ? 3 : 4.5)) { return; }
    var sentence = "contrast " + ratio.toFixed(2) + ": " + what + " " + style.color + " on " +
      back.map(Math.round);
    var kind = sentence.replace(/“.*”/, "");
    if (!told[kind]) { faults.push(sentence); }
    told[kind] = true;
  }

  var walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  var seen = new Set();
  while (walker.nextNode()) {
    var element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || seen.has(element)) { continue; }
    seen.add(element);
    if (/^(script|style|title|option)$/.test(element.localName) || element.closest("svg")) { continue; }
    if (element.closest(":disabled") || !isVisible(element)) { continue; }
    check(element, getComputedStyle(element), name(element));
    ["::before", "::after"].forEach(function (part) {
      var style = getComputedStyle(element, part);
      if (!/^(none|normal|""|)$/.test(style.content)) { check(element, style, name(element) + part); }
    });
  }
  document.querySelectorAll("input, select, textarea").forEach(function (control) {
    if (!isVisible(control) || control.disabled) { return; }
    check(control, getComputedStyle(control), control.localName);
    if (control.placeholder) {
      check(control, getComputedStyle(control, "::placeholder"), control.localName + "::placeholder");
    }
  });

  // -- Width

  var root = document.documentElement;
  var width = root.clientWidth;
  if (root.scrollWidth > width) {
    faults.push("the page is " + root.scrollWidth + " px wide, the window " + width);
  }
  function isWithinScroller(element) {
    for (var at = element.parentElement; at && at !== document.body; at = at.parentElement) {
      if (getComputedStyle(at).overflowX !== "visible") { return true; }
    }
    return false;
  }
  var wide = 0;
  document.querySelectorAll("body *").forEach(function (element) {
    var box = element.getBoundingClientRect();
    if (box.width === 0 || box.right <= width + 1 || isWithinScroller(element)) { return; }
    if (!isVisible(element)) { return; }
    wide += 1;
    if (wide < 4) { faults.push(name(element) + " ends at " + Math.round(box.right) + " px of " + width); }
  });

  return { faults: faults, texts: count, leastContrast: least };
})()
