import Diagnostics
import Formats
import Values

/// One entry as a line of the ledger's file, chained to the line before by its digest.
struct LedgerLine {
  var number: Int
  /// The SHA-256 of the line before, without its line feed; 64 zeros for the first.
  var previous: String
  var entry: LedgerEntry

  static let start = String(repeating: "0", count: 64)

  /// The line's text, without a line feed. Every text in it is an id, a key or a digest.
  var text: String {
    var members = [
      "\"number\":\(number)", "\"previous\":\"\(previous)\"", "\"period\":\"\(entry.period)\"",
    ]
    switch entry.event {
    case .run(let issueCount, let digest):
      members += ["\"event\":\"run\"", "\"issues\":\(issueCount)", "\"digest\":\"\(digest)\""]
    case .seen(let id, let ruleID, let key):
      members += [
        "\"event\":\"seen\"", "\"issue\":\"\(id)\"", "\"rule\":\"\(ruleID.jsonEscaped)\"",
        "\"key\":\"\(key.jsonEscaped)\"",
      ]
    case .gone(let id):
      members += ["\"event\":\"gone\"", "\"issue\":\"\(id)\""]
    }
    let body = "{\(members.joined(separator: ","))"
    return body + LedgerLine.seal(Array(body.utf8)[...]) + "}"
  }

  /// The last member of a line: the digest of all that stands before it, so that a change is seen in
  /// the line itself, the last one too.
  private static func seal(_ body: ArraySlice<UInt8>) -> String {
    ",\"seal\":\"\(SHA256.hex(of: Array(body)))\""
  }

  private static let sealLength = seal([]).utf8.count

  /// - Returns: nil when the line is not one that ``text`` writes.
  init?(_ line: ArraySlice<UInt8>) {
    let body = line.dropLast(LedgerLine.sealLength + 1)
    guard line.dropFirst(body.count).elementsEqual((LedgerLine.seal(body) + "}").utf8),
      let node = try? JSONDocument.parse(Array(line), file: "", allowsComments: false),
      case .object(let members) = node.value
    else { return nil }
    func text(_ key: String) -> String? {
      guard case .string(let text) = members.first(where: { $0.key == key })?.value.value else {
        return nil
      }
      return text
    }
    func integer(_ key: String) -> Int? {
      guard case .number(let text) = members.first(where: { $0.key == key })?.value.value else {
        return nil
      }
      return Int(text)
    }
    guard let number = integer("number"), let previous = text("previous"),
      let period = text("period").flatMap({ Period($0) }),
      let event = LedgerLine.event(text, integer)
    else { return nil }
    self.init(number: number, previous: previous, entry: LedgerEntry(period: period, event: event))
  }

  init(number: Int, previous: String, entry: LedgerEntry) {
    self.number = number
    self.previous = previous
    self.entry = entry
  }

  private static func event(
    _ text: (String) -> String?, _ integer: (String) -> Int?
  ) -> LedgerEntry.Event? {
    switch text("event") {
    case "run":
      guard let count = integer("issues"), let digest = text("digest") else { return nil }
      return .run(issueCount: count, digest: digest)
    case "seen":
      guard let id = text("issue"), let rule = text("rule"), let key = text("key") else {
        return nil
      }
      return .seen(issueID: id, ruleID: rule, key: key)
    case "gone": return text("issue").map { .gone(issueID: $0) }
    default: return nil
    }
  }
}

extension String {
  /// The text as it stands between the quotes of a JSON string.
  fileprivate var jsonEscaped: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
