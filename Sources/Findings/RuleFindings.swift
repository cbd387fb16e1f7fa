import Relations
import Rules
import Values

/// What one rule found in some of the cases, and which rules explain it. What it found in parts of the cases adds up to
/// what it found in all of them, however these were divided.
struct RuleFindings: Sendable {
  let ruleID: String
  let title: LocalizedText
  /// The rules whose failure explains a finding of this one, the likeliest first.
  let explainedBy: [String]
  private(set) var counts: JudgementCounts
  /// In the order of the first records judged.
  var findings: [Finding] = []
  /// One for each finding.
  private(set) var leads: [FindingLeads] = []
  /// The entity of the cases that the records judged belong to; nil when they belong to none.
  private(set) var caseEntity: Int?
  private(set) var cases = CaseRows()
  /// For each finding the row of the whole at which the first record judged stands.
  private var places: [Int32] = []
  /// The entity whose records are judged.
  private let entity: Int

  init(of rule: Rule, _ counts: JudgementCounts, in part: CasePart) {
    (ruleID, title, explainedBy) = (rule.id, rule.title, rule.explainedBy)
    entity = rule.subject.entity
    caseEntity = part.source.cases.caseEntity(of: entity)
    self.counts = counts
  }

  mutating func reserveCapacity(_ count: Int) {
    findings.reserveCapacity(count)
    leads.reserveCapacity(count)
    places.reserveCapacity(count)
  }

  /// Adds a finding on a subject of a part, behind those before it.
  mutating func append(
    _ finding: consuming Finding, _ leads: consuming FindingLeads, of subject: Subject,
    in part: CasePart
  ) {
    findings.append(finding)
    self.leads.append(leads)
    places.append(Int32(part.wholeRow(subject.firstRow, of: entity)))
    switch subject {
    case .row(let row): cases.append(part.wholeCase(of: row, entity: entity)?.row)
    case .group(let rows):
      cases.append(rows.map { part.wholeCase(of: $0, entity: entity)?.row })
    }
  }

  /// Adds what the same rule found in another part of the cases.
  mutating func add(_ other: RuleFindings) {
    precondition(ruleID == other.ruleID, "what is added up is of one rule")
    if findings.isEmpty {
      // The first of them, and often the only one.
      let before = counts
      self = other
      counts += before
      return
    }
    append(other)
  }

  /// The same where others follow.
  mutating func append(_ other: RuleFindings) {
    precondition(ruleID == other.ruleID, "what is added up is of one rule")
    counts += other.counts
    findings += other.findings
    leads += other.leads
    cases.append(contentsOf: other.cases)
    places += other.places
  }

  /// The findings, which are then no longer there.
  mutating func takeFindings() -> [Finding] {
    var taken: [Finding] = []
    swap(&taken, &findings)
    return taken
  }

  /// Puts the findings in order when all parts were added.
  mutating func sort() {
    if zip(places, places.dropFirst()).allSatisfy({ $0 <= $1 }) { return }
    let order = places.indices.sorted { places[$0] < places[$1] }
    findings = order.map { findings[$0] }
    leads = order.map { leads[$0] }
    cases = cases.reordered(by: order)
    places = order.map { places[$0] }
  }
}
