import Findings
import Values

/// How an entry is written down. Members that say nothing are left out.
extension LedgerEntry {
  func write(to line: inout LineWriter) {
    switch self {
    case .run(let run):
      line.add("event", "run")
      line.add("period", run.period)
      line.add("asOf", run.asOf)
      line.add("issues", run.issueCount)
      line.add("digest", run.digest)
      line.add("kpis", run.figures.kpis.map(\.lineText).joined(separator: "\n"))
      line.add("rules", run.figures.rules.map(\.lineText).joined(separator: "\n"))
    case .seen(let sighting): sighting.write(to: &line)
    case .gone(let id, let period), .retracted(let id, let period):
      if case .gone = self { line.add("event", "gone") } else { line.add("event", "retracted") }
      line.add("period", period)
      line.add("issue", id)
    case .acted(let action): action.write(to: &line)
    }
  }

  init?(_ line: LineMembers) {
    switch line.text("event") {
    case "run":
      guard let period = line.period("period"), let asOf = line.day("asOf"),
        let count = line.integer("issues"), let digest = line.text("digest"),
        let figures = RunFigures(line)
      else { return nil }
      self = .run(
        LedgerRun(
          period: period, asOf: asOf, issueCount: count, digest: digest, figures: figures))
    case "seen":
      guard let id = line.text("issue"), let period = line.period("period"),
        let status = line.text("status").flatMap({ Issue.Status(rawValue: $0) }),
        let due = line.day("due")
      else { return nil }
      self = .seen(
        Sighting(
          issueID: id, period: period, status: status, due: due,
          waivedUntil: line.day("waivedUntil"), facts: IssueFacts(line)))
    case "gone", "retracted":
      guard let id = line.text("issue"), let period = line.period("period") else { return nil }
      self =
        line.text("event") == "gone"
        ? .gone(issueID: id, period: period) : .retracted(issueID: id, period: period)
    default:
      guard let action = IssueAction(line) else { return nil }
      self = .acted(action)
    }
  }
}

extension Sighting {
  fileprivate func write(to line: inout LineWriter) {
    line.add("event", "seen")
    line.add("period", period)
    line.add("issue", issueID)
    line.add("status", status.rawValue)
    line.add("due", due)
    line.add("waivedUntil", waivedUntil)
    if let written { line.add(written: written.members) }
  }
}

extension RunFigures {
  fileprivate init?(_ line: LineMembers) {
    guard let kpis = line.text("kpis"), let rules = line.text("rules") else { return nil }
    self.init()
    for words in RunFigures.words(of: kpis) {
      guard words.count == 4, let numerator = Int(words[1]), let denominator = Int(words[2]),
        let undetermined = Int(words[3])
      else { return nil }
      self.kpis.append(
        KPIFigure(
          id: words[0], numerator: numerator, denominator: denominator, undetermined: undetermined)
      )
    }
    for words in RunFigures.words(of: rules) {
      guard words.count == 5, let failed = Int(words[2]), let undetermined = Int(words[3]),
        let subjects = Int(words[4])
      else { return nil }
      self.rules.append(
        RuleFigure(
          id: words[0], fingerprint: words[1], failed: failed, undetermined: undetermined,
          subjects: subjects))
    }
  }

  /// The words of each line. Ids hold no blanks that matter: a tab stands between words.
  private static func words(of text: String) -> [[String]] {
    text.split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }
}

extension KPIFigure {
  fileprivate var lineText: String { "\(id)\t\(numerator)\t\(denominator)\t\(undetermined)" }
}

extension RuleFigure {
  fileprivate var lineText: String {
    "\(id)\t\(fingerprint)\t\(failed)\t\(undetermined)\t\(subjects)"
  }
}

extension IssueFacts {
  func write(to line: inout LineWriter) {
    line.add("rule", ruleID)
    line.add("entity", entity)
    line.add("key", key)
    line.add("order", caseKey)
    line.add("outcome", outcome.rawValue)
    line.add("severity", severity.rawValue)
    line.add("department", department)
    line.add("amount", amount)
    line.add("consequence", isConsequence ? "yes" : nil)
    line.add("documents", documents)
  }

  init?(_ line: LineMembers) {
    guard let rule = line.text("rule"), let entity = line.text("entity"),
      let key = line.text("key"),
      let outcome = line.text("outcome").flatMap({ Finding.Outcome(rawValue: $0) }),
      let severity = line.text("severity").flatMap({ Severity(rawValue: $0) }),
      let department = line.text("department"), let documents = line.text("documents")
    else { return nil }
    self.init(
      ruleID: rule, entity: entity, key: key, caseKey: line.text("order"), outcome: outcome,
      severity: severity, department: department,
      amount: line.text("amount").flatMap { Decimal128($0) },
      isConsequence: line.text("consequence") == "yes",
      documents: documents.utf8.split(separator: 0x0A).map {
        DocumentName(lineText: Substring($0))
      })
  }
}

