import Findings
import Ledger
import Values

/// `issues.jsonl`: every issue as one line of JSON, in all languages.
///
/// A line says what was found, where, of which rule, and how it stands. What a rule says to all of its issues, what it
/// finds, the remedy, and what values and documents are called, stands once in `report.json`, by the same ids.
struct IssuesJSONL: IssueTable {
  static let fileName = "issues.jsonl"

  let report: MonthlyReport

  static func annex(of report: MonthlyReport) -> Annex? {
    Annex(name: fileName, holds: .annexIssuesJSONL, count: report.issues.count)
  }

  init(report: MonthlyReport, language: Language) {
    self.report = report
  }

  /// There is no line before the first issue.
  func writeBeginning(to buffer: inout OutputBuffer) {}

  func writeRows(of batch: IssueBatch, to buffer: inout OutputBuffer) {
    let run = RunTexts(of: report)
    for alike in batch.issues { LineForm(of: alike, run).write(alike, to: &buffer) }
  }
}

/// The line of issues that are alike, with places for what each has of its own.
private struct LineForm {
  /// All that stands between the places, one behind the other.
  private var bytes: [UInt8]
  private var steps: [Step] = []

  /// What stands up to a place, and what is written there.
  private struct Step: BitwiseCopyable {
    /// Where the bytes before it end.
    var end: Int
    var own: Own
  }

  /// A number where the texts of an issue are concerned, for nothing is looked up or counted for each line.
  private enum Own: BitwiseCopyable {
    /// A text in quotes that stand there already.
    case text(slot: Int)
    /// A text, or that there is none.
    case optionalText(slot: Int)
    case line, otherDocuments, grounds
  }

  init(of alike: LikeIssues, _ run: RunTexts) {
    var steps: [Step] = []
    let texts = alike.texts
    bytes = JSONWriter.bytes(.line) { json in
      json.object { json in
        json.members(of: alike.first, texts.names, hasReason: texts.hasReason, run) { json, own in
          switch own {
          case .text(let text):
            json.string {
              steps.append(Step(end: $0.byteCount, own: .text(slot: texts.slot(of: text))))
            }
          case .optionalText(let text) where !texts.have(text): json.null()
          case .optionalText(let text):
            json.value {
              steps.append(Step(end: $0.byteCount, own: .optionalText(slot: texts.slot(of: text))))
            }
          case .sentence(let language):
            json.string { json in
              for part in texts.sentenceParts(in: language) {
                switch part {
                case .text(let text): json.piece(text)
                case .value(let number):
                  let slot = texts.slot(of: .sentenceValue(number, language))
                  steps.append(Step(end: json.byteCount, own: .text(slot: slot)))
                }
              }
            }
          case .line: json.value { steps.append(Step(end: $0.byteCount, own: .line)) }
          case .otherDocuments where !texts.haveOtherDocuments:
            json.members(of: FindingTexts.OtherDocuments.none)
          case .otherDocuments: steps.append(Step(end: json.byteCount, own: .otherDocuments))
          case .grounds where !texts.haveGrounds: break
          case .grounds: steps.append(Step(end: json.byteCount, own: .grounds))
          }
        }
      }
      json.endLine()
    }
    self.steps = steps
  }

  /// Writes a line for each issue.
  func write(_ alike: LikeIssues, to buffer: inout OutputBuffer) {
    JSONWriter.write(to: &buffer, .line) { json in
      bytes.withUnsafeBufferPointer { bytes in
        steps.withUnsafeBufferPointer { steps in
          alike.texts.withView { texts in
            for number in 0..<alike.issues.count {
              var start = 0
              for step in steps {
                json.written(UnsafeBufferPointer(rebasing: bytes[start..<step.end]))
                start = step.end
                switch step.own {
                case .text(let slot): json.piece(texts.text(slot, of: number))
                case .optionalText(let slot): json.textOrNull(texts.text(slot, of: number))
                case .line: json.written(texts.lines[number])
                case .otherDocuments:
                  json.furtherMembers { $0.members(of: alike.texts.otherDocuments(of: number)) }
                case .grounds:
                  if let grounds = alike.grounds(of: number) {
                    json.furtherMembers { $0.members(of: grounds) }
                  }
                }
              }
              json.written(UnsafeBufferPointer(rebasing: bytes[start...]))
            }
          }
        }
      }
    }
  }
}

/// What of a line each issue has its own of.
private enum OwnPart {
  /// A text that each has.
  case text(FindingText)
  /// A text, or null.
  case optionalText(FindingText)
  case sentence(Language)
  case line
  /// Members, behind others.
  case otherDocuments, grounds
}

/// What is the same in all lines.
private struct RunTexts {
  let foundAt: String
  let foundBy: String

  init(of report: MonthlyReport) {
    foundAt = report.asOf.description
    foundBy = "Paicha " + report.version
  }
}

