package import Diagnostics
package import Entities
import FEEL
import Intake
import Relations
import Values

/// What came out when the examples of a rule were run.
package struct ExampleReport: Sendable {
  package var rule: String
  /// How many records were asked about, by what the rule had to say.
  package var counts: [ExampleOutcome: Int] = [:]
  /// What is wrong: another outcome than written down, or examples that are missing.
  package var faults: [Diagnostic] = []
  /// Changes of the check that no example would notice.
  package var unnoticed: [String] = []
}

extension RuleSet {
  /// Runs the examples of all pages.
  ///
  /// - Returns: a report for each rule, in the order of the rules, also for those without a page.
  package func exampleReports(_ pages: [RulePage], model: Model) -> [ExampleReport] {
    rules.map { rule in
      let own = pages.filter { $0.rule == rule.id }
      let place = own.first?.place ?? rule.place
      let examples = own.flatMap(\.examples)
      let runs = examples.map { ExampleRun(of: $0, rule, model, calendar: calendar) }
      var report = ExampleReport(rule: rule.id)
      for run in runs { report.add(run) }
      report.requireExamples(of: rule, at: place)
      if report.counts[.undetermined] == nil, report.faults.isEmpty,
        let gap = rule.undeterminedByGap(examples, model, calendar: calendar)
      {
        report.faults.append(
          Diagnostic(
            "missing-example", at: place,
            "the rule '\(rule.id)' has no example of an undetermined outcome, and \(gap) could be missing",
            help: "add a record that the rule cannot decide"))
      }
      report.unnoticed = Mutation.allCases.filter { mutation in
        !runs.contains { $0.notices(mutation) }
      }.map(\.rawValue)
      return report
    }
  }
}

/// A change of a rule that its examples must notice.
private enum Mutation: String, CaseIterable {
  case withoutCheck = "the check taken out"
  case inverted = "the check turned into its opposite"

  func outcome(of outcome: RuleOutcome) -> RuleOutcome {
    switch (self, outcome) {
    case (.withoutCheck, .fail), (.withoutCheck, .undeterminedCheck): .pass
    case (.inverted, .fail): .pass
    case (.inverted, .pass): .fail
    default: outcome
    }
  }
}

extension ExampleReport {
  fileprivate mutating func requireExamples(of rule: Rule, at place: Place) {
    for outcome in [ExampleOutcome.pass, .fail] where counts[outcome, default: 0] < 2 {
      faults.append(
        Diagnostic(
          "missing-example", at: place,
          "the rule '\(rule.id)' has \(counts[outcome, default: 0]) examples that \(outcome.rawValue), where two are needed",
          help: "add a block of examples to its page"))
    }
  }
}

// MARK: - One example

/// What a rule says of the subjects of an example.
private struct ExampleRun {
  let rule: String
  /// The records of the subject's entity.
  let rows: [ExampleTable.Row]
  /// By the subject's first row.
  let outcomes: [(row: Int, outcome: RuleOutcome)]

  init(of example: RuleExample, _ rule: Rule, _ model: Model, calendar: WorkingCalendar) {
    self.rule = rule.id
    rows = example.tables.filter { $0.entity == rule.subject.entity }.flatMap(\.rows)
    let cases = example.cases(model)
    let source = CaseSource(cases, calendar: calendar, period: cases.dataset.latestPeriod)
    var panel = RulePanel(subject: rule.subject)
    panel.add(rule, 0)
    let session = panel.session(on: source, engine: .columns)
    outcomes = CasePart(source).batches(of: rule.subject).flatMap { subjects in
      let outcomes = panel.rules[0].outcomes(of: subjects, subjects.batch(session), in: source)
      return subjects.indices.map {
        (row: subjects.subject($0).firstRow, outcome: outcomes?[Int($0)] ?? .pass)
      }
    }
  }

  /// Whether another outcome than the one written down would come out.
  func notices(_ mutation: Mutation) -> Bool {
    outcomes.contains { row, outcome in
      rows[row].outcome.map { $0 != ExampleOutcome(mutation.outcome(of: outcome)) } ?? false
    }
  }
}

extension ExampleReport {
  fileprivate mutating func add(_ run: ExampleRun) {
    let asked = Set(run.outcomes.map(\.row))
    for (number, row) in run.rows.enumerated() where row.outcome != nil && !asked.contains(number) {
      faults.append(
        Diagnostic(
          "example-not-asked", at: row.place, "the rule '\(rule)' is not asked about this record",
          help:
            "write the outcome before the first record of a group; a record without its fields forms none"
        ))
    }
    for (row, outcome) in run.outcomes {
      guard let expected = run.rows[row].outcome else { continue }
      let actual = ExampleOutcome(outcome)
      counts[expected, default: 0] += 1
      guard actual != expected else { continue }
      faults.append(
        Diagnostic(
          "example-differs", at: run.rows[row].place,
          "the rule '\(rule)' says \(actual.rawValue) here, not \(expected.rawValue)",
          help: "correct the example or the rule; 'paicha eval' tries parts of the condition"))
    }
  }
}

extension Rule {
  /// A field that leaves the rule undecided when a record of the examples does not have it; nil when no
  /// single one does.
  fileprivate func undeterminedByGap(
    _ examples: [RuleExample], _ model: Model, calendar: WorkingCalendar
  ) -> String? {
    for example in examples {
      for (table, written) in example.tables.enumerated() {
        for (place, field) in written.fields.enumerated() {
          var changed = example
          for row in written.rows.indices { changed.tables[table].rows[row].cells[place] = .empty }
          let run = ExampleRun(of: changed, self, model, calendar: calendar)
          if run.outcomes.contains(where: { $0.outcome.undecided != nil }) {
            let entity = model.entities[written.entity]
            return "'\(entity.fields[field].name)' of '\(entity.name)'"
          }
        }
      }
    }
    return nil
  }
}

extension ExampleOutcome {
  fileprivate init(_ outcome: RuleOutcome) {
    self =
      switch outcome {
      case .pass: .pass
      case .fail: .fail
      case .notApplicable: .notApplicable
      case .undeterminedDay, .undeterminedCondition, .undeterminedCheck: .undetermined
      }
  }
}
