package import Values

/// One case with everything about it: its documents, what happened when, and what was found.
package struct CaseFile: Sendable {
  package var key: String
  /// The order first, then by entity and place; what hangs on a document, such as its lines, behind it.
  package var documents: [CaseDocument]
  /// In the order of time; days before the moments of the same day.
  package var events: [CaseEvent]
  /// Findings of the case whose document is not among these: those of groups.
  package var otherFindings: [Finding]

  package init(
    key: String, documents: [CaseDocument], events: [CaseEvent], otherFindings: [Finding]
  ) {
    self.key = key
    self.documents = documents
    self.events = events
    self.otherFindings = otherFindings
  }
}

/// A document of a case.
package struct CaseDocument: Sendable {
  package var document: Document
  /// The fields that have a value.
  package var values: [(label: LocalizedText, value: LocalizedText)]
  package var findings: [Finding]

  package init(
    document: Document, values: [(label: LocalizedText, value: LocalizedText)], findings: [Finding]
  ) {
    self.document = document
    self.values = values
    self.findings = findings
  }
}

/// A day or moment that a document names.
package struct CaseEvent: Sendable, Hashable {
  /// As text that sorts by time: `2025-09-01`, `2025-09-01T08:30:00`.
  package var time: String
  package var document: Document
  package var label: LocalizedText

  package init(time: String, document: Document, label: LocalizedText) {
    self.time = time
    self.document = document
    self.label = label
  }
}
