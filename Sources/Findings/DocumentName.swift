/// A document among all others, wherever it stands.
package struct DocumentName: Hashable, Sendable {
  package var entity: String
  package var key: String

  package init(entity: String, key: String) {
    self.entity = entity
    self.key = key
  }

  package init(_ document: Document) { self.init(entity: document.entity, key: document.key) }
}
