import Diagnostics
package import Entities
package import Formats
package import Tables
import Values

/// One export, read: what goes into the dataset.
package struct ExportReading: Sendable {
  package var export: Export
  /// A table for each stream of the source; none when nothing could be read.
  package var tables: [Table]
  /// The same on disk, where records are not kept in memory.
  var parts: [SpilledPart] = []
  package var unreadables: [Unreadable]
}

extension ExportFile {
  /// Reads an export for itself, without a digest of it.
  ///
  /// - Parameter upTo: how many of its bytes are read; nil for all.
  package func read(model: Model, upTo: Int?) -> ExportReading {
    read(number: 0, digest: FileDigest(), model: model, upTo: upTo)
  }

  /// Reads the records that begin at some bytes; their numbers and lines are not known.
  ///
  /// - Precondition: the source can be recalled and says the encoding.
  func read(at places: [Int], model: Model) -> ExportReading {
    read(number: 0, digest: FileDigest(), model: model, at: places)
  }

  /// Reads the export that is number `number` of the run.
  ///
  /// - Parameters:
  ///   - digest: that of its bytes, or nil to make one of them as they are read.
  ///   - kept: the fields that are kept; nil for all.
  ///   - spilling: where the records go; nil when they stay in memory.
  ///   - sharing: what is done together with those that read other files meanwhile.
  func read(
    number: Int, digest: FileDigest?, model: Model, upTo: Int? = nil,
    keeping kept: KeptFields? = nil, spilling: Spilling? = nil,
    sharing: SharedReading = SharedReading(), at places: [Int]? = nil
  ) -> ExportReading {
    // There is no use in reading what cannot be written.
    if spilling?.folder.fault != nil { return unread(digest ?? FileDigest(), []) }
    var kept = kept
    var source = source
    var unreadables: [Unreadable] = []
    while true {
      do {
        let reading = try read(
          as: source, number: number, digest: digest, model: model, upTo: upTo,
          carrying: unreadables, keeping: kept, spilling: spilling, sharing, at: places)
        if let reading { return reading }
        kept = nil
      } catch {
        let lacking = source.dropFields(thatAreMissingBy: error, number, file: name)
        unreadables.append(contentsOf: lacking.unreadables)
        if !lacking.canGoOn { return unread(digest ?? FileDigest(ofFile: path), unreadables) }
      }
    }
  }

  /// - Returns: nil when all fields have to be kept.
  private func read(
    as source: Source, number exportNumber: Int, digest: FileDigest?, model: Model,
    upTo: Int?, carrying earlier: [Unreadable], keeping kept: KeptFields?, spilling: Spilling?,
    _ sharing: SharedReading, at places: [Int]?
  ) throws(FormatError) -> ExportReading? {
    let byteCount = digest?.byteCount ?? fileSize(path)
    let openStreams = {
      source.streams.indices.map {
        StreamTyping(
          source, stream: $0, export: exportNumber, model: model, keeping: kept,
          spilling: spilling, byteCount: byteCount, sharing.typing)
      }
    }
    var streams = openStreams()
    defer { for stream in streams { stream.close() } }
    let feed = digest == nil ? sharing.digesting.open() : nil
    defer { _ = feed?.close() }
    let witness = feed.map { feed in
      ReadingWitness(
        onBytes: { feed.offer(UnsafeRawBufferPointer($0)) },
        onMove: { leavesLast in feed.settle(leaving: leavesLast ? 1 : 0) },
        isAtWork: { feed.isAtWork },
        onRestart: {
          feed.restart()
          for stream in streams { stream.close() }
          streams = openStreams()
        })
    }
    let take = { (batch: RecordBatch) in streams[batch.stream].append(batch) }
    let summary =
      if let places {
        try readRecords(ofFile: path, layout: source.layout, at: places, onBatch: take)
      } else {
        try readRecords(
          ofFile: path, layout: source.layout, upTo: upTo, witness: witness, onBatch: take)
      }
    if kept != nil,
      streams.contains(where: \.lacksTexts) || !source.canBeRecalled(from: summary.encoding)
    {
      return nil
    }
    // An export without records says nothing of its fields.
    let absentFields = streams.indices.map { number in
      summary.recordCounts[number] > 0 && number < summary.absentFields.count
        ? summary.absentFields[number] : []
    }
    let counts = streams.map(\.rowCount)
    let records = records(of: &streams, absent: absentFields, model, spilling)
    var unreadables = earlier + streams.flatMap(\.unreadables)
    unreadables += summary.rejects.map { Unreadable($0, extent: .record, export: exportNumber) }
    if let fault = summary.fault {
      unreadables.append(Unreadable(fault, extent: .file, export: exportNumber))
    }
    for (number, absent) in absentFields.enumerated() {
      let stream = source.streams[number]
      for field in stream.fields where field.isAbsent(among: absent) && !field.isOptional {
        let start = Position(export: exportNumber, record: 0, line: 0, byte: 0)
        unreadables.append(
          Unreadable(missing: field, entity: stream.entity, at: start, header: []))
      }
    }
    let stated = streams[0].stated
    let totals = zip(stated, records.sums(of: stated)).compactMap { total, sum in
      sum.map {
        StatedTotal(
          file: name, field: total.field, stated: total.value, computed: $0, line: total.line)
      }
    }
    // A file that was not read to its end is read for its digest alone.
    let seen = witness.flatMap {
      $0.byteCount == byteCount ? FileDigest(feed!.close(), byteCount: byteCount) : nil
    }
    var export = Export(self, digest: digest ?? seen ?? FileDigest(ofFile: path))
    export.encoding = summary.encoding.rawValue
    export.encodingReason = summary.encodingReason
    export.delimiter = summary.delimiter
    export.byteCount = summary.byteCount
    export.recordCounts = counts
    export.controlTotals = totals
    export.unusedFields = summary.unusedFields
    export.setAside = SetAside(
      repeatedHeaders: summary.repeatedHeaders, blankRows: streams[0].blankCount,
      notes: streams[0].noteCount)
    return ExportReading(
      export: export, tables: records.tables, parts: records.parts,
      unreadables: unreadables.sorted { $0.position < $1.position })
  }

