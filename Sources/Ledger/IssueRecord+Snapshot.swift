import Findings
import Values

/// A record as the bytes of a snapshot.
extension IssueRecord {
  func write(to writer: inout PackedWriter) {
    writer.add(written.members)
    writer.add(UInt32(sightings.count))
    for seen in sightings {
      writer.add(seen.period)
      writer.add(UInt8(Issue.Status.allCases.firstIndex(of: seen.status)!))
      writer.add(seen.due)
      writer.add(seen.asOf)
      writer.add(UInt8(seen.waivedUntil == nil ? 0 : 1))
      writer.add(seen.waivedUntil ?? seen.due)
      writer.add(UInt64(seen.entry))
    }
    writer.add(UInt32(gone.count))
    for gone in gone {
      writer.add(gone.period)
      writer.add(UInt64(gone.entry))
    }
    writer.add(UInt32(actions.count))
    for acted in actions {
      writer.add(UInt64(acted.entry))
      writer.add(LedgerEntry.acted(acted.action).written)
    }
  }

  /// - Precondition: ``write(to:)`` wrote it.
  init(_ key: FindingID, _ reader: inout PackedReader) {
    let facts = WrittenFacts(members: reader.bytes())
    let sightings = (0..<reader.number(UInt32.self)).map { _ in Seen(&reader) }
    let gone = (0..<reader.number(UInt32.self)).map { _ in
      Gone(period: reader.period(), entry: Int(reader.number(UInt64.self)))
    }
    let actions = (0..<reader.number(UInt32.self)).map { _ in
      let entry = Int(reader.number(UInt64.self))
      guard case .acted(let action)? = LedgerEntry(written: reader.bytes()) else {
        preconditionFailure("a snapshot holds actions as they were written")
      }
      return Acted(action: action, entry: entry)
    }
    self.init(key, facts, sightings: sightings, gone: gone, actions: actions)
  }
}

extension IssueRecord.Seen {
  fileprivate init(_ reader: inout PackedReader) {
    let period = reader.period()
    let status = Issue.Status.allCases[Int(reader.number(UInt8.self))]
    let (due, asOf) = (reader.day(), reader.day())
    let isWaived = reader.number(UInt8.self) == 1
    let until = reader.day()
    self.init(
      period: period, status: status, due: due, waivedUntil: isWaived ? until : nil, asOf: asOf,
      entry: Int(reader.number(UInt64.self)))
  }
}

extension LedgerEntry {
  /// The entry as the members of a line.
  var written: [UInt8] {
    var writer = LineWriter()
    return writer.members { write(to: &$0) }
  }

  init?(written: [UInt8]) {
    guard let members = LineMembers(written) else { return nil }
    self.init(members)
  }
}
