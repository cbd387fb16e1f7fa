import Findings
import Testing
import Values

@testable import Ledger

/// The lines of entries against lines put together the obvious way, from interpolated strings.
@Suite struct LedgerPieceTests {
  @Test func linesAreWhatTheObviousWayWrites() throws {
    var entries: [LedgerEntry] = [
      .run(LedgerRun(period: .sample, asOf: .sample, issueCount: 0, digest: "")),
      .run(LedgerRun(period: .sample, asOf: .sample, issueCount: .max, digest: "0f")),
      .run(LedgerRun(period: .sample, asOf: .sample, issueCount: .min, digest: "\"")),
    ]
    entries += [0, 1, 9, 10, 11, 99, 100, 1_029_361, -1, -10].map {
      .run(LedgerRun(period: .sample, asOf: .sample, issueCount: $0, digest: "ab"))
    }
    for text in Self.texts {
      entries += [
        .seen(.sample(text: text)), .gone(issueID: text, period: .sample),
        .retracted(issueID: text, period: .sample),
      ]
    }
    for day in try Self.days() {
      let period = Period(containing: day)
      entries += [
        .seen(.sample(period: period, due: day)),
        .seen(.sample(period: period, due: .sample, waivedUntil: day)),
        .run(LedgerRun(period: period, asOf: day, issueCount: 1, digest: "ab")),
      ]
    }
    for amount in ["0", "-0.10", "12.50", "1E+40", "-9999999999999999999999999999999999"] {
      entries.append(.seen(.sample(amount: Decimal128(amount)!)))
    }
    try expectObvious(entries)
  }

  @Test func documentsAreWhatTheObviousWayWrites() throws {
    // What ends a name of an entity can stand in none.
    let entities = Self.texts.filter { text in !text.utf8.contains { [0x09, 0x0A].contains($0) } }
    let names =
      entities.map { DocumentName(entity: $0, key: "k") }
      + Self.texts.map { DocumentName(entity: "order", key: $0) }
      + entities.map { DocumentName(entity: $0, key: $0) }
    let lists = [[], [names[0]], Array(names[..<20])] + names.map { [$0, names[1]] }
    try expectObvious(lists.map { .seen(.sample(documents: $0)) })
  }

  /// Lines that end at every place near the ends of the first blocks, and ones that are longer than any block.
  @Test func blocksEndAnywhere() throws {
    for length in 0..<600 {
      try expectObvious(
        [length, 0, 500, 0].map {
          .gone(issueID: String(repeating: "x", count: $0), period: .sample)
        })
    }
    try expectObvious(
      [700_000, 0, 700_000, 1].map {
        .gone(issueID: String(repeating: "\u{1}", count: $0), period: .sample)
      })
  }

  /// More lines than one of the largest blocks holds.
  @Test func manyLinesReadBack() throws {
    let entries = (0..<6_000).map { LedgerEntry.seen(.sample(text: "订单 \($0)")) }
    let folder = TemporaryFolder()
    do {
      let file = try LedgerFile(folder: folder.path)
      #expect(file.piece(of: entries).blocks.contains { $0.count > 1 << 19 })
      try file.append(Array(entries[..<7]))
      try file.append(Array(entries[7...]))
    }
    let bytes = try folder.bytes()
    #expect(bytes.split(separator: 0x0A).compactMap { LedgerLine($0)?.entry } == entries)
    #expect(try LedgerFile(folder: folder.path).lastLine.number == entries.count)
  }

  private func expectObvious(_ entries: [LedgerEntry]) throws {
    let before = LedgerMark(number: 98, seal: String(repeating: "0a", count: 32))
    let piece = LedgerPiece(entries, before: before)
    var lines = ""
    var seal = before.seal
    for (index, entry) in entries.enumerated() {
      let start =
        "{\"number\":\(99 + index),\"through\":\(98 + entries.count),\"previous\":\"\(seal)\","
        + entry.obviousMembers.joined(separator: ",")
      seal = SHA256.hex(of: Array(start.utf8))
      lines += start + ",\"seal\":\"\(seal)\"}\n"
    }
    let written = piece.blocks.flatMap { $0.withBytes { Array($0) } }
    // A difference of megabytes is not to be described.
    let isSame = written == Array(lines.utf8)
    #expect(isSame, "lines of \(entries.count) entries")
    #expect(piece.byteCount == written.count)
    #expect(piece.after == LedgerMark(number: 98 + entries.count, seal: seal))
  }

