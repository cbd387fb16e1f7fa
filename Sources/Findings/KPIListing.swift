import Entities
import FEEL
import Intake
import Relations
package import Rules
import Tables

/// The subjects of a KPI one by one, so that whoever doubts a ratio can look at what was counted.
package struct KPIListing: Sendable {
  package struct Subject: Sendable {
    package var document: Document
    /// The order it belongs to, or nil when it belongs to none.
    package var caseKey: String?
    /// Whether it is in the numerator; nil when that could not be decided, so that it is in neither number.
    package var isCounted: Bool?
  }

  /// What the listed subjects add up to.
  package var result: KPIResult
  /// In the order in which they were read.
  package var subjects: [Subject]

  /// Judges what the KPI looks at, and sorts its subjects as ``KPIResult`` counts them.
  package init(of kpi: KPI, in set: RuleSet, on source: CaseSource, threads: Int) {
    var set = set
    if case .withoutFindings(let pack) = kpi.counted {
      set.rules.removeAll { set.packs[$0.pack].id != pack }
    } else {
      set.rules = []
    }
    let part = CasePart(source)
    let judgements = set.notJudged(in: source)
    let found = inMemory { () throws(SpillFault) in
      try RuleFindings.all(of: set, judgements, in: PartedCases(source), threads: threads)
    }
    let withFindings = CasesWithFindings(that: kpi, looksAt: set, found)
    var counts = KPICounts()
    let notRun = KPIResult.notRun(kpi, judgements, of: set, in: source)
    let rows = part.subjects(of: kpi.entity)
    if notRun == nil { counts.count(kpi, rows, withFindings, in: part) }
    result = KPIResult(kpi, counts, notRun: notRun)
    subjects = []
    guard notRun == nil else { return }
    kpi.sort(rows, withFindings, in: part) { row, isCounted in
      let key = source.key(of: row, entity: kpi.entity)
      subjects.append(
        Subject(
          document: source.document(row, of: kpi.entity, key: key),
          caseKey: source.caseKey(of: row, entity: kpi.entity), isCounted: isCounted))
    }
  }
}
