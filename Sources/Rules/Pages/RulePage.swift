package import Diagnostics

/// What `packs/<pack>.md` says of one rule: why it matters, how it is cleared, and examples that can be run.
package struct RulePage: Sendable {
  package var rule: String
  /// The section as it is written, without its heading.
  package var text: String
  package var place: Place
  package var examples: [RuleExample]
}

/// A few records and what the rule must say of them.
package struct RuleExample: Sendable {
  package var tables: [ExampleTable]
  package var place: Place
}

/// The records of one entity.
package struct ExampleTable: Sendable {
  var entity: Int
  /// The fields that are written, by number.
  var fields: [Int]
  package var rows: [Row]

  package struct Row: Sendable {
    /// What the rule must say; nil for a record that it is not asked about.
    package var outcome: ExampleOutcome?
    var cells: [ExampleCell]
    package var place: Place
  }
}

/// One value of an example.
enum ExampleCell: Sendable {
  case empty
  /// `?`: something that cannot be read.
  case unreadable
  case value(TypedCell)
}

/// What a rule says of a subject, in the words of an example.
package enum ExampleOutcome: String, Sendable, CaseIterable {
  case pass, fail, undetermined
  case notApplicable = "not applicable"
}
