package import Entities
import Glibc
import Tables
import Values

extension Dataset {
  /// Reads the exports that a folder holds; see ``reading(_:model:threads:)``.
  package static func reading(_ files: FileMatching, model: Model, threads: Int) -> Dataset {
    var dataset = reading(files.exports, model: model, threads: threads)
    dataset.unrecognisedFiles = files.unrecognisedFiles
    dataset.missingSources = files.missingSources
    return dataset
  }

  /// Reads exports and puts the records of each entity into one table.
  ///
  /// Nothing in a file stops the reading: what cannot be read stands among ``unreadables``.
  ///
  /// - Parameters:
  ///   - files: the exports; a row's position names its file by its number in this list.
  ///   - threads: how many files are read at once; the result does not depend on it.
  package static func reading(_ files: [ExportFile], model: Model, threads: Int) -> Dataset {
    let readings = Workers.map(count: files.count, threads: threads) { number in
      var reading = files[number].read(number: number, model: model)
      let digest = digest(ofFile: files[number].path)
      reading.export.sha256 = digest?.sha256 ?? ""
      reading.export.byteCount = digest?.byteCount ?? 0
      return reading
    }
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
    return Dataset(
      model: model, exports: readings.map(\.export), tables: tables,
      unreadables: readings.flatMap(\.unreadables))
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
        let declared = parts[number].stream.fields.first { $0.field == field }
        var builder = ColumnBuilder(kind: entity.fields[field].columnKind)
        for _ in 0..<tables[number].rowCount {
          builder.appendMissing(declared?.isOptional == true ? .empty : .unreadable)
        }
        tables[number].columns[field] = builder.finished()
      }
    }
    return Table.joined(tables, kinds: entity.fields.map(\.columnKind))
  }
}

/// The SHA-256 of a file's bytes in hexadecimal and their number, or nil when it cannot be read.
private func digest(ofFile path: String) -> (sha256: String, byteCount: Int)? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var hash = SHA256()
  var byteCount = 0
  return withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 64) { buffer in
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress!, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { return nil }
      if count == 0 { return (SHA256.hexText(hash.finalize()), byteCount) }
      hash.update(UnsafeRawBufferPointer(start: buffer.baseAddress, count: count))
      byteCount += count
    }
  }
}
