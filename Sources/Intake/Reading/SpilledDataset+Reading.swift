package import Entities
package import Tables
import Values

extension SpilledDataset {
  /// Reads the exports that a folder holds and writes their records to disk; see
  /// ``Dataset/reading(_:model:terms:keeping:threads:)``.
  package static func reading(
    _ files: FileMatching, model: Model, terms: DeliveryTerms?, keeping kept: KeptFields?,
    into folder: SpillFolder, threads: Int
  ) throws(SpillFault) -> SpilledDataset {
    try reading(
      files, model: model, terms: terms, keeping: kept, spilling: Spilling(folder: folder),
      threads: threads)
  }

  static func reading(
    _ files: FileMatching, model: Model, terms: DeliveryTerms?, keeping kept: KeptFields?,
    spilling: Spilling, threads: Int
  ) throws(SpillFault) -> SpilledDataset {
    let readings = Dataset.readings(
      of: files.exports, model: model, keeping: kept, spilling: spilling, threads: threads)
    if let fault = spilling.folder.fault { throw fault }
    let parts = EntityParts(readings, files.exports, of: model)
    var outline = Dataset(
      model: model, readings, tables: [Table?](repeating: nil, count: model.entities.count))
    outline.note(files)
    var dataset = SpilledDataset(
      outline, tables: parts.tables(of: model, in: spilling.folder))
    try dataset.addCompleteness(files.exports, terms, parts, threads: threads)
    if let fault = spilling.folder.fault { throw fault }
    return dataset
  }

  private init(_ outline: Dataset, tables: [SpilledTable?]) {
    self.init(
      model: outline.model, exports: outline.exports, tables: tables,
      unreadables: outline.unreadables, unrecognisedFiles: outline.unrecognisedFiles,
      missingSources: outline.missingSources)
  }

  /// Adds the records of exports and of control totals; see ``Dataset/addCompleteness(_:terms:)``.
  private mutating func addCompleteness(
    _ files: [ExportFile], _ terms: DeliveryTerms?, _ parts: EntityParts, threads: Int
  ) throws(SpillFault) {
    var outline = outline
    if let entity = model.entity(named: Dataset.controlTotalEntity) {
      let all = Set(model.entities[entity].fields.indices)
      let stated = try tables[entity]?.table(.all, fields: all, threads: threads)
      let read = exports
      tables[entity] = SpilledTable(
        outline.controlTotals(entity, stating: stated) { field, export in
          parts.sum(of: field, in: export, entity: read[export].source.streams[0].entity)
        })
      exports = outline.exports
    }
    if let entity = model.entity(named: Dataset.exportEntity) {
      var repeats: [Int: RepeatedDocuments] = [:]
      for entity in tables.indices where outline.hasSeveralExports(entity) {
        guard let table = tables[entity] else { continue }
        let search = SpilledRepeats(
          entity: entity, key: model.entities[entity].key, table: table,
          exports: parts.ends(of: entity), threads: threads)
        try search.note(&repeats)
      }
      tables[entity] = SpilledTable(
        outline.exportTable(model.entities[entity], files, terms, repeats))
    }
  }
}

/// For each entity what every export brings of it, in the order of the exports.
private struct EntityParts {
  private var parts: [[SpilledPart]]

  init(_ readings: [ExportReading], _ files: [ExportFile], of model: Model) {
    var streams = [[SourceStream]](repeating: [], count: model.entities.count)
    parts = streams.map { _ in [] }
    for (file, reading) in zip(files, readings) {
      for (stream, part) in zip(file.source.streams, reading.parts) {
        parts[stream.entity].append(part)
        streams[stream.entity].append(stream)
      }
    }
    for entity in parts.indices {
      for field in model.entities[entity].fields.indices
      where parts[entity].contains(where: { $0.fields[field] }) {
        for number in parts[entity].indices where !parts[entity][number].fields[field] {
          parts[entity][number].add(field, streams[entity][number].state(ofLacking: field))
        }
      }
    }
  }

  func tables(of model: Model, in folder: SpillFolder) -> [SpilledTable?] {
    zip(parts, model.entities).map { parts, entity in
      parts.isEmpty
        ? nil : SpilledTable(parts, kinds: entity.fields.map(\.columnKind), in: folder)
    }
  }

  /// The sum of a field of an export's records; zero when it is too large for any number.
  func sum(of field: Int, in export: Int, entity: Int) -> Decimal128 {
    parts[entity].filter { $0.export == export }
      .reduce(Decimal128.zero as Decimal128?) { $1.sum(of: field, from: $0) } ?? .zero
  }

  /// For each part of an entity's records its export and the first row behind it.
  func ends(of entity: Int) -> [(number: Int, end: Int)] {
    var end = 0
    return parts[entity].map { part in
      end += part.rowCount
      return (part.export, end)
    }
  }
}
