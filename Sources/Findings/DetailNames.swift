package import Values

/// What the values are called that the findings of one rule show, and the field in question.
///
/// Findings of a rule that were composed together hold the same one, by which whoever lays them out knows that they are
/// alike.
package final class DetailNames: Hashable, Sendable {
  /// The paths of the evidence as the rule writes them, and as readers say them.
  package let paths: [String]
  package let labels: [LocalizedText]
  package let field: String?

  package init(paths: [String], labels: [LocalizedText], field: String?) {
    precondition(paths.count == labels.count, "each path has a label")
    self.paths = paths
    self.labels = labels
    self.field = field
  }

  static let none = DetailNames(paths: [], labels: [], field: nil)

  package static func == (a: DetailNames, b: DetailNames) -> Bool {
    a === b || a.paths == b.paths && a.labels == b.labels && a.field == b.field
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(paths)
    hasher.combine(field)
  }
}
