import Entities
import FEEL
import Relations
import Rules
import Tables
import Values

/// Makes findings of the subjects that one rule did not pass.
final class FindingComposing: Sendable {
  let rule: Rule
  let source: CaseSource
  /// Those of the rule, with their numbers.
  private let waivers: [(number: Int, waiver: DeclaredWaiver)]
  /// What the fields are called that the rule looks at, those of the check before those of the condition.
  let detailNames: DetailNames
  let evidence: [ValueReading]
  let expected: ValueReading?
  let actual: ValueReading?
  private let amount: ValueReading?
  let names: RecordNames
  let masking: MaskedReading?
  /// Whether the records judged are their own cases.
  private let areCases: Bool
  /// The messages; in all languages they are filled with the same values, which are evaluated once.
  let messages: MessageFillings
  let ways: RelationTree
  /// What every fingerprint begins with.
  private let fingerprintStart: [UInt8]
  let messageValues: [ValueReading]
  /// For each of these whether it is one of fixed words.
  let messageWords: [Bool]

  /// - Parameter hasVerdicts: whether there is anything to compose; pairs of records are at hand for rules that ran.
  init(
    rule: Rule, source: CaseSource, names: RecordNames, waivers: [DeclaredWaiver],
    hasVerdicts: Bool
  ) {
    self.rule = rule
    self.source = source
    self.names = names
    let readable = hasVerdicts ? source : nil
    func reading(_ program: Program) -> ValueReading {
      ValueReading(program, steps: program.steps, in: readable)
    }
    self.waivers = waivers.enumerated().filter { $0.element.ruleID == rule.id }
      .map { ($0.offset, $0.element) }
    let paths = rule.paths
    // A rule without verdicts has no findings whose values it could be asked for.
    detailNames =
      hasVerdicts
      ? DetailNames(
        paths: paths.map(\.text), labels: paths.map { source.label(of: $0) },
        field: rule.field.map { source.cases.model.entities[rule.subject.entity].fields[$0].name })
      : .none
    var programs: [Program] = []
    messages = MessageFillings(of: rule.message, source.cases.model) { program in
      if let number = programs.firstIndex(where: { $0.text == program.text }) { return number }
      programs.append(program)
      return programs.count - 1
    }
    messageValues = programs.map(reading)
    messageWords = programs.map { !$0.words(in: source.cases.model).isEmpty }
    evidence =
      hasVerdicts ? paths.map { ValueReading($0.program, steps: $0.steps, in: source) } : []
    expected = rule.expected.map { reading($0.program) }
    actual = rule.actual.map { reading($0.program) }
    amount = rule.amount.map { reading($0.program) }
    if case .each(let entity) = rule.subject {
      areCases = source.cases.model.entities[entity].pathToCase == []
    } else {
      areCases = false
    }
    masking = source.masking
    ways = RelationTree(hasVerdicts ? paths : [], in: source)
    let names = [rule.id, source.cases.model.entities[rule.subject.entity].name, ""]
    fingerprintStart = Array(names.joined(separator: "\u{1F}").utf8)
  }

  private var model: Model { source.cases.model }
  var entity: Int { rule.subject.entity }

  /// The head of the finding, and what leads from it to its cause.
  ///
  /// - Parameter keys: those of the records that the rule judges.
  func head(
    _ verdict: SubjectVerdict, _ keys: RecordKeys, details: DetailsOrigin
  ) -> (finding: Finding, leads: FindingLeads) {
    let subject = verdict.subject
    let key = businessKey(of: subject, keys)
    let finding = Finding(
      id: fingerprint(key), ruleID: rule.id,
      outcome: verdict.reason == nil ? .fail : .undetermined,
      subject: names.document(subject.firstRow, of: entity, key: key),
      caseKey: areCases ? key : caseKey(of: subject.firstRow),
      amount: amount(on: subject), origin: details)
    let leads = FindingLeads(
      judgedCount: subject.rows.count, undecidedBy: verdict.reason.flatMap(source.undecidedBy),
      waivers: waivers.isEmpty
        ? [] : waivers.filter { isFor($0.waiver, finding, subject) }.map(\.number))
    return (finding, leads)
  }

  func details(of verdict: SubjectVerdict) -> FindingDetails {
    let subject = verdict.subject
    let (expected, actual, difference) = comparison(on: subject)
    let documents = documents(of: subject)
    let reason = verdict.reason.map { source.explanation(of: $0) }
    return FindingDetails(
      documents: documents.named, furtherDocuments: documents.further,
      names: detailNames, values: evidence.map { evidenceText($0, on: subject) },
      expected: expected, actual: actual, difference: difference,
      sentence: reason.map { FindingSentence(undecided($0)) } ?? sentence(on: subject),
      reason: reason)
  }

  /// The two values that the rule compares, as text, and how far they are apart.
  func comparison(
    on subject: Subject
  ) -> (expected: String?, actual: String?, difference: String?) {
    let expected = expected.map { shown($0, on: subject) }
    let actual = actual.map { shown($0, on: subject) }
    return (expected?.displayText, actual?.displayText, Value.difference(expected, actual))
  }

  func documents(of verdict: SubjectVerdict) -> [Document] {
    documents(of: verdict.subject).named
  }

  private func isFor(_ waiver: DeclaredWaiver, _ finding: Finding, _ subject: Subject) -> Bool {
    switch waiver.scope {
    case .key(let key): finding.subject.key == key
    case .condition(let condition):
      if case .boolean(true) = evaluate(condition, on: subject) { true } else { false }
    }
  }

