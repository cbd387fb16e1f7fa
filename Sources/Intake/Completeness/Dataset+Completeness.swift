import Entities
import Tables
import Values

// What the program knows of the deliveries themselves becomes records like any others, so that rules
// can be declared for them: a missing export is found by a rule and not by the program.

extension Dataset {
  /// The entity whose records are the exports, and the one whose records are totals stated of them.
  static let exportEntity = "export"
  static let controlTotalEntity = "control total"

  /// Adds the records of both entities, as far as the model declares them.
  mutating func addCompleteness(_ files: [ExportFile], terms: DeliveryTerms?) {
    if let entity = model.entity(named: Dataset.controlTotalEntity) {
      let read = self
      tables[entity] = controlTotals(entity, stating: tables[entity]) { field, export in
        read.sum(of: field, in: export)
      }
    }
    if let entity = model.entity(named: Dataset.exportEntity) {
      tables[entity] = exportTable(model.entities[entity], files, terms, repeatedDocuments)
    }
  }

  func exportTable(
    _ entity: Entity, _ files: [ExportFile], _ terms: DeliveryTerms?,
    _ repeats: [Int: RepeatedDocuments]
  ) -> Table {
    var table = EntityTable(entity)
    var counted: Set<String> = []
    for (number, file) in files.enumerated() {
      let export = exports[number]
      var values = values(of: export.source, terms)
      values["id"] = .text(export.file)
      values["file"] = .text(export.file)
      values["present"] = .boolean(true)
      values["delivered"] = .init(file.delivered)
      // Once for each source, or every one of its files would be a finding.
      if let expected = export.source.fileCount, counted.insert(export.source.id).inserted {
        let found = exports.count { $0.source.id == export.source.id }
        values["files expected"] = .count(expected)
        values["files found"] = .count(found)
      }
      values["records"] = .count(export.recordCounts.reduce(0, +))
      values["rejected records"] = .count(
        unreadables.count { $0.position.export == number && $0.extent == .record })
      values["copy of"] = .init(export.copyOf.map { exports[$0].file })
      values["documents"] = .count(export.recordCounts[0])
      values["repeated documents"] = .count(repeats[number]?.count ?? 0)
      values["repeated file"] = .init(repeats[number].map { exports[$0.first].file })
      table.add(values, at: Position(export: number, record: 0, line: 1, byte: 0))
    }
    for (number, source) in missingSources.enumerated() where !source.isOptional {
      var values = values(of: source, terms)
      values["id"] = .text(source.id)
      values["present"] = .boolean(false)
      table.add(
        values, at: Position(export: exports.count + number, record: 0, line: 0, byte: 0))
    }
    return table.finished
  }

  private func values(
    of source: Source, _ terms: DeliveryTerms?
  ) -> [String: EntityTable.Value] {
    [
      "source": .text(source.id), "title": .text(source.title),
      "due": .init(terms.flatMap { terms in source.due.map { terms.date(of: $0) } }),
      "as of": .init(terms?.asOf),
    ]
  }
}
