package import Entities
package import Tables
import Values

extension SpilledDataset {
  /// Reads the exports that a folder holds and writes their records to disk; see
  /// ``Dataset/reading(_:model:terms:keeping:threads:)``.
  ///
  /// - Parameter byteCount: the memory that there is.
  package static func reading(
    _ files: FileMatching, model: Model, terms: DeliveryTerms?, keeping kept: KeptFields?,
    into folder: SpillFolder, within byteCount: Int = .max, threads: Int
  ) throws(SpillFault) -> SpilledDataset {
    try reading(
      files, model: model, terms: terms, keeping: kept,
      spilling: Spilling(folder: folder).fitting(byteCount, threads: threads), threads: threads)
  }

  static func reading(
    _ files: FileMatching, model: Model, terms: DeliveryTerms?, keeping kept: KeptFields?,
    spilling: Spilling, threads: Int
  ) throws(SpillFault) -> SpilledDataset {
    let readings = Dataset.readings(
      of: files.exports, model: model, keeping: kept, spilling: spilling, threads: threads)
    if let fault = spilling.folder.fault { throw fault }
    var outline = Dataset(
      model: model, readings, tables: [Table?](repeating: nil, count: model.entities.count))
    outline.note(files)
    var dataset = SpilledDataset(
      outline, tables: try tables(readings, files.exports, of: model, in: spilling.folder))
    try dataset.addCompleteness(files.exports, terms, in: spilling.folder, threads: threads)
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
    _ files: [ExportFile], _ terms: DeliveryTerms?, in folder: SpillFolder, threads: Int
  ) throws(SpillFault) {
    var outline = outline
    if let entity = model.entity(named: Dataset.controlTotalEntity) {
      let all = Set(model.entities[entity].fields.indices)
      let stated = try tables[entity]?.table(.all, fields: all, threads: threads)
      let read = self
      tables[entity] = SpilledTable(
        outline.controlTotals(entity, stating: stated) { field, export in
          read.sum(of: field, in: export, folder)
        })
      exports = outline.exports
    }
    if let entity = model.entity(named: Dataset.exportEntity) {
      var repeats: [Int: RepeatedDocuments] = [:]
      for entity in tables.indices where outline.hasSeveralExports(entity) {
        guard let table = tables[entity] else { continue }
        let search = SpilledRepeats(
          entity: entity, key: model.entities[entity].key, table: table,
          exports: table.exports, threads: threads)
        try search.note(&repeats)
      }
      tables[entity] = SpilledTable(
        outline.exportTable(model.entities[entity], files, terms, repeats))
    }
  }

  /// The sum of a field of an export's records; zero when it is too large for any number. A fault is left to who asks
  /// the folder for it.
  private func sum(of field: Int, in export: Int, _ folder: SpillFolder) -> Decimal128 {
    var sum: Decimal128? = .zero
    do throws(SpillFault) {
      let entity = exports[export].source.streams[0].entity
      try tables[entity]?.forEachPart(of: field, export: export) { column in
        sum = sum.flatMap { column.sum(from: $0) }
      }
    } catch {
      folder.note(error)
    }
    return sum ?? .zero
  }

  /// For each entity what all exports bring of it, in the order of the exports.
  private static func tables(
    _ readings: [ExportReading], _ files: [ExportFile], of model: Model, in folder: SpillFolder
  ) throws(SpillFault) -> [SpilledTable?] {
    var parts = [[(part: SpilledPart, stream: SourceStream)]](
      repeating: [], count: model.entities.count)
    for (file, reading) in zip(files, readings) {
      for (stream, part) in zip(file.source.streams, reading.parts) {
        parts[stream.entity].append((part, stream))
      }
    }
    return try parts.indices.map { (entity) throws(SpillFault) -> SpilledTable? in
      parts[entity].isEmpty
        ? nil : try SpilledTable(parts[entity], of: model.entities[entity], in: folder)
    }
  }
}

extension SpilledTable {
  /// The records of an entity's exports, one behind the other; see ``Table/joined(_:of:)``.
  fileprivate init(
    _ parts: [(part: SpilledPart, stream: SourceStream)], of entity: Entity,
    in folder: SpillFolder
  ) throws(SpillFault) {
    var complete = parts.map(\.part)
    for field in entity.fields.indices where complete.contains(where: { $0.fields[field] }) {
      for number in complete.indices where !complete[number].fields[field] {
        complete[number].add(field, parts[number].stream.state(ofLacking: field))
      }
    }
    try self.init(complete, kinds: entity.fields.map(\.columnKind), in: folder)
  }
}