  private func evaluate(_ expression: Expression, on subject: Subject) -> Value {
    expression.program.evaluate(on: subject, in: source)
  }

  /// The value as a finding may show it.
  private func shown(_ reading: ValueReading, on subject: Subject) -> Value {
    guard let masking else { return reading.value(on: subject, in: source) }
    return masking.shown { reading.program.evaluate(on: subject, in: $0) }
  }

  private func caseKey(of row: Int) -> String? {
    source.cases.caseRow(of: row, entity: entity).map { names.key(of: $0.row, entity: $0.entity) }
  }

  /// The rule's id and the subject's business key, and nothing else.
  private func fingerprint(_ key: String) -> FindingID {
    var key = key
    return key.withUTF8 { key in
      withUnsafeTemporaryAllocation(
        byteCount: fingerprintStart.count + key.count, alignment: 1
      ) { text in
        text.copyBytes(from: fingerprintStart)
        UnsafeMutableRawBufferPointer(rebasing: text[fingerprintStart.count...])
          .copyMemory(from: UnsafeRawBufferPointer(key))
        let (high, low) = SHA256.firstNumbers(of: UnsafeRawBufferPointer(text))
        return .digits(high, low)
      }
    }
  }

  /// For a record its key fields, for a group the values that make it.
  private func businessKey(of subject: Subject, _ keys: RecordKeys) -> String {
    switch rule.subject {
    case .each: keys.key(of: subject.firstRow)
    case .group(_, let fields):
      source.key(of: subject.firstRow, entity: entity, fields: fields)
    }
  }

  /// Money has two decimals, even where a price of four times a quantity of three has seven.
  private func amount(on subject: Subject) -> Decimal128? {
    guard let reading = amount,
      case .number(let amount) = reading.value(on: subject, in: source)
    else { return nil }
    return amount.magnitude.rounded(toScale: 2, .halfUp)
  }

  /// The rule's own message says that something is wrong; where that is not known, it must not.
  private func undecided(_ reason: LocalizedText) -> LocalizedText {
    LocalizedText([
      .zhHans: "未能判定是否“\(rule.title[.zhHans])”：\(reason[.zhHans])。",
      .zhHant: "未能判定是否「\(rule.title[.zhHant])」：\(reason[.zhHant])。",
      .en: "Not decided: '\(rule.title[.en])'; \(reason[.en]).",
    ])
  }

  private func sentence(on subject: Subject) -> FindingSentence {
    FindingSentence(messages, with: messageValues.indices.map { messageValue($0, on: subject) })
  }

  func messageValue(_ number: Int, on subject: Subject) -> SentenceValue {
    if !messageWords[number], let text = fieldText(messageValues[number], on: subject) {
      return .text(text.quoted)
    }
    return .value(shown(messageValues[number], on: subject))
  }

  func evidenceText(_ reading: ValueReading, on subject: Subject) -> String {
    fieldText(reading, on: subject) ?? shown(reading, on: subject).evidenceText
  }

  /// The value as text where it is that of a field and may be shown as it is; nil where it has to be looked at.
  private func fieldText(_ reading: ValueReading, on subject: Subject) -> String? {
    masking == nil ? reading.fieldText(on: subject) : nil
  }

  /// The subject's own records, unless it is one and to be left out, then those that the rule's paths lead to, by
  /// entity and row; and how many there are beyond the limit.
  func documents(
    of subject: Subject, omitsSubject: Bool = false
  ) -> (named: [Document], further: Int) {
    let others = ways.records(from: subject, of: entity)
    var named: [Document] = []
    let limit = min(others.count, Finding.documentLimit)
    switch subject {
    case .row(let row):
      if !omitsSubject || limit > 0 { named.reserveCapacity(1 + limit) }
      if !omitsSubject { named.append(names.document(row, of: entity)) }
    case .group(let rows):
      named.reserveCapacity(rows.count + limit)
      for row in rows { named.append(names.document(row, of: entity)) }
    }
    for other in others.prefix(limit) {
      named.append(names.document(other.row, of: other.entity))
    }
    return (named, others.count - limit)
  }
}

extension Program {
  fileprivate func evaluate(on subject: Subject, in source: any DataSource) -> Value {
    switch subject {
    case .row(let row): evaluate(row: row, in: source)
    case .group(let rows): evaluate(rows: rows, in: source)
    }
  }
}

extension Value {
  /// How many values of a list a finding shows.
  private static let listLimit = 100

  /// The value as text; of a long list its beginning, and how many values follow.
  fileprivate var evidenceText: String {
    guard case .list(let elements) = self, elements.count > Value.listLimit else {
      return displayText
    }
    let shown = Value.list(Array(elements.prefix(Value.listLimit))).displayText
    return "\(shown), … (+\(elements.count - Value.listLimit))"
  }

  /// `actual - expected`: numbers as a decimal, dates in days, date-times as an ISO duration; nil when
  /// either is missing or their type has no difference.
  fileprivate static func difference(_ expected: Value?, _ actual: Value?) -> String? {
    switch (expected, actual) {
    case (.number(let expected), .number(let actual)):
      actual.subtracting(expected)?.description
    case (.date(let expected), .date(let actual)): "\(actual.dayNumber - expected.dayNumber)"
    case (.dateTime(let expected), .dateTime(let actual)):
      actual.duration(since: expected)?.description
    default: nil
    }
  }
}
