import Foundation

/// A SARIF log as a stranger reads it: by the standard's words alone, none of the code that wrote it.
struct SARIFLog {
  typealias Object = [String: Any]

  let root: Object
  /// What breaks the standard, each with where it does.
  private(set) var faults: [String] = []

  var run: Object { ((root["runs"] as? [Object]) ?? [[:]])[0] }
  var results: [Object] { run["results"] as? [Object] ?? [] }
  var rules: [Object] { driver["rules"] as? [Object] ?? [] }
  var invocation: Object { (run["invocations"] as? [Object])?.first ?? [:] }
  var notifications: [Object] { invocation["toolExecutionNotifications"] as? [Object] ?? [] }
  var artifacts: [Object] { run["artifacts"] as? [Object] ?? [] }
  private var driver: Object { (run["tool"] as? Object)?["driver"] as? Object ?? [:] }

  init(_ text: String) throws {
    root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? Object ?? [:]
    expect(root["version"] as? String == "2.1.0", "the version")
    expect((root["runs"] as? [Object])?.count == 1, "one run")
    check(root, as: "log", at: "log")
    expect(run["invocations"] as? [Object] != nil, "an invocation")
    for (index, rule) in rules.enumerated() {
      expect(rules.firstIndex { $0["id"] as? String == rule["id"] as? String } == index, "rule ids")
    }
    for (index, result) in results.enumerated() { check(result: result, at: "result \(index)") }
    for property in ["baselineState", "suppressions"] {
      let count = results.count { $0[property] != nil }
      expect(count == 0 || count == results.count, "\(property) of all results or of none")
    }
  }

  private mutating func expect(_ holds: Bool, _ what: String) {
    if !holds { faults.append(what) }
  }

  private mutating func check(result: Object, at place: String) {
    let id = result["ruleId"] as? String
    let rule = result["ruleIndex"] as? Int
    expect(rule.map { rules.indices.contains($0) } ?? false, "\(place): ruleIndex")
    if let rule, rules.indices.contains(rule) {
      expect(rules[rule]["id"] as? String == id, "\(place): ruleIndex and ruleId")
    }
    if result["kind"] as? String != "fail" {
      expect(result["level"] as? String == "none", "\(place): level of what is no failure")
    }
    let ids = (result["relatedLocations"] as? [Object] ?? []).compactMap { $0["id"] as? Int }
    expect(Set(ids).count == ids.count, "\(place): ids of related locations")
  }

  /// Checks an object and all within it against ``shapes``.
  private mutating func check(_ object: Object, as name: String, at place: String) {
    guard let shape = shapes[name] else { return expect(false, "\(place): no such object") }
    for required in shape.required { expect(object[required] != nil, "\(place): no \(required)") }
    for (key, value) in object {
      guard let kind = shape.members[key] else {
        expect(false, "\(place): \(key) is not of a \(name)")
        continue
      }
      check(value, as: kind, at: "\(place).\(key)")
    }
  }

  private mutating func check(_ value: Any, as kind: Kind, at place: String) {
    switch kind {
    case .text: expect(value is String, "\(place): text")
    case .truth: expect(value is Bool, "\(place): truth")
    case .number(let least):
      expect((value as? Int).map { $0 >= least } ?? false, "\(place): number from \(least)")
    case .word(let words):
      expect((value as? String).map(words.contains) ?? false, "\(place): one of \(words)")
    case .message: check(message: value, at: place)
    case .uri: expect((value as? String).map(isReference) ?? false, "\(place): URI, is \(value)")
    case .anything: expect(value is Object, "\(place): bag")
    case .texts:
      expect((value as? Object)?.values.allSatisfy { $0 is String } ?? false, "\(place): texts")
    case .words(let isUnique):
      let words = value as? [String]
      expect(words.map { !isUnique || Set($0).count == $0.count } ?? false, "\(place): words")
    case .object(let name):
      if let object = value as? Object {
        check(object, as: name, at: place)
      } else {
        expect(false, "\(place): object")
      }
    case .objects(let name):
      guard let objects = value as? [Object] else { return expect(false, "\(place): array") }
      for (index, object) in objects.enumerated() {
        check(object, as: name, at: "\(place)[\(index)]")
      }
    case .named(let name):
      for (key, value) in value as? Object ?? ["": 0] {
        check(value, as: .object(name), at: "\(place).\(key)")
      }
    case .index(let count):
      let limit =
        switch count {
        case .rules: rules.count
        case .artifacts: artifacts.count
        case .notifications: (driver["notifications"] as? [Object])?.count ?? 0
        case .any: max(rules.count, (driver["notifications"] as? [Object])?.count ?? 0)
        }
      expect((value as? Int).map { (0..<limit).contains($0) } ?? false, "\(place): index")
    }
  }

  /// No braces but doubled ones, and nothing that is read as a link (§3.11.5, §3.11.6).
  private mutating func check(message value: Any, at place: String) {
    guard let message = value as? [String: String], let text = message["text"] else {
      return expect(false, "\(place): message")
    }
    expect(Set(message.keys).isSubset(of: ["text", "markdown"]), "\(place): members of a message")
    for text in message.values {
      expect(!hasPlaceholder(text), "\(place): a placeholder in \(text)")
    }
    expect(!hasLink(text), "\(place): a link in \(text)")
  }
}

