import Values

/// One entry as a line of the ledger's file, chained to the line before by that one's seal.
struct LedgerLine {
  var number: Int
  /// The number of the last line that was written together with this one.
  var through: Int
  /// The seal of the line before; 64 zeros for the first.
  var previous: String
  var entry: LedgerEntry
  /// The digest of all that stands before it in the line, the seal of the line before included: a change is seen
  /// in the line itself, and that a line was put in or taken out in the next.
  let seal: String

  static let start = String(repeating: "0", count: 64)

  /// Adds an entry as a line with a line feed.
  ///
  /// - Returns: the seal of the line.
  static func append(
    _ entry: LedgerEntry, number: Int, through: Int, previous: String, to line: inout LineWriter
  ) -> String {
    line.add("number", number)
    line.add("through", through)
    line.add("previous", previous)
    entry.write(to: &line)
    let seal = line.withLine { SHA256.hex(of: $0) }
    line.add("seal", seal)
    line.endLine()
    return seal
  }

  private static let sealStart = ",\"seal\":\""
  /// How long the last member is, with the brace that ends the line.
  private static let endLength = sealStart.utf8.count + 64 + 2

  private static func digest(of body: ArraySlice<UInt8>) -> String {
    body.withUnsafeBytes { SHA256.hex(of: $0) }
  }

  /// - Returns: nil when the line is not one that ``append(_:number:through:previous:to:)`` writes.
  init?(_ line: ArraySlice<UInt8>) {
    let body = line.dropLast(LedgerLine.endLength)
    let seal = LedgerLine.digest(of: body)
    guard
      line.dropFirst(body.count).elementsEqual((LedgerLine.sealStart + seal + "\"}").utf8),
      let members = LineMembers(reading: body), let number = members.integer("number"),
      let through = members.integer("through"), let previous = members.text("previous"),
      let entry = LedgerEntry(members)
    else { return nil }
    self.number = number
    self.through = through
    self.previous = previous
    self.entry = entry
    self.seal = seal
  }
}
