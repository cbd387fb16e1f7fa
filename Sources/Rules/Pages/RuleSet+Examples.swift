package import Diagnostics
package import Entities
import FEEL
import Relations
import Values

/// What came out when the examples of a rule were run.
package struct ExampleReport: Sendable {
  package var rule: String
  /// How many records were asked about, by what the rule had to say.
  package var counts: [ExampleOutcome: Int] = [:]
  /// What is wrong: another outcome than written down, or examples that are missing.
  package var faults: [Diagnostic] = []
}

extension RuleSet {
  /// Runs the examples of all pages.
  ///
  /// - Returns: a report for each rule, in the order of the rules, also for those without a page.
  package func exampleReports(_ pages: [RulePage], model: Model) -> [ExampleReport] {
    rules.map { rule in
      let own = pages.filter { $0.rule == rule.id }
      var report = ExampleReport(rule: rule.id)
      for example in own.flatMap(\.examples) {
        rule.run(example, model, calendar: calendar, &report)
      }
      report.requireExamples(of: rule, at: own.first?.place ?? rule.place)
      if report.counts[.undetermined] == nil, report.faults.isEmpty,
        let gap = rule.undeterminedByGap(own.flatMap(\.examples), model, calendar: calendar)
      {
        report.faults.append(
          Diagnostic(
            "missing-example", at: own.first?.place ?? rule.place,
            "the rule '\(rule.id)' has no example of an undetermined outcome, and \(gap) could be missing",
            help: "add a record that the rule cannot decide"))
      }
      return report
    }
  }

  /// The rules of which no example notices when the check is taken out, or turned into its opposite.
  package func unnoticedChanges(_ pages: [RulePage], model: Model) -> [String] {
    rules.flatMap { rule in
      let examples = pages.filter { $0.rule == rule.id }.flatMap(\.examples)
      return Mutation.allCases.compactMap { mutation in
        var report = ExampleReport(rule: rule.id)
        for example in examples {
          rule.run(example, model, calendar: calendar, changedBy: mutation, &report)
        }
        return report.faults.isEmpty ? "\(rule.id): \(mutation.rawValue)" : nil
      }
    }
  }
}

/// A change of a rule that its examples must notice.
private enum Mutation: String, CaseIterable {
  case withoutCheck = "the check taken out"
  case inverted = "the check turned into its opposite"

  func outcome(of outcome: RuleOutcome) -> RuleOutcome {
    switch (self, outcome) {
    case (.withoutCheck, .fail), (.withoutCheck, .undetermined(.check)): .pass
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

extension Rule {
  fileprivate func run(
    _ example: RuleExample, _ model: Model, calendar: WorkingCalendar,
    changedBy mutation: Mutation? = nil, _ report: inout ExampleReport
  ) {
    let rows = example.subjectRows(subject.entity)
    let outcomes = outcomes(of: example, model, calendar: calendar)
    let asked = Set(outcomes.map(\.row))
    for (number, row) in rows.enumerated() where row.outcome != nil && !asked.contains(number) {
      report.faults.append(
        Diagnostic(
          "example-not-asked", at: row.place, "the rule '\(id)' is not asked about this record",
          help:
            "write the outcome before the first record of a group; a record without its fields forms none"
        ))
    }
    for (row, outcome) in outcomes {
      guard let expected = rows[row].outcome else { continue }
      let actual = ExampleOutcome(mutation?.outcome(of: outcome) ?? outcome)
      report.counts[expected, default: 0] += 1
      guard actual != expected else { continue }
      report.faults.append(
        Diagnostic(
          "example-differs", at: rows[row].place,
          "the rule '\(id)' says \(actual.rawValue) here, not \(expected.rawValue)",
          help: "correct the example or the rule; 'paicha eval' tries parts of the condition"))
    }
  }

  /// What the rule says of each subject of an example, by the subject's first row.
  private func outcomes(
    of example: RuleExample, _ model: Model, calendar: WorkingCalendar
  ) -> [(row: Int, outcome: RuleOutcome)] {
    let source = CaseSource(example.cases(model), calendar: calendar)
    var panel = RulePanel(subject: subject)
    panel.add(self, 0)
    let session = panel.session(on: source, engine: .columns)
    return source.batches(of: subject).flatMap { subjects in
      let outcomes = panel.rules[0].outcomes(of: subjects, subjects.batch(session), in: source)
      return outcomes.enumerated().map {
        (row: subjects.subject(Int32($0)).firstRow, outcome: $1)
      }
    }
  }

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
          let isOpen = outcomes(of: changed, model, calendar: calendar).contains {
            if case .undetermined = $0.outcome { true } else { false }
          }
          if isOpen {
            let entity = model.entities[written.entity]
            return "'\(entity.fields[field].name)' of '\(entity.name)'"
          }
        }
      }
    }
    return nil
  }
}

extension RuleExample {
  fileprivate func subjectRows(_ entity: Int) -> [ExampleTable.Row] {
    tables.filter { $0.entity == entity }.flatMap(\.rows)
  }
}

extension ExampleOutcome {
  fileprivate init(_ outcome: RuleOutcome) {
    self =
      switch outcome {
      case .pass: .pass
      case .fail: .fail
      case .notApplicable: .notApplicable
      case .undetermined: .undetermined
      }
  }
}
