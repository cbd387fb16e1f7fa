package import Values

/// The documents that a finding speaks of, one column each, and what stands in them, field by field.
package struct SideBySide: Sendable, Hashable {
  /// Of each kind the first before a second of any; what the rule judged comes first.
  package var documents: [Document]
  /// How many more documents the finding speaks of.
  package var furtherDocuments: Int
  package var rows: [Row]

  /// One field of all documents.
  package struct Row: Sendable, Hashable {
    package var label: LocalizedText
    /// For each document what it says; nil when its kind has no such field.
    package var cells: [Cell?]

    package init(label: LocalizedText, cells: [Cell?]) {
      self.label = label
      self.cells = cells
    }
  }

  /// What one document says in one field.
  package struct Cell: Sendable, Hashable {
    /// Empty when it says nothing.
    package var text: LocalizedText
    /// Whether the rule looks at it, and another document says something else, or it is one of the finding's
    /// two values.
    package var isDiffering: Bool

    package init(text: LocalizedText, isDiffering: Bool) {
      self.text = text
      self.isDiffering = isDiffering
    }
  }

  package init(documents: [Document], furtherDocuments: Int, rows: [Row]) {
    self.documents = documents
    self.furtherDocuments = furtherDocuments
    self.rows = rows
  }

  /// How many documents stand side by side at most.
  package static let documentLimit = 4
}
