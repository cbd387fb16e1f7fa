import Findings
import Ledger
import Values

extension JUnitXML {
  /// One suite for each class of rules, in the order of the verdict.
  var ruleSuites: [TestSuite] {
    var found = foundByRule()
    var suites: [TestSuite] = []
    var tallies: [Found] = []
    for rule in report.verdict.rules {
      let ofRule = found.removeValue(forKey: rule.facts.id) ?? Found()
      if suites.last?.name != rule.facts.pack {
        suites.append(TestSuite(name: rule.facts.pack, properties: [], cases: []))
        tallies.append(Found())
      }
      suites[suites.count - 1].cases += cases(of: rule, ofRule)
      suites[suites.count - 1].properties = [("title", say.text(rule.facts.packTitle))]
      tallies[tallies.count - 1].count(ofRule)
    }
    precondition(found.isEmpty, "an issue is of one of the rules that were judged")
    for (index, tally) in tallies.enumerated() {
      suites[index].properties += [
        ("failed", String(tally.failed.count)), ("undetermined", String(tally.undetermined.count)),
        ("waived", String(tally.waived.count)),
      ]
    }
    return suites
  }

  /// A rule's issues: how many, and which of them are named.
  private struct Found {
    struct Part {
      var count = 0
      /// Those with the largest amounts, and of equal ones the first.
      var named: [Int] = []
    }

    var failed = Part()
    var undetermined = Part()
    var waived = Part()

    /// Adds the counts of another.
    mutating func count(_ other: Found) {
      failed.count += other.failed.count
      undetermined.count += other.undetermined.count
      waived.count += other.waived.count
    }
  }

  /// One sweep over the issues, in memory for those that are named.
  private func foundByRule() -> [String: Found] {
    let issues = report.issues
    var selections: [String: [IssueSorting.Standing: Selection<Int>]] = [:]
    var counts: [String: [IssueSorting.Standing: Int]] = [:]
    for (index, issue) in issues.enumerated() {
      let standing = IssueSorting.Standing(issue.finding)
      counts[issue.rule.id, default: [:]][standing, default: 0] += 1
      selections[issue.rule.id, default: [:]][
        standing,
        default: Selection(limit: JUnitXML.namedInCase) { a, b in
          let (x, y) = (issues[a].finding.amount ?? .zero, issues[b].finding.amount ?? .zero)
          return x == y ? a < b : x > y
        }
      ].add(index)
    }
    return counts.reduce(into: [:]) { found, entry in
      func part(_ standing: IssueSorting.Standing) -> Found.Part {
        Found.Part(
          count: entry.value[standing] ?? 0, named: selections[entry.key]?[standing]?.sorted() ?? []
        )
      }
      found[entry.key] = Found(
        failed: part(.failed), undetermined: part(.undetermined), waived: part(.waived))
    }
  }
}

extension JUnitXML {
  /// A rule's test case, and a second one for what it could not decide where it failed as well.
  private func cases(of rule: RuleVerdict, _ found: Found) -> [TestCase] {
    let id = rule.facts.id
    if let reason = rule.notRun {
      let why = GapList.Item(
        title: say(rule.isSwitchedOff ? .ruleSwitchedOff : .notRun), reason: say.text(reason))
      let message = line(rule.facts, say.line(of: why))
      return [TestCase(name: id, outcome: .skipped(message: message, text: ""))]
    }
    var cases: [TestCase] = []
    if found.failed.count > 0 {
      let message = line(rule.facts, share(.failed, found.failed, of: rule))
      cases.append(
        TestCase(
          name: id,
          outcome: .failure(
            message: message, type: rule.facts.severity.rawValue,
            text: text(rule, found.failed, waived: found.waived.count))))
    }
    if found.undetermined.count > 0 {
      let message = line(rule.facts, share(.undetermined, found.undetermined, of: rule))
      let waived = found.failed.count > 0 ? 0 : found.waived.count
      cases.append(
        TestCase(
          name: found.failed.count > 0 ? "\(id) (undetermined)" : id,
          outcome: .error(
            message: message, type: "undetermined",
            text: text(rule, found.undetermined, waived: waived))))
    }
    if !cases.isEmpty { return cases }
    if found.waived.count > 0 {
      let message = line(rule.facts, share(.statusWaived, found.waived, of: rule))
      let text = text(rule, found.waived, waived: 0)
      return [TestCase(name: id, outcome: .skipped(message: message, text: text))]
    }
    guard rule.counts.pass > 0 else {
      let message = line(rule.facts, say(.rulesWithoutSubject))
      return [TestCase(name: id, outcome: .skipped(message: message, text: ""))]
    }
    return [TestCase(name: id, outcome: .passed)]
  }

