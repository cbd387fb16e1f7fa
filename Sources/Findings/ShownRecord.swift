import Entities
import Intake
import Relations
import Rules
import Tables
import Values

/// What a record says in each of its fields, as a reader may be shown it.
struct ShownRecord: Sendable {
  /// By the number of the field; empty where it says nothing.
  var texts: [String]
  /// The same with the labels of words.
  var values: [LocalizedText]

  /// The records that documents are. A document that two records could be is the first of them; one that is not in the
  /// exports is left out.
  static func all(
    of documents: Set<Document>, in cases: PartedCases
  ) throws(SpillFault) -> [Document: ShownRecord] {
    let places = try places(of: documents, in: cases)
    let model = cases.outline.cases.model
    let wanted = Dictionary(grouping: places.keys, by: \.entity)
      .map { (entity: model.entity(named: $0)!, documents: $1) }
      .sorted { $0.entity < $1.entity }
    let views = wanted.map { entity, documents in
      CaseView(
        of: entity, .only(documents.map { Int32(places[$0]!) }.sorted()),
        fields: Array(model.entities[entity].fields.indices))
    }
    var records: [Document: ShownRecord] = [:]
    try cases.forEachPart(of: views) { part, numbers in
      for (entity, documents) in numbers.map({ wanted[$0] }) {
        let rows = documents.compactMap { document in
          part.row(ofWhole: places[document]!, of: entity).map { (document, $0) }
        }
        let source = part.source.recalling([entity: Set(rows.map(\.1))])
        for (document, row) in rows { records[document] = ShownRecord(row, of: entity, in: source) }
      }
    }
    return records
  }

  private init(_ row: Int, of entity: Int, in source: CaseSource) {
    let fields = source.cases.model.entities[entity].fields.indices
    texts = fields.map { source.shownText($0, of: entity, row: row) }
    values = fields.map { source.shownValue($0, of: entity, row: row) }
  }

  /// The rows of the whole at which documents stand.
  private static func places(
    of documents: Set<Document>, in cases: PartedCases
  ) throws(SpillFault) -> [Document: Int] {
    let model = cases.outline.cases.model
    var wanted: [(entity: Int, documents: Set<Document>, lines: Set<Int>)] = []
    for (name, documents) in Dictionary(grouping: documents, by: \.entity) {
      guard let entity = model.entity(named: name),
        cases.outline.cases.dataset.tables[entity] != nil
      else { continue }
      wanted.append((entity, Set(documents), Set(documents.map(\.line))))
    }
    var places: [Document: Int] = [:]
    try cases.forEachPart(of: wanted.map { CaseView(of: $0.entity, .records) }) { part, views in
      for (entity, documents, lines) in views.map({ wanted[$0] }) {
        let table = part.source.cases.dataset.tables[entity]!
        for row in table.positions.rows(in: part.subjects(of: entity), onLines: lines) {
          let document = part.source.document(
            row, of: entity, key: part.source.shownKey(of: row, entity: entity))
          guard documents.contains(document) else { continue }
          let place = part.wholeRow(row, of: entity)
          if places[document].map({ place < $0 }) ?? true { places[document] = place }
        }
      }
    }
    return places
  }
}