  /// The records of all streams, with the fields that the export may lack and does.
  private func records(
    of streams: inout [StreamTyping], absent: [[String]], _ model: Model, _ spilling: Spilling?
  ) -> StreamRecords {
    var records = StreamRecords()
    for number in streams.indices {
      guard let spilling else {
        records.tables.append(streams[number].finished(absent: absent[number]))
        continue
      }
      do throws(SpillFault) {
        records.parts.append(try streams[number].finishedPart(absent: absent[number]))
      } catch {
        spilling.folder.note(error)
        return StreamRecords()
      }
    }
    records.addEmpty(source.streams[0], of: model)
    return records
  }

  /// An export of which nothing could be read.
  private func unread(_ digest: FileDigest, _ unreadables: [Unreadable]) -> ExportReading {
    ExportReading(
      export: Export(self, digest: digest), tables: [],
      unreadables: unreadables)
  }
}

extension Source {
  /// Takes out the fields that an export lacks, so that its other columns can be read.
  ///
  /// - Returns: what is to be told of it, and whether reading can go on without them.
  fileprivate mutating func dropFields(
    thatAreMissingBy error: FormatError, _ export: Int, file: String
  ) -> (unreadables: [Unreadable], canGoOn: Bool) {
    let diagnostic = error.diagnostic(file: file)
    let start = Position(export: export, record: 0, line: diagnostic.place?.line ?? 0, byte: 0)
    let fault = Unreadable(
      extent: .file, code: diagnostic.code, position: start, message: diagnostic.message,
      help: diagnostic.help)
    guard case .missingFields(let names, let header, _) = error else { return ([fault], false) }
    let missing = streams[0].dropColumns(names)
    totals?.columns.removeAll(where: names.contains)
    if totals?.columns.isEmpty == true { totals = nil }
    if let by = fillDown?.by, missing.contains(where: { $0.field == by }) { fillDown = nil }
    if streams[0].fields.isEmpty { return ([fault], false) }
    let entity = streams[0].entity
    return (
      missing.filter { !$0.isOptional }
        .map { Unreadable(missing: $0, entity: entity, at: start, header: header) }, true
    )
  }
}

extension SourceStream {
  /// Takes out some columns: a field of which no alternative is left goes with them.
  ///
  /// - Returns: those fields.
  fileprivate mutating func dropColumns(_ names: [String]) -> [SourceField] {
    var missing: [SourceField] = []
    fields = fields.compactMap { field in
      var left = field
      left.alternatives.removeAll { $0.contains { names.contains($0) } }
      if left.alternatives.isEmpty { missing.append(field) }
      return left.alternatives.isEmpty ? nil : left
    }
    return missing
  }
}

extension Unreadable {
  package init(_ reject: FormatReject, extent: Extent, export: Int) {
    self.init(
      extent: extent, code: reject.code,
      position: Position(
        export: export, record: reject.position.record, line: reject.line, byte: reject.byte),
      column: reject.column, message: reject.message, originalText: reject.originalText)
  }

  /// A field that the source declares and the export lacks: the column is unknown, the rest is read.
  fileprivate init(missing field: SourceField, entity: Int, at start: Position, header: [String]) {
    self.init(
      extent: .file, code: "unknown-column", position: start, entity: entity, column: field.from,
      message: "the export has no '\(field.from)', which \(field.place) declares",
      help: (Suggestion.help(for: field.from, among: header).map { "\($0) " } ?? "")
        + "correct the name there, or mark the field with \"optional\": true")
  }
}