  /// `Order without a contract: Failed 2 of 14`.
  private func line(_ rule: RuleFacts, _ rest: String) -> String {
    clipped(
      say.line(of: GapList.Item(title: say.text(rule.title), reason: rest)),
      to: JUnitXML.lineLimit)
  }

  /// How many of the documents that the rule applies to: `Failed 2 of 14`.
  private func share(_ word: Phrase, _ part: Found.Part, of rule: RuleVerdict) -> String {
    let all = max(rule.counts.subjects - rule.counts.notApplicable, part.count)
    let share = say(
      .ofTotal, ["count": grouped(String(part.count)), "total": grouped(String(all))])
    return "\(say(word)) \(share)"
  }

  /// What the rule finds, what to do, and the findings, one a line: place, what was found, first digits of the id.
  private func text(_ rule: RuleVerdict, _ part: Found.Part, waived: Int) -> String {
    var lines = [
      ("", say.text(rule.facts.title) + " (\(rule.facts.id))"),
      (say(.finds), say.text(rule.facts.finds)), (say(.remedy), say.text(rule.facts.remedy)),
      (say(.department), say.department(rule.facts)),
    ].filter { !$0.1.isEmpty }
      .map { label, text in label.isEmpty ? text : say.line(of: .init(title: label, reason: text)) }
    lines.append("")
    for index in part.named {
      let finding = report.issues[index].finding
      var line =
        "\(place(of: finding.subject)): \(say.text(finding.message)) [\(finding.id.prefix(8))]"
      if let waiver = finding.waiver { line += " \(say.waiver(waiver))" }
      lines.append(line)
    }
    if part.count > part.named.count {
      lines.append(say(.moreInJSONL, ["count": grouped(String(part.count - part.named.count))]))
    }
    if waived > 0 {
      lines.append(
        say.line(of: .init(title: say(.statusWaived), reason: grouped(String(waived)))))
    }
    return lines.map { oneLine(clipped($0, to: JUnitXML.lineLimit)) + "\n" }.joined()
  }

  /// A value with line breaks must not look like further findings.
  private func oneLine(_ text: String) -> String {
    guard text.utf8.contains(0x0A) else { return text }
    // By scalars: to a `Character` a line feed behind a carriage return is another one than alone.
    var result = ""
    for scalar in text.unicodeScalars {
      result.unicodeScalars.append(scalar == "\n" ? "⏎" : scalar)
    }
    return result
  }
}

extension JUnitXML {
  /// Whether everything was there and could be read, without which the rules say little: one test case for each
  /// kind of gap. What rules could not decide is told by the rules.
  var coverageSuite: TestSuite {
    let ran = say(
      .ofTotal,
      ["count": String(report.rulesRun), "total": String(report.verdict.rules.count)])
    let message = say.line(of: .init(title: say(.rulesRun), reason: ran))
    let anyRule = TestCase(
      name: "some-rule-ran",
      outcome: report.rulesRun > 0
        ? .passed : .error(message: message, type: "incomplete", text: ""))
    let gaps = say.everyGapList(of: report.gaps).filter { !$0.kind.isOfRules }
    return TestSuite(
      name: "coverage",
      properties: [
        ("period", "\(report.period)"), ("asOf", "\(report.asOf)"), ("scope", report.scope),
        ("version", report.version),
      ], cases: [anyRule] + gaps.map(testCase))
  }

  private func testCase(of list: GapList) -> TestCase {
    guard !list.items.isEmpty else { return TestCase(name: list.kind.rawValue, outcome: .passed) }
    var lines = list.items.prefix(JUnitXML.namedInCase).map(say.line)
    if list.items.count > lines.count {
      lines.append(say(.moreInCoverage, ["count": grouped(String(list.items.count - lines.count))]))
    }
    let text = lines.map { oneLine(clipped($0, to: JUnitXML.lineLimit)) + "\n" }.joined()
    let gaps = report.gaps
    let count =
      list.kind == .unreadable ? gaps.rejectedRecords + gaps.rejectedValues : list.items.count
    let message = say.line(of: .init(title: say(list.heading), reason: grouped(String(count))))
    return TestCase(
      name: list.kind.rawValue,
      outcome: list.kind == .kpiNotComputed
        ? .skipped(message: message, text: text)
        : .error(message: message, type: "incomplete", text: text))
  }
}
