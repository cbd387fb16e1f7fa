package import Diagnostics
import Formats
import FoundationEssentials
package import Values

/// The results of a run as they lie in their folder, read back to be compared.
package struct InspectionResults: Sendable {
  package var folder: String
  package var period: String
  package var asOf: String
  package var version: String
  package var amountAtRisk: Decimal128?
  package var kpis: [KPI]
  package var rules: [Rule]
  /// How many findings there are.
  package var findingCount: Int
  /// The findings by their issues' ids; of several with one id the last.
  package var findings: [String: FoundIssue]
  /// The SHA-256 of each export and of each declaration, by name.
  package var exports: [String: String]
  package var declarations: [String: String]

  package struct KPI: Sendable, Hashable {
    package var id: String
    package var title: LocalizedText
    package var numerator: Int
    package var denominator: Int
    /// Nil when it was not computed.
    package var value: Decimal128?
  }

  package struct Rule: Sendable, Hashable {
    package var id: String
    package var title: LocalizedText
    package var hasRun: Bool
    package var failed: Int
    package var undetermined: Int
  }

  package struct FoundIssue: Sendable, Hashable {
    package var ruleID: String
    package var key: String
    package var outcome: String
    package var severity: String
    package var amount: String

    /// Whether the same was found; the key of one may be masked.
    func isSame(as other: FoundIssue) -> Bool {
      ruleID == other.ruleID && outcome == other.outcome && severity == other.severity
        && amount == other.amount
    }
  }
}

extension InspectionResults {
  /// - Throws: when the folder does not hold the results of a run.
  package init(folder: String) throws(Refusal) {
    self.folder = folder
    let report = try JSONNode.read("report.json", in: folder)
    let manifest = try JSONNode.read("manifest.json", in: folder)
    period = report["period"]?.text ?? ""
    asOf = report["asOf"]?.text ?? ""
    version = report["version"]?.text ?? ""
    amountAtRisk = report["totals"]?["amountAtRisk"]?.text.flatMap { Decimal128($0) }
    kpis = report.elements("kpis").map { node in
      KPI(
        id: node["id"]?.text ?? "", title: node["title"]?.localizedText ?? LocalizedText([:]),
        numerator: node["numerator"]?.integer ?? 0, denominator: node["denominator"]?.integer ?? 0,
        value: node["value"]?.text.flatMap { Decimal128($0) })
    }
    rules = report.elements("rules").map { node in
      Rule(
        id: node["id"]?.text ?? "", title: node["title"]?.localizedText ?? LocalizedText([:]),
        hasRun: node["notRun"]?.isNull ?? true, failed: node["fail"]?.integer ?? 0,
        undetermined: node["undetermined"]?.integer ?? 0)
    }
    exports = manifest.digests("inputs")
    declarations = withoutFolder(manifest.digests("declarations"))
    (findingCount, findings) = try InspectionResults.findings(in: folder)
    // Results that lack something would be taken for a month in which less was found.
    guard let count = report["totals"]?["issues"]?.integer, Period(period) != nil else {
      throw Refusal(.notResults("\(folder)/report.json", "this is not the report of a run"))
    }
    guard count == findingCount else {
      throw Refusal(
        .notResults(
          "\(folder)/issues.jsonl",
          "\(findingCount) findings stand here, and the report beside it has \(count)"))
    }
  }

  private static func findings(
    in folder: String
  ) throws(Refusal) -> (count: Int, byID: [String: FoundIssue]) {
    let path = folder + "/issues.jsonl"
    let fields = ["id", "rule.id", "subject.key", "outcome", "rule.severity", "amount"]
    var found: [String: FoundIssue] = [:]
    var count = 0
    do throws(FormatError) {
      let summary = try readRecords(
        ofFile: path,
        layout: RecordLayout(
          grammar: .json, streams: [RecordStream(path: "$[*]", fields: fields)])
      ) { batch in
        count += batch.recordCount
        for record in 0..<batch.recordCount {
          func text(_ field: Int) -> String { batch.string(record: record, field: field) }
          found[text(0)] = FoundIssue(
            ruleID: text(1), key: text(2), outcome: text(3), severity: text(4), amount: text(5))
        }
      }
      if let fault = summary.fault ?? summary.rejects.first {
        throw FormatError.isNotWellFormed(
          grammar: "JSON", line: fault.line, byte: fault.byte, reason: fault.message)
      }
    } catch .isEmpty {
      // A run that found nothing writes a file without a line.
    } catch {
      throw Refusal(error.diagnostic(file: path))
    }
    return (count, found)
  }
}

extension Diagnostic {
  fileprivate static func notResults(_ path: String, _ message: String) -> Diagnostic {
    Diagnostic(
      "no-results", at: Place(file: path), message,
      help: "give a folder that 'paicha run --out' has written, whole and unchanged")
  }
}

/// The digests by what follows the folder that all names begin with: two copies of the rules are the same rules.
private func withoutFolder(_ digests: [String: String]) -> [String: String] {
  guard let any = digests.keys.first else { return digests }
  let folder = digests.keys.reduce(any[...]) { $0.commonPrefix(with: $1) }
  let length = folder.lastIndex(of: "/").map { folder[...$0].count } ?? 0
  return Dictionary(
    digests.map { (String($0.key.dropFirst(length)), $0.value) },
    uniquingKeysWith: { first, _ in first })
}

extension Substring {
  fileprivate func commonPrefix(with other: String) -> Substring {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))[...]
  }
}

extension JSONNode {
  /// - Throws: when there is no such file, or it is no JSON.
  fileprivate static func read(_ name: String, in folder: String) throws(Refusal) -> JSONNode {
    let path = "\(folder)/\(name)"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Refusal(
        Diagnostic(
          "no-results", at: Place(file: path), "there are no results of a run here",
          help: "give a folder that 'paicha run --out' has written"))
    }
    do {
      return try JSONDocument.parse(Array(data), file: path, allowsComments: false)
    } catch {
      throw Refusal(error)
    }
  }

  fileprivate subscript(key: String) -> JSONNode? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.key == key }?.value
  }

  fileprivate func elements(_ key: String) -> [JSONNode] {
    guard case .array(let nodes)? = self[key]?.value else { return [] }
    return nodes
  }

  fileprivate var text: String? {
    if case .string(let text) = value { text } else { nil }
  }

  fileprivate var integer: Int? {
    if case .number(let text) = value { Int(text) } else { nil }
  }

  fileprivate var isNull: Bool {
    if case .null = value { true } else { false }
  }

  fileprivate var localizedText: LocalizedText {
    LocalizedText(
      Dictionary(
        uniqueKeysWithValues: Language.allCases.compactMap { language in
          self[language.rawValue]?.text.map { (language, $0) }
        }))
  }

  /// The digests of a manifest's list of files, by their names.
  fileprivate func digests(_ key: String) -> [String: String] {
    Dictionary(
      elements(key).map { ($0["file"]?.text ?? "", $0["sha256"]?.text ?? "") },
      uniquingKeysWith: { first, _ in first })
  }
}