/// Whether a brace stands alone. A text is looked at by its bytes: to a `Character` a brace with an accent is
/// none.
private func hasPlaceholder(_ text: String) -> Bool {
  var last: UInt8?
  for byte in text.utf8 {
    if let open = last {
      if byte != open { return true }
      last = nil
    } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") {
      last = byte
    }
  }
  return last != nil
}

/// Whether `](` stands there without a backslash before it.
private func hasLink(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  return bytes.indices.dropLast().contains { index in
    bytes[index] == UInt8(ascii: "]") && bytes[index + 1] == UInt8(ascii: "(")
      && (index == 0 || bytes[index - 1] != UInt8(ascii: "\\"))
  }
}

/// A relative reference or an absolute URI (RFC 3986 appendix A), of the characters that may stand in one.
private func isReference(_ text: String) -> Bool {
  let pattern = #"^(file://)?([A-Za-z0-9._~/-]|%[0-9A-F]{2})+$"#
  return text.range(of: pattern, options: .regularExpression) != nil && URL(string: text) != nil
}

private indirect enum Kind {
  enum Counted { case rules, artifacts, notifications, any }

  case text, truth, message, uri, anything, texts
  case number(Int)
  case word(Set<String>)
  case words(isUnique: Bool)
  case object(String)
  case objects(String)
  /// An object whose every member is an object of one kind.
  case named(String)
  case index(Counted)
}

private let levels: Set<String> = ["none", "note", "warning", "error"]

/// The objects of the standard, with those of their properties that are in use.
private let shapes: [String: (required: [String], members: [String: Kind])] = [
  "log": (["version", "runs"], ["$schema": .text, "version": .text, "runs": .objects("run")]),
  "run": (
    ["tool"],
    [
      "tool": .object("tool"), "automationDetails": .object("automationDetails"),
      "invocations": .objects("invocation"), "language": .word(["zh-CN", "zh-TW", "en"]),
      "columnKind": .word(["utf16CodeUnits", "unicodeCodePoints"]),
      "originalUriBaseIds": .named("artifactLocation"), "artifacts": .objects("artifact"),
      "results": .objects("result"), "properties": .anything,
    ]
  ),
  "tool": (["driver"], ["driver": .object("toolComponent")]),
  "toolComponent": (
    ["name"],
    [
      "name": .text, "version": .text, "rules": .objects("descriptor"),
      "notifications": .objects("descriptor"),
    ]
  ),
  "descriptor": (
    ["id"],
    [
      "id": .text, "shortDescription": .message, "fullDescription": .message, "help": .message,
      "defaultConfiguration": .object("configuration"), "properties": .object("ruleProperties"),
    ]
  ),
  "ruleProperties": (
    ["tags"],
    [
      "tags": .words(isUnique: true), "severity": .text, "pack": .text, "stage": .text,
      "department": .text, "clause": .text, "dueDays": .number(0),
    ]
  ),
  "configuration": ([], ["level": .word(levels), "rank": .number(0), "enabled": .truth]),
  "automationDetails": ([], ["id": .text]),
  "invocation": (
    ["executionSuccessful"],
    [
      "executionSuccessful": .truth, "ruleConfigurationOverrides": .objects("override"),
      "toolExecutionNotifications": .objects("notification"),
    ]
  ),
  "override": (
    ["configuration", "descriptor"],
    ["configuration": .object("configuration"), "descriptor": .object("ruleReference")]
  ),
  "notification": (
    ["message"],
    [
      "descriptor": .object("notificationReference"), "level": .word(levels), "message": .message,
      "associatedRule": .object("ruleReference"), "locations": .objects("location"),
    ]
  ),
  "ruleReference": ([], ["id": .text, "index": .index(.rules)]),
  "notificationReference": ([], ["id": .text, "index": .index(.notifications)]),
  "artifact": (
    [],
    [
      "location": .object("artifactLocation"), "length": .number(-1), "encoding": .text,
      "hashes": .texts, "roles": .words(isUnique: true),
    ]
  ),
  "artifactLocation": (
    [], ["uri": .uri, "uriBaseId": .text, "index": .index(.artifacts), "description": .message]
  ),
  "result": (
    ["message"],
    [
      "ruleId": .text, "ruleIndex": .index(.rules),
      "kind": .word(["notApplicable", "pass", "fail", "review", "open", "informational"]),
      "level": .word(levels), "message": .message, "locations": .objects("location"),
      "relatedLocations": .objects("location"), "partialFingerprints": .texts,
      "baselineState": .word(["new", "unchanged", "updated", "absent"]),
      "suppressions": .objects("suppression"), "properties": .anything,
    ]
  ),
  "location": (
    [],
    [
      "id": .number(-1), "physicalLocation": .object("physicalLocation"),
      "logicalLocations": .objects("logicalLocation"), "message": .message,
    ]
  ),
  "physicalLocation": (
    ["artifactLocation"],
    ["artifactLocation": .object("artifactLocation"), "region": .object("region")]
  ),
  "region": (["startLine"], ["startLine": .number(1)]),
  "logicalLocation": ([], ["name": .text, "fullyQualifiedName": .text, "kind": .text]),
  "suppression": (
    ["kind"],
    [
      "kind": .word(["inSource", "external"]),
      "status": .word(["accepted", "underReview", "rejected"]), "justification": .text,
      "properties": .anything,
    ]
  ),
]
