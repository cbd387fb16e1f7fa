package import Entities
package import Tables
package import Values

/// A period's exports, read; their records on disk.
package struct SpilledDataset: Sendable {
  package var model: Model
  package var exports: [Export]
  /// For each entity of the model its records, or nil when no export brings them.
  package var tables: [SpilledTable?]
  package var unreadables: [Unreadable]
  package var unrecognisedFiles: [String]
  package var missingSources: [Source]

  /// What is told of the exports, with tables of no rows.
  package var outline: Dataset {
    Dataset(
      model: model, exports: exports, tables: tables.map { $0?.withoutRows },
      unreadables: unreadables, unrecognisedFiles: unrecognisedFiles,
      missingSources: missingSources)
  }

  /// A dataset of some records with the fields that are kept. What could not be read is left to the ``outline``.
  ///
  /// - Parameter rows: for each entity which; nil for none.
  package func dataset(
    _ rows: [RowSelection?], keeping fields: KeptFields, threads: Int
  ) throws(SpillFault) -> Dataset {
    var dataset = outline
    dataset.unreadables = []
    for (entity, table) in tables.enumerated() {
      guard let table, let rows = rows[entity] else { continue }
      let kept = model.entities[entity].fields.indices.filter { fields.keeps($0, of: entity) }
      dataset.tables[entity] = try table.table(rows, fields: Set(kept), threads: threads)
    }
    return dataset
  }

  /// Puts pseudonyms in the place of values on persons, as ``Dataset/mask(by:)`` does.
  package mutating func mask(by pseudonyms: Pseudonyms) {
    var told = outline
    told.mask(by: pseudonyms)
    exports = told.exports
    unreadables = told.unreadables
  }
}

extension SpilledDataset {
  /// A dataset whose records stay in memory and are divided all the same.
  package init(_ dataset: Dataset) {
    self.init(
      model: dataset.model, exports: dataset.exports,
      tables: dataset.tables.map { $0.map { SpilledTable($0) } },
      unreadables: dataset.unreadables, unrecognisedFiles: dataset.unrecognisedFiles,
      missingSources: dataset.missingSources)
  }
}