extension JSONWriter {
  /// All that a line says of an issue.
  mutating func members(of issue: Issue, in report: MonthlyReport) {
    let facts = issue.finding.facts
    let details = issue.finding.detailsBesidesSubject
    members(
      of: issue, details.names, hasReason: details.reason != nil, RunTexts(of: report)
    ) { json, own in
      switch own {
      case .text(.id): json.string(issue.finding.id)
      case .optionalText(.order): json.text(facts.caseKey)
      case .text(.subjectKey): json.string(facts.subject.key)
      case .text(.subjectFile): json.string(facts.subject.file)
      case .text(.evidence(let number)): json.string(details.values[number])
      case .optionalText(.expected): json.text(details.expected)
      case .optionalText(.actual): json.text(details.actual)
      case .optionalText(.difference): json.text(details.difference)
      case .optionalText(.amount): json.text(facts.amount?.description)
      case .text(.reason(let language)): json.string(details.reason?[language] ?? "")
      case .sentence(let language): json.string(details.message[language])
      case .line: json.integer(facts.subject.line)
      case .otherDocuments:
        json.members(
          of: FindingTexts.OtherDocuments(
            named: details.documents, furtherCount: details.furtherDocuments))
      case .grounds: if let grounds = facts.grounds { json.members(of: grounds) }
      case .text, .optionalText: preconditionFailure("a line has no other texts")
      }
    }
  }

  /// The layout of a line.
  ///
  /// - Parameter own: writes what the issue has of its own.
  fileprivate mutating func members(
    of issue: Issue, _ names: DetailNames, hasReason: Bool, _ run: RunTexts,
    _ own: (inout JSONWriter, OwnPart) -> Void
  ) {
    let rule = issue.rule
    key("id")
    own(&self, .text(.id))
    member("status", issue.status.rawValue)
    member("outcome", issue.finding.outcome.rawValue)
    object("rule") { json in
      json.member("id", rule.id)
      json.member("pack", rule.pack)
      json.member("stage", rule.stage)
      json.member("clause", rule.clause)
      json.member("severity", rule.severity.rawValue)
      json.member("department", rule.department)
    }
    object("message") { json in
      json.key("zh-Hans")
      own(&json, .sentence(.zhHans))
      json.key("zh-Hant")
      own(&json, .sentence(.zhHant))
      json.key("en")
      own(&json, .sentence(.en))
    }
    key("reason")
    if hasReason {
      object { json in
        json.key("zh-Hans")
        own(&json, .text(.reason(.zhHans)))
        json.key("zh-Hant")
        own(&json, .text(.reason(.zhHant)))
        json.key("en")
        own(&json, .text(.reason(.en)))
      }
    } else {
      null()
    }
    key("order")
    own(&self, .optionalText(.order))
    object("subject") { json in
      json.member("entity", issue.finding.subject.entity)
      json.key("key")
      own(&json, .text(.subjectKey))
      json.key("file")
      own(&json, .text(.subjectFile))
      json.key("line")
      own(&json, .line)
    }
    own(&self, .otherDocuments)
    objects("evidence", names.paths.indices) { json, number in
      json.member("path", names.paths[number])
      json.key("value")
      own(&json, .text(.evidence(number)))
    }
    member("field", names.field)
    for (name, text) in JSONWriter.comparison {
      key(name)
      own(&self, .optionalText(text))
    }
    own(&self, .grounds)
    end(of: issue, run)
  }

  /// What comes after that which an issue has of its own.
  private mutating func end(of issue: Issue, _ run: RunTexts) {
    if issue.isHandled { members(of: issue.handling) }
    if let department = issue.escalatedTo {
      object("escalatedTo") { json in
        json.member("id", department.id)
        json.member("label", department.label)
      }
    }
    member("due", issue.due.description)
    member("firstSeen", issue.firstSeen.description)
    member("lastSeen", issue.lastSeen.description)
    member("timesSeen", issue.timesSeen)
    member("foundAt", run.foundAt)
    member("foundBy", run.foundBy)
  }

  fileprivate mutating func members(of grounds: FindingGrounds) {
    if let cause = grounds.cause {
      object("cause") { json in
        json.member("id", cause.findingID)
        json.member("rule", cause.ruleID)
      }
    }
    if let waiver = grounds.waiver { object("waiver") { $0.members(of: waiver) } }
  }

  private static let comparison: [(name: StaticString, text: FindingText)] = [
    ("expected", .expected), ("actual", .actual), ("difference", .difference),
    ("amount", .amount),
  ]

  /// All that stands once of a rule.
  mutating func members(of rule: RuleFacts) {
    member("id", rule.id)
    member("title", rule.title)
    member("pack", rule.pack)
    member("packTitle", rule.packTitle)
    member("stage", rule.stage)
    member("clause", rule.clause)
    member("severity", rule.severity.rawValue)
    member("department", rule.department)
    member("departmentLabel", rule.departmentLabel)
    member("finds", rule.finds)
    member("remedy", rule.remedy)
    member("dueDays", rule.dueDays)
    objects("paths", rule.paths) { json, path in
      json.member("path", path.id)
      json.member("label", path.label)
    }
  }

  /// What was said of it; what was not is left out.
  private mutating func members(of handling: Handling) {
    let (assignment, remedy) = (handling.assignment, handling.remedy)
    for (name, text) in [
      ("assignedDepartment", assignment.department), ("responsible", assignment.person),
      ("causeClass", remedy.causeClass?.rawValue), ("effect", remedy.effect),
      ("measure", remedy.measure), ("completedOn", remedy.completedOn?.description),
    ] {
      if let text { member(named: name, text) }
    }
  }

  mutating func members(of waiver: Waiver) {
    member("reason", waiver.reason)
    member("approver", waiver.approver)
    member("from", waiver.from?.description)
    member("until", waiver.until.description)
  }

  fileprivate mutating func members(of others: FindingTexts.OtherDocuments) {
    objects("otherDocuments", others.named) { $0.members(of: $1) }
    member("furtherDocuments", others.furtherCount)
  }

  private mutating func members(of document: Document) {
    member("entity", document.entity)
    member("key", document.key)
    member("file", document.file)
    member("line", document.line)
  }
}
