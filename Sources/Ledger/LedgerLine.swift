import Diagnostics
import Findings
import Formats
import Values

/// One entry as a line of the ledger's file, chained to the line before by its digest.
struct LedgerLine {
  var number: Int
  /// The number of the last line that was written together with this one.
  var through: Int
  /// The SHA-256 of the line before, without its line feed; 64 zeros for the first.
  var previous: String
  var entry: LedgerEntry

  static let start = String(repeating: "0", count: 64)

  init(number: Int, through: Int, previous: String, entry: LedgerEntry) {
    self.number = number
    self.through = through
    self.previous = previous
    self.entry = entry
  }

  /// The line's text, without a line feed.
  var text: String {
    var members = LineMembers()
    members.add("number", number)
    members.add("through", through)
    members.add("previous", previous)
    entry.write(to: &members)
    let body = "{" + members.text
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
      case .object(let nodes) = node.value
    else { return nil }
    let members = LineMembers(nodes)
    guard let number = members.integer("number"), let through = members.integer("through"),
      let previous = members.text("previous"),
      let entry = LedgerEntry(members)
    else { return nil }
    self.init(number: number, through: through, previous: previous, entry: entry)
  }
}

/// The members of a line, flat: texts and whole numbers under their names.
struct LineMembers {
  private(set) var text = ""
  private var texts: [String: String] = [:]
  private var numbers: [String: String] = [:]

  init() {}

  init(_ members: [JSONMember]) {
    for member in members {
      switch member.value.value {
      case .string(let text): texts[member.key] = text
      case .number(let text): numbers[member.key] = text
      default: break
      }
    }
  }

  mutating func add(_ key: String, _ value: Int) { add(key, raw: "\(value)") }

  /// Nothing when there is no value.
  mutating func add(_ key: String, _ value: String?) {
    guard let value else { return }
    add(key, raw: "\"\(value.jsonEscaped)\"")
  }

  private mutating func add(_ key: String, raw: String) {
    if !text.isEmpty { text += "," }
    text += "\"\(key)\":\(raw)"
  }

  func text(_ key: String) -> String? { texts[key] }
  func integer(_ key: String) -> Int? { numbers[key].flatMap { Int($0) } }
  func period(_ key: String) -> Period? { texts[key].flatMap { Period($0) } }
  func day(_ key: String) -> CivilDate? { texts[key].flatMap { CivilDate($0) } }
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
