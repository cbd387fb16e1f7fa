package import Entities
import Synchronization
import Tables
import Values

extension Dataset {
  /// Reads the exports that a folder holds; see ``reading(_:model:threads:)``.
  ///
  /// - Parameters:
  ///   - terms: what is expected of the deliveries of the period.
  ///   - kept: the fields that are kept, where single records can be read again; nil for all.
  package static func reading(
    _ files: FileMatching, model: Model, terms: DeliveryTerms?, keeping kept: KeptFields? = nil,
    threads: Int
  ) -> Dataset {
    var dataset = readingTables(files.exports, model: model, keeping: kept, threads: threads)
    dataset.note(files)
    dataset.addCompleteness(files.exports, terms: terms)
    return dataset
  }

  /// Reads exports and puts the records of each entity into one table.
  ///
  /// Nothing in a file stops the reading: what cannot be read stands among ``unreadables``. A file with
  /// the bytes of an earlier one of its source is not read again: its records are there already.
  ///
  /// - Parameters:
  ///   - files: the exports; a row's position names its file by its number in this list.
  ///   - threads: how many files are read at once; the result does not depend on it.
  package static func reading(_ files: [ExportFile], model: Model, threads: Int) -> Dataset {
    var dataset = readingTables(files, model: model, keeping: nil, threads: threads)
    dataset.addCompleteness(files, terms: nil)
    return dataset
  }

  private static func readingTables(
    _ files: [ExportFile], model: Model, keeping kept: KeptFields?, threads: Int
  ) -> Dataset {
    let readings = readings(
      of: files, model: model, keeping: kept, spilling: nil, threads: threads)
    var parts = [[(table: Table, stream: SourceStream)]](
      repeating: [], count: model.entities.count)
    for (file, reading) in zip(files, readings) {
      for (stream, table) in zip(file.source.streams, reading.tables) {
        parts[stream.entity].append((table, stream))
      }
    }
    let tables = parts.indices.map { entity in
      parts[entity].isEmpty ? nil : Table.joined(parts[entity], of: model.entities[entity])
    }
    return Dataset(model: model, readings, tables: tables)
  }

  /// Reads exports, each for itself.
  ///
  /// - Parameter spilling: where the records go; nil when they stay in memory.
  static func readings(
    of files: [ExportFile], model: Model, keeping kept: KeptFields?, spilling: Spilling?,
    threads: Int
  ) -> [ExportReading] {
    let order = ReadingOrder(files)
    let kept = kept.map { $0.keepingTotals(statedBy: files, of: model) }
    let digests = Workers.map(largestFirst: order.sizes, threads: threads) { number in
      order.mayRepeat(number) ? FileDigest(ofFile: files[number].path) : nil
    }
    let originals = originals(of: files, digests)
    let sharing = SharedReading()
    let unread = Atomic<Int>(files.count)
    // Who has no file left to read, the largest of which are begun first, helps the others.
    let helperCount = files.isEmpty ? 0 : max(0, threads - 1)
    let sizes = order.sizes.map { $0 + 1 } + [Int](repeating: 0, count: helperCount)
    let readings = Workers.map(largestFirst: sizes, threads: threads) { number -> ExportReading? in
      guard number < files.count else {
        sharing.help { unread.load(ordering: .acquiring) > 0 }
        return nil
      }
      defer { unread.subtract(1, ordering: .releasing) }
      if let original = originals[number] {
        return ExportReading(copyOf: original, files[number], digests[number]!)
      }
      return files[number].read(
        number: number, digest: digests[number], model: model,
        keeping: order.canBeRecalled(number) ? kept : nil, spilling: spilling, sharing: sharing
      )
    }
    return readings.compactMap { $0 }
  }

  /// What exports bring, each of which was read for itself.
  init(model: Model, _ readings: [ExportReading], tables: [Table?]) {
    var exports = readings.map(\.export)
    for number in exports.indices {
      guard let original = exports[number].copyOf else { continue }
      exports[number].encoding = exports[original].encoding
    }
    self.init(
      model: model, exports: exports, tables: tables,
      unreadables: readings.flatMap(\.unreadables))
  }

  /// Notes which files are no exports, and which exports are no files.
  mutating func note(_ files: FileMatching) {
    unrecognisedFiles = files.unrecognisedFiles
    missingSources = files.missingSources
  }

  /// For each file the first one before it that has the same bytes and is read as the same, or nil.
  private static func originals(of files: [ExportFile], _ digests: [FileDigest?]) -> [Int?] {
    var first: [String: [FileDigest: Int]] = [:]
    return files.indices.map { number in
      guard let digest = digests[number], digest.byteCount > 0 else { return nil }
      let source = files[number].source.id
      if let original = first[source]?[digest] { return original }
      first[source, default: [:]][digest] = number
      return nil
    }
  }
}

extension KeptFields {
  /// The same, and what control files state and sum, where there are any.
  fileprivate func keepingTotals(statedBy files: [ExportFile], of model: Model) -> KeptFields {
    guard let entity = model.entity(named: Dataset.controlTotalEntity),
      files.contains(where: { $0.source.streams.contains { $0.entity == entity } })
    else { return self }
    var kept = self
    kept.keepTotals(statedBy: entity, of: model)
    return kept
  }
}

extension ExportReading {
  /// A file that repeats another: nothing is read from it.
  fileprivate init(copyOf original: Int, _ file: ExportFile, _ digest: FileDigest) {
    export = Export(file, digest: digest)
    export.copyOf = original
    tables = []
    unreadables = []
  }
}

extension SourceStream {
  /// What is known of a field that an export lacks and another brings.
  func state(ofLacking field: Int) -> CellState {
    fields.first { $0.field == field }?.isOptional == true ? .empty : .unreadable
  }
}

extension Table {
  /// The tables of an entity's exports, one behind the other.
  ///
  /// A field that one export brings and another lacks is unknown in the other, not empty, unless its
  /// source says that it may be absent.
  fileprivate static func joined(
    _ parts: [(table: Table, stream: SourceStream)], of entity: Entity
  ) -> Table {
    var tables = parts.map(\.table)
    for field in entity.fields.indices where tables.contains(where: { $0.columns[field] != nil }) {
      for number in tables.indices where tables[number].columns[field] == nil {
        tables[number].add(field, parts[number].stream.state(ofLacking: field), of: entity)
      }
    }
    return Table.joined(tables, kinds: entity.fields.map(\.columnKind))
  }
}
