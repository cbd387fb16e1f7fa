import Entities
import Intake
import Relations
package import Rules
import Tables
import Values

extension CaseFile {
  /// Gathers what belongs to the case of that key.
  ///
  /// - Returns: nil when no case bears it.
  package init?(_ key: String, in source: CaseSource, findings: [Finding]) {
    var gathering = CaseGathering(source: source)
    guard gathering.gather(key) else { return nil }
    var documents = gathering.rows.map { entity, row in
      CaseDocument(
        document: source.document(row, of: entity, key: source.key(of: row, entity: entity)),
        values: gathering.values(of: row, entity), findings: [])
    }
    let places = Dictionary(
      zip(documents.map(\.document), documents.indices), uniquingKeysWith: { first, _ in first })
    var others: [Finding] = []
    for finding in findings {
      // What the case names, such as its customer, is of no case itself; what was found of it stands with it.
      if let place = places[finding.subject] {
        documents[place].findings.append(finding)
      } else if finding.caseKey ?? finding.subject.key == key {
        others.append(finding)
      }
    }
    let events = zip(gathering.rows, documents).flatMap { at, document in
      gathering.events(of: at.row, at.entity, document.document)
    }
    self.init(
      key: key, documents: documents,
      events: events.enumerated().sorted { a, b in
        (a.element.time, a.offset) < (b.element.time, b.offset)
      }.map(\.element), otherFindings: others)
  }
}

/// The rows of one case.
private struct CaseGathering {
  let source: CaseSource
  private(set) var rows: [(entity: Int, row: Int)] = []

  private var model: Model { source.cases.model }

  init(source: CaseSource) {
    self.source = source
  }

  /// - Returns: whether a case bears the key.
  mutating func gather(_ key: String) -> Bool {
    var cases: Set<[Int]> = []
    for (number, entity) in model.entities.enumerated() where entity.pathToCase == [] {
      for row in rowsOf(number) where source.key(of: row, entity: number) == key {
        cases.insert([number, row])
        rows.append((number, row))
      }
    }
    guard !cases.isEmpty else { return false }
    var partners: Set<[Int]> = []
    for (entity, row) in rows { addPartners(of: row, entity, &partners) }
    for (number, entity) in model.entities.enumerated() {
      guard let path = entity.pathToCase, !path.isEmpty else { continue }
      for row in rowsOf(number) {
        guard let found = source.cases.caseRow(of: row, entity: number),
          cases.contains([found.entity, found.row])
        else { continue }
        rows.append((number, row))
      }
    }
    return true
  }

  /// What the case names and what belongs to no case itself: its customer, its customer's credit file. Each once,
  /// be it named twice or by two rows that bear the key.
  private mutating func addPartners(of row: Int, _ entity: Int, _ known: inout Set<[Int]>) {
    for (number, relation) in model.relations(from: entity).enumerated() {
      let relation = model.relations[relation]
      guard relation.kind == .one, model.entities[relation.to].pathToCase == nil,
        let partner = source.adjacency(number, of: entity)?.firstRow(of: row),
        known.insert([relation.to, partner]).inserted
      else { continue }
      rows.append((relation.to, partner))
    }
  }

  private func rowsOf(_ entity: Int) -> Range<Int> {
    0..<(source.cases.dataset.tables[entity]?.rowCount ?? 0)
  }

  func values(of row: Int, _ entity: Int) -> [(label: LocalizedText, value: LocalizedText)] {
    model.entities[entity].fields.enumerated().compactMap { number, field in
      let text = source.shownValue(number, of: entity, row: row)
      return text[.en].isEmpty ? nil : (field.label, text)
    }
  }

  func events(of row: Int, _ entity: Int, _ document: Document) -> [CaseEvent] {
    model.entities[entity].fields.indices.compactMap { field in
      let declared = model.entities[entity].fields[field]
      guard declared.type == .date || declared.type == .dateTime,
        !source.isHidden(field, of: entity)
      else { return nil }
      let text = source.text(field, of: entity, row: row)
      return text.isEmpty ? nil : CaseEvent(time: text, document: document, label: declared.label)
    }
  }
}
