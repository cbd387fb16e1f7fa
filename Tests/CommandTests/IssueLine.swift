import FoundationEssentials

/// What the tests want to know of one line of `issues.jsonl`.
struct IssueLine: Decodable {
  struct Subject: Decodable {
    var entity: String
    var key: String
  }

  struct Identified: Decodable {
    var id: String
  }

  var id: String
  /// `new`, `carried` or `reopened`.
  var status: String
  /// The day until which it is to be put right.
  var due: String
  var rule: Identified
  var outcome: String
  var subject: Subject
  /// The finding that explains it.
  var cause: Identified?

  static func read(_ file: String) throws -> [IssueLine] {
    let text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
    return try text.split(separator: "\n").map {
      try JSONDecoder().decode(IssueLine.self, from: Data($0.utf8))
    }
  }
}
