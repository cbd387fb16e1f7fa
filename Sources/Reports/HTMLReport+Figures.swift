import Findings
import Values

extension HTMLReport {
  func writeBreakdown(_ html: inout HTMLWriter) {
    html.element("p", ["class": "note"], text: say(.countingNote))
    writeLegend(&html)
    for dimension in report.breakdown.dimensions {
      html.element("div", ["class": "dimension"]) { writeListing(dimension, &$0) }
    }
  }

  private func writeListing(_ listing: Breakdown.Listing, _ html: inout HTMLWriter) {
    html.element("h3", text: say(listing.heading))
    if let note = listing.note { html.element("p", ["class": "note"], text: say(note)) }
    if listing.groups.isEmpty { return }
    writeTable(
      listing.heading,
      [
        Column(listing.column), Column(.share, isBar: true), Column(.failed, isNumber: true),
        Column(.undetermined, isNumber: true), Column(.orders, isNumber: true),
        Column(.amountAtRisk, isNumber: true),
      ], &html
    ) { html in
      let longest = listing.groups.filter { !$0.isRest }.map(\.tally.findings).max() ?? 0
      for group in listing.groups {
        writeRow(
          say.title(of: group), group.tally, group.isRest ? "rest" : nil,
          longest: group.isRest ? nil : longest, &html)
      }
      writeRow(say(.total), report.breakdown.total, "total", longest: nil, &html)
    }
  }

  /// - Parameter longest: What the longest bar of the table stands for; nil for a row of sums,
  ///   which has no bar.
  private func writeRow(
    _ title: String, _ tally: Tally, _ kind: String?, longest: Int?, _ html: inout HTMLWriter
  ) {
    html.element("tr", ["class": kind]) { html in
      html.element("th", ["scope": "row"], text: title)
      html.element("td", ["class": "bar"]) { html in
        if let longest { writeBar(title, tally, longest: longest, &html) }
      }
      for count in [tally.failed, tally.undetermined, tally.orders] {
        html.element("td", ["class": count == 0 ? "n zero" : "n"]) { $0.text(count) }
      }
      html.element(
        "td", ["class": tally.amountAtRisk?.isZero == true ? "n zero" : "n"],
        text: say.amount(tally.amountAtRisk))
    }
  }

  func writeRules(_ html: inout HTMLWriter) {
    writeTable(
      .rulesHeading,
      [
        Column(.rule), Column(.severity), Column(.department), Column(.passed, isNumber: true),
        Column(.failed, isNumber: true), Column(.undetermined, isNumber: true),
        Column(.notApplicable, isNumber: true), Column(.orders, isNumber: true),
        Column(.amount, isNumber: true),
      ], &html
    ) { html in
      var pack: String?
      for rule in report.verdict.rules {
        if rule.facts.pack != pack { writePackRow(rule.facts, &html) }
        pack = rule.facts.pack
        html.element("tr") { writeCells(of: rule, &$0) }
      }
    }
  }

  private func writePackRow(_ facts: RuleFacts, _ html: inout HTMLWriter) {
    html.element("tr", ["class": "group"]) { html in
      html.element("th", ["colspan": "9", "scope": "rowgroup"], text: say.text(facts.packTitle))
    }
  }

  private func writeCells(of rule: RuleVerdict, _ html: inout HTMLWriter) {
    html.element("th", ["scope": "row"]) { html in
      html.text(say.text(rule.facts.title))
      html.element("small") { html in
        html.element("code", text: rule.facts.id)
        if !rule.facts.clause.isEmpty { html.text(" · " + rule.facts.clause) }
      }
    }
    html.element("td") { writeBadge(of: rule.facts.severity, &$0) }
    html.element("td", text: say.department(rule.facts))
    if let reason = rule.notRun {
      html.element("td", ["colspan": "6", "class": "quiet"]) { html in
        html.element("span", ["class": "mark open"], text: say(.notRun))
        html.text(" " + say.text(reason))
      }
      return
    }
    let counts = rule.counts
    let orders = report.breakdown.rules[rule.facts.id]?.orders ?? 0
    for count in [counts.pass, counts.fail, counts.undetermined, counts.notApplicable, orders] {
      html.element("td", ["class": count == 0 ? "n zero" : "n"]) { $0.text(count) }
    }
    html.element(
      "td", ["class": rule.amount.isZero ? "n zero" : "n"], text: amountText(rule.amount))
  }
}
