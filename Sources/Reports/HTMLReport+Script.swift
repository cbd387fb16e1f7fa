extension HTMLReport {
  /// Filters, sorts and pages the list of issues. Without it, the first page and every figure are
  /// there all the same.
  ///
  /// It puts text into the page by `textContent` only, never as markup.
  static let script: StaticString = #"""
    (function () {
      "use strict";
      var block = document.getElementById("issue-data");
      if (!block) { return; }
      var data = JSON.parse(block.textContent);
      var table = document.querySelector("#issue-table table");
      var body = table.tBodies[0];
      var form = document.getElementById("filters");
      var pager = document.getElementById("pager");
      var shown = document.getElementById("shown");
      var previous = document.getElementById("previous");
      var next = document.getElementById("next");
      var severities = ["info", "minor", "major", "critical"];
      var choices = ["severity", "outcome", "pack", "department", "status"];
      var labels = Array.prototype.map.call(table.tHead.rows[0].cells, function (head) {
        return head.textContent;
      });

      // A row holds numbers of texts, but for those that are numbers themselves.
      var plain = ["amountRank", "isConsequence", "ruleList", "evidenceCount"];
      var isText = data.columns.map(function (name) { return plain.indexOf(name) < 0; });
      var issues = data.issues.map(function (row, rank) {
        var issue = { row: row, rank: rank };
        data.columns.forEach(function (name, place) {
          issue[name] = isText[place] ? data.texts[row[place]] : row[place];
        });
        return issue;
      });

      // Lines of four: label, value, path or place, whether it differs.
      function lines(issue, from, to) {
        var found = [];
        for (var place = data.columns.length + 4 * from; place < to; place += 4) {
          found.push([
            data.texts[issue.row[place]], data.texts[issue.row[place + 1]],
            data.texts[issue.row[place + 2]], issue.row[place + 3] === 1
          ]);
        }
        return found;
      }

      function evidence(issue) {
        return lines(issue, 0, data.columns.length + 4 * issue.evidenceCount);
      }

      function documents(issue) { return lines(issue, issue.evidenceCount, issue.row.length); }

      function rule(issue) {
        var list = data.lists[issue.ruleList].map(function (number) { return data.texts[number]; });
        return list.concat([data.text.id, issue.id]);
      }

      // The columns whose texts a reader sees, and searches in.
      var searched = ["title", "message", "entity", "key", "place", "order", "departmentText",
        "amount", "id"].map(function (name) { return data.columns.indexOf(name); });
      var lowered = null;

      // Says of an issue whether a word stands in its texts. Each text is looked through once, however many
      // issues have it.
      function holding(word) {
        lowered = lowered || data.texts.map(function (text) { return text.toLowerCase(); });
        var found = new Uint8Array(lowered.length);
        lowered.forEach(function (text, number) {
          found[number] = text.indexOf(word) >= 0 ? 1 : 0;
        });
        var inList = data.lists.map(function (list) {
          return list.some(function (number, place) { return place % 2 === 1 && found[number]; });
        });
        return function (issue) {
          if (inList[issue.ruleList]) { return true; }
          for (var column = 0; column < searched.length; column += 1) {
            if (found[issue.row[searched[column]]]) { return true; }
          }
          for (var place = data.columns.length; place < issue.row.length; place += 4) {
            if (found[issue.row[place]] || found[issue.row[place + 1]] ||
              found[issue.row[place + 2]]) { return true; }
          }
          return false;
        };
      }

      // One for each column; a column without one can't be sorted by.
      var keys = [
        function (issue) { return severities.indexOf(issue.severity); },
        function (issue) { return issue.title; },
        function (issue) { return issue.key; },
        function (issue) { return issue.order; },
        function (issue) { return issue.departmentText; },
        function (issue) { return issue.amountRank; },
        function (issue) { return issue.due; }
      ];
      var sorted = { column: -1, descending: false };
      var page = 0;
      var found = issues;

      function make(name, className, text) {
        var element = document.createElement(name);
        if (className) { element.className = className; }
        if (text) { element.textContent = text; }
        return element;
      }

      function badge(name, text) { return make("span", "badge " + name, text); }

      function detailTable(caption, rows) {
        var element = make("table", "detail");
        element.appendChild(make("caption", "", caption));
        var inner = element.appendChild(make("tbody"));
        rows.forEach(function (row) {
          var line = inner.appendChild(make("tr", row[3] ? "differs" : ""));
          var head = line.appendChild(make("th", "", row[0]));
          head.scope = "row";
          line.appendChild(make("td", "", row[1]));
          line.appendChild(make("td")).appendChild(make("code", "", row[2]));
        });
        return element;
      }

      function details(issue) {
        var element = make("details");
        var summary = element.appendChild(make("summary"));
        summary.appendChild(make("b", "", issue.title));
        summary.appendChild(make("span", "", issue.message));
        // The inside is made when it is opened: most never are.
        element.addEventListener("toggle", function fill() {
          element.removeEventListener("toggle", fill);
          var more = element.appendChild(make("div", "more"));
          if (evidence(issue).length) {
            more.appendChild(detailTable(data.text.evidence, evidence(issue)));
          }
          if (documents(issue).length) {
            more.appendChild(detailTable(data.text.documents, documents(issue)));
          }
          var list = more.appendChild(make("dl"));
          rule(issue).forEach(function (text, place) {
            list.appendChild(make(place % 2 === 0 ? "dt" : "dd", "", text));
          });
        });
        return element;
      }

      function cell(row, className, text) {
        return row.appendChild(make("td", className, text));
      }

      function line(issue) {
        var row = make("tr", issue.isConsequence ? "consequence" : "");
        var first = cell(row);
        first.appendChild(badge(issue.severity, data.words[issue.severity]));
        if (issue.outcome === "undetermined") {
          first.appendChild(badge("undetermined", data.words.undetermined));
        }
        cell(row, "what").appendChild(details(issue));
        var where = cell(row, "where");
        where.appendChild(make("span", "key", issue.key));
        var line = where.appendChild(make("small", "", issue.entity + " · "));
        line.appendChild(make("code", "", issue.place));
        cell(row, "", issue.order);
        cell(row, "", issue.departmentText);
        cell(row, "n", issue.amount);
        cell(row, "date", issue.due).appendChild(make("small", "", data.words[issue.status]));
        // A narrow page names the cells that don't speak for themselves.
        for (var column = 3; column < labels.length; column += 1) {
          row.cells[column].dataset.label = labels[column];
        }
        return row;
      }

      function show() {
        var pages = Math.max(1, Math.ceil(found.length / data.pageSize));
        page = Math.min(Math.max(page, 0), pages - 1);
        var start = page * data.pageSize;
        var part = found.slice(start, start + data.pageSize);
        var fragment = document.createDocumentFragment();
        part.forEach(function (issue) { fragment.appendChild(line(issue)); });
        body.replaceChildren(fragment);
        shown.textContent = found.length === 0 ? data.text.none : data.text.shown
          .replace("{from}", String(start + 1))
          .replace("{to}", String(start + part.length))
          .replace("{count}", String(found.length));
        previous.disabled = page === 0;
        next.disabled = page === pages - 1;
      }

      function compare(a, b) {
        var key = keys[sorted.column];
        var x = key(a), y = key(b);
        var order = typeof x === "number" ? x - y : x < y ? -1 : x > y ? 1 : 0;
        return (sorted.descending ? -order : order) || a.rank - b.rank;
      }

      function find() {
        var words = form.elements.search.value.toLowerCase().split(/\s+/).filter(Boolean)
          .map(holding);
        found = issues.filter(function (issue) {
          return choices.every(function (name) {
            var wanted = form.elements[name].value;
            return wanted === "" || issue[name] === wanted;
          }) && words.every(function (holds) { return holds(issue); });
        });
        if (sorted.column >= 0) { found.sort(compare); }
        // On paper the filters are there when they left something out.
        form.classList.toggle("filtered", found.length < issues.length);
        page = 0;
        show();
      }

      function addSorting(head, column) {
        var button = make("button", "sort", head.textContent);
        button.type = "button";
        button.title = data.text.sort;
        head.replaceChildren(button);
        button.addEventListener("click", function () {
          // What matters most comes first: severities and amounts start from the largest.
          var first = column === 0 || column === 5;
          sorted.descending = sorted.column === column ? !sorted.descending : first;
          sorted.column = column;
          Array.prototype.forEach.call(head.parentNode.cells, function (other) {
            other.removeAttribute("aria-sort");
          });
          head.setAttribute("aria-sort", sorted.descending ? "descending" : "ascending");
          find();
        });
      }

      var waiting = 0;
      form.addEventListener("input", function () {
        clearTimeout(waiting);
        waiting = setTimeout(find, 120);
      });
      form.addEventListener("submit", function (event) { event.preventDefault(); find(); });
      form.addEventListener("reset", function () { setTimeout(find, 0); });
      previous.addEventListener("click", function () { page -= 1; show(); });
      next.addEventListener("click", function () { page += 1; show(); });
      Array.prototype.forEach.call(table.tHead.rows[0].cells, addSorting);
      form.hidden = false;
      pager.hidden = false;
      find();
    })();
    """#
}
