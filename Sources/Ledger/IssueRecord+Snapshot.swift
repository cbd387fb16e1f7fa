import Values

/// A record as the bytes of a snapshot.
extension IssueRecord {
  func write(to writer: inout PackedWriter) {
    var members = LineMembers()
    facts.write(to: &members)
    writer.add(members.text)
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
      writer.add(LedgerEntry.acted(acted.action).lineText)
    }
  }

  /// - Precondition: ``write(to:)`` wrote it.
  init(id: String, _ reader: inout PackedReader) {
    guard let members = LineMembers(reading: Array(reader.text().utf8)[...]),
      let facts = IssueFacts(members)
    else { preconditionFailure("a snapshot holds facts as they were written") }
    self.init(id: id, facts: facts)
    for _ in 0..<reader.number(UInt32.self) {
      let period = reader.period()
      let status = Issue.Status.allCases[Int(reader.number(UInt8.self))]
      let (due, asOf) = (reader.day(), reader.day())
      let isWaived = reader.number(UInt8.self) == 1
      let until = reader.day()
      add(
        Sighting(
          issueID: id, period: period, status: status, due: due,
          waivedUntil: isWaived ? until : nil, facts: nil), asOf: asOf,
        entry: Int(reader.number(UInt64.self)))
    }
    for _ in 0..<reader.number(UInt32.self) {
      let period = reader.period()
      addGone(period, entry: Int(reader.number(UInt64.self)))
    }
    for _ in 0..<reader.number(UInt32.self) {
      let entry = Int(reader.number(UInt64.self))
      guard case .acted(let action)? = LedgerEntry(lineText: reader.text()) else {
        preconditionFailure("a snapshot holds actions as they were written")
      }
      add(action, entry: entry)
    }
  }
}

extension LedgerEntry {
  /// The entry as the members of a line.
  var lineText: String {
    var members = LineMembers()
    write(to: &members)
    return members.text
  }

  init?(lineText: String) {
    guard let members = LineMembers(reading: Array(lineText.utf8)[...]) else { return nil }
    self.init(members)
  }
}