extension LineWriter {
  /// Names in lines of their own: an entity, a tab and the key, in which line ends are written as `\n`.
  fileprivate mutating func add(_ key: StaticString, _ names: [DocumentName]) {
    let room = names.reduce(0) { $0 + $1.lineSize }
    addText(key, room: room) { cursor in
      var isFirst = true
      for var name in names {
        if !isFirst { cursor.put(escaped: UInt8(ascii: "\n")) }
        isFirst = false
        name.entity.withUTF8 { cursor.put(escaped: $0) }
        cursor.put(escaped: UInt8(ascii: "\t"))
        name.key.withUTF8 { cursor.put(escapedKey: $0) }
      }
    }
  }
}

extension LineCursor {
  @inline(__always)
  fileprivate mutating func put(escapedKey key: UnsafeBufferPointer<UInt8>) {
    if key.arePlain { return put(key) }
    for byte in key {
      switch byte {
      case UInt8(ascii: "\n"): put("\\\\n")
      case UInt8(ascii: "\\"): put("\\\\\\\\")
      default: put(escaped: byte)
      }
    }
  }
}

extension DocumentName {
  /// How many bytes it takes at most, with what stands between names.
  fileprivate var lineSize: Int {
    (entity.utf8.count + 2 + key.utf8.count) * LineCursor.escapeSize
  }

  fileprivate init(lineText: Substring) {
    let tab = lineText.utf8.firstIndex(of: 0x09) ?? lineText.endIndex
    let key = Substring(lineText.utf8[tab...].dropFirst())
    self.init(
      entity: String(lineText[..<tab]),
      key: key.utf8.contains(UInt8(ascii: "\\")) ? key.withoutEscapes : String(key))
  }
}

extension Substring {
  /// With line ends for `\n`, and what stands behind any other backslash for both.
  fileprivate var withoutEscapes: String {
    var text = ""
    var isEscaped = false
    for scalar in unicodeScalars {
      if isEscaped {
        text.unicodeScalars.append(scalar == "n" ? "\n" : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension IssueAction {
  fileprivate func write(to line: inout LineWriter) {
    line.add("event", eventName)
    line.add("issue", issueID)
    line.add("day", day)
    line.add("person", person)
    switch kind {
    case .assigned(let assignment):
      line.add("department", assignment.department)
      line.add("responsible", assignment.person)
      line.add("due", assignment.due)
    case .remedied(let remedy):
      line.add("causeClass", remedy.causeClass?.rawValue)
      line.add("effect", remedy.effect)
      line.add("measure", remedy.measure)
      line.add("completedOn", remedy.completedOn)
    case .waived(let waiver):
      line.add("reason", waiver.reason[.zhHans])
      line.add("approver", waiver.approver)
      line.add("from", waiver.from)
      line.add("until", waiver.until)
    case .waiverWithdrawn: break
    case .closed(let reason): line.add("reason", reason)
    }
  }

  private var eventName: String {
    switch kind {
    case .assigned: "assigned"
    case .remedied: "remedied"
    case .waived: "waived"
    case .waiverWithdrawn: "waiver withdrawn"
    case .closed: "closed"
    }
  }

  fileprivate init?(_ line: LineMembers) {
    guard let id = line.text("issue"), let day = line.day("day"),
      let person = line.text("person"), let kind = Kind(line)
    else { return nil }
    self.init(issueID: id, day: day, person: person, kind: kind)
  }
}

extension IssueAction.Kind {
  fileprivate init?(_ line: LineMembers) {
    switch line.text("event") {
    case "assigned":
      self = .assigned(
        Assignment(
          department: line.text("department"), person: line.text("responsible"),
          due: line.day("due")))
    case "remedied":
      self = .remedied(
        Remedy(
          causeClass: line.text("causeClass").flatMap { Remedy.CauseClass(rawValue: $0) },
          effect: line.text("effect"), measure: line.text("measure"),
          completedOn: line.day("completedOn")))
    case "waived":
      guard let reason = line.text("reason"), let approver = line.text("approver"),
        let until = line.day("until")
      else { return nil }
      self = .waived(
        Waiver(
          reason: LocalizedText([.zhHans: reason]), approver: approver, from: line.day("from"),
          until: until))
    case "waiver withdrawn": self = .waiverWithdrawn
    case "closed":
      guard let reason = line.text("reason") else { return nil }
      self = .closed(reason: reason)
    default: return nil
    }
  }
}
