import Findings
import FoundationEssentials
import Glibc
import Ledger
import Values

extension Finding {
  /// A finding of rule `rule` on the order `key`.
  static func sample(_ rule: String, _ key: String) -> Finding {
    let name = LocalizedText([.en: "Order"])
    let subject = Document(
      entity: "order", entityLabel: name, key: key, file: "orders.csv", line: 2)
    return Finding(
      id: "\(rule)-\(key)", ruleID: rule, outcome: .fail, subject: subject, caseKey: key,
      documents: [subject], evidence: [], message: name)
  }
}

extension RuleFacts {
  static func sample(_ id: String, dueDays: Int = 5) -> RuleFacts {
    let text = LocalizedText([.en: id])
    return RuleFacts(
      id: id, title: text, pack: "test", packTitle: text, stage: "contract", clause: "A 1",
      severity: .major, department: "sales", departmentLabel: text, finds: text, remedy: text,
      dueDays: dueDays,
      escalation: ["centre", "committee"].map { name in
        DepartmentFacts(id: name, label: LocalizedText([.en: name]))
      })
  }
}

/// A run of one period: what it found, and of what else it judged the documents.
struct SampleRun {
  var period: Period
  var asOf: CivilDate
  var found: [Finding]
  /// The ids of issues whose rule ran on their document; nil for all.
  var judged: Set<String>?
  var rulesThatSawAll: Set<String>

  init(
    _ period: String, found: [String], judged: Set<String>? = nil,
    rulesThatSawAll: Set<String> = ["a", "b"], asOf: String? = nil
  ) {
    self.period = Period(period)!
    self.asOf = asOf.map { CivilDate($0)! } ?? self.period.last
    self.found = found.map { text in
      let parts = text.split(separator: "-").map(String.init)
      return .sample(parts[0], parts[1])
    }
    self.judged = judged
    self.rulesThatSawAll = rulesThatSawAll
  }

  /// What the ledger makes of it. Issues are due five calendar days after the day of the run.
  func posting(in ledger: IssueLedger) -> Posting {
    let asOf = asOf
    return ledger.posting(
      found,
      of: PostedRun(
        period: period, asOf: asOf, rules: [.sample("a"), .sample("b")],
        rulesThatSawAll: rulesThatSawAll,
        due: { asOf.adding(days: Int64($0)) }),
      judged: { missing in
        judged ?? Set(missing.map(\.id))
      })
  }
}

/// A folder of its own, removed when the test is over.
final class TemporaryFolder {
  let path: String
  var file: String { path + "/issues.jsonl" }

  init() {
    var template = Array("/tmp/paicha-ledger-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil, "a test needs room in /tmp")
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func bytes() throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: file)))
  }

  func write(_ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(filePath: file))
  }
}