  private static let texts =
    ["", "x", "1234567", "12345678", "123456789012345", "1234567890123456", "一份订单", "🧾e\u{301}"]
    + [
      "\"quoted\"", "back\\slash", "\\", "\\n", "a\nb", "a\tb",
      "tab and line\t\n\r\n in a long text",
    ]
    + ["\u{7F}\u{80}\u{2028}", "l'été & <b>", "订单 \"一\" 与 \\ 二，以及更多的字"]
    + (0..<0x20).map { "x\(Unicode.Scalar(UInt8($0)))" }
    + [1, 15, 16, 17, 31, 32, 63, 64, 65, 200].flatMap { count in
      let text = String(repeating: "a", count: count)
      return [text, text + "\"", "\u{1}" + text, text + "\n" + text]
    }

  private static func days() throws -> [CivilDate] {
    let named = [
      "0000-01-01", "0000-12-31", "0001-01-01", "0999-10-09", "1969-12-31", "1970-01-01",
      "2024-02-29", "2025-09-30", "9999-12-31", "10000-01-01", "-0001-12-31",
    ]
    return try [.first, .last] + named.map { try #require(CivilDate($0)) }
  }
}

extension LedgerEntry {
  fileprivate var obviousMembers: [String] {
    switch self {
    case .run(let run):
      [
        "\"event\":\"run\"", "\"period\":\"\(run.period)\"", "\"asOf\":\"\(run.asOf)\"",
        "\"issues\":\(run.issueCount)", "\"digest\":\"\(escaped(run.digest))\"",
        "\"kpis\":\"\"", "\"rules\":\"\"",
      ]
    case .seen(let sighting):
      [
        "\"event\":\"seen\"", "\"period\":\"\(sighting.period)\"",
        "\"issue\":\"\(escaped(sighting.issueID))\"", "\"status\":\"\(sighting.status)\"",
        "\"due\":\"\(sighting.due)\"",
      ] + (sighting.waivedUntil.map { ["\"waivedUntil\":\"\($0)\""] } ?? [])
        + (sighting.facts?.obviousMembers ?? [])
    case .gone(let id, let period):
      ["\"event\":\"gone\"", "\"period\":\"\(period)\"", "\"issue\":\"\(escaped(id))\""]
    case .retracted(let id, let period):
      ["\"event\":\"retracted\"", "\"period\":\"\(period)\"", "\"issue\":\"\(escaped(id))\""]
    case .acted: []
    }
  }
}

extension IssueFacts {
  fileprivate var obviousMembers: [String] {
    var members = [
      "\"rule\":\"\(escaped(ruleID))\"", "\"entity\":\"\(escaped(entity))\"",
      "\"key\":\"\(escaped(key))\"",
    ]
    if let caseKey { members.append("\"order\":\"\(escaped(caseKey))\"") }
    members += [
      "\"outcome\":\"\(outcome)\"", "\"severity\":\"\(severity)\"",
      "\"department\":\"\(escaped(department))\"",
    ]
    if let amount { members.append("\"amount\":\"\(amount)\"") }
    if isConsequence { members.append("\"consequence\":\"yes\"") }
    let lines = documents.map { document in
      let key = document.key.unicodeScalars.map { scalar in
        scalar == "\\" ? "\\\\" : scalar == "\n" ? "\\n" : String(scalar)
      }
      return "\(document.entity)\t\(key.joined())"
    }
    members.append("\"documents\":\"\(escaped(lines.joined(separator: "\n")))\"")
    return members
  }
}

/// A text as it stands between the quotes of a JSON string.
private func escaped(_ text: String) -> String {
  text.unicodeScalars.map { scalar in
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\0"..<" ": (scalar.value < 16 ? "\\u000" : "\\u00") + String(scalar.value, radix: 16)
    default: String(scalar)
    }
  }.joined()
}

extension Period {
  fileprivate static let sample = Period("2025-09")!
}

extension CivilDate {
  fileprivate static let sample = CivilDate("2025-10-14")!
}

extension Sighting {
  /// One in which a text stands wherever one can stand.
  fileprivate static func sample(text: String) -> Sighting {
    Sighting(
      issueID: text, period: .sample, status: .reopened, due: .sample,
      facts: IssueFacts(
        ruleID: text, entity: text, key: text, caseKey: text, outcome: .undetermined,
        severity: .critical, department: text, amount: nil, isConsequence: true,
        documents: [DocumentName(entity: "order", key: text)]))
  }

  fileprivate static func sample(
    period: Period, due: CivilDate, waivedUntil: CivilDate? = nil
  ) -> Sighting {
    Sighting(
      issueID: "0f", period: period, status: .waived, due: due, waivedUntil: waivedUntil,
      facts: nil)
  }

  fileprivate static func sample(
    amount: Decimal128? = nil, documents: [DocumentName] = []
  ) -> Sighting {
    Sighting(
      issueID: "0f", period: .sample, status: .new, due: .sample,
      facts: IssueFacts(
        ruleID: "r", entity: "order", key: "k", caseKey: nil, outcome: .fail, severity: .minor,
        department: "sales", amount: amount, documents: documents))
  }
}
