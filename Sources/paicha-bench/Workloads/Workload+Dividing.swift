import Entities
import Findings
import Inspection
import Intake
import Relations
import Rules
import Tables
import Values

extension Workload {
  /// What data larger than memory take: exports are read to disk, joined there, and judged in parts.
  static let dividing = [readingToDisk, joiningOnDisk, judgingInParts]

  private static let readingToDisk = Workload(
    name: "read-to-disk",
    prepare: { month, threads in
      let exports = try month.exports(.csv)
      return Prepared(rows: try month.recordCount(), bytes: byteCount(of: exports.map(\.path))) {
        let dataset = month.datasetOnDisk(exports, threads: threads)
        return { digest(of: dataset.readBack) }
      }
    },
    oracle: { month in digest(of: try month.dataset(.csv)) })

  private static let joiningOnDisk = Workload(
    name: "join-on-disk",
    prepare: { month, threads in
      let dataset = month.datasetOnDisk(try month.exports(.csv), threads: threads)
      return Prepared(rows: try month.recordCount(), bytes: nil) {
        let cases = month.divided(dataset, threads: threads)
        return { digest(of: cases.linkCounts) }
      }
    },
    oracle: { month in
      let cases = try month.cases()
      let relations = cases.model.relations
      return digest(
        of: cases.links.indices.map {
          relations[$0].kind == .previous ? nil : cases.links[$0]?.counts
        })
    })

  private static let judgingInParts = Workload(
    name: "judge-parts",
    prepare: { month, threads in
      let dataset = month.datasetOnDisk(try month.exports(.csv), threads: threads)
      let cases = month.divided(dataset, threads: threads)
      let parted = PartedCases(
        cases, outline: month.source(Cases(outline: dataset.outline)), source: month.source)
      return Prepared(rows: try month.recordCount(), bytes: nil) {
        let verdict = onDisk { () throws(SpillFault) in
          try Verdict(
            of: month.project.rules, on: parted, asOf: WorkloadMonth.asOf, threads: threads)
        }
        return { digest(of: verdict) }
      }
    },
    oracle: { month in
      digest(
        of: Verdict(
          of: month.project.rules, on: month.source(try month.cases()), asOf: WorkloadMonth.asOf,
          threads: 2))
    })
}

extension WorkloadMonth {
  fileprivate static let asOf = CivilDate("2025-09-30")!

  fileprivate func recordCount() throws -> Int {
    try cases().dataset.tables.reduce(0) { $0 + ($1?.rowCount ?? 0) }
  }

  fileprivate func source(_ cases: Cases) -> CaseSource {
    CaseSource(cases, calendar: project.rules.calendar, period: Period("2025-09")!)
  }

  fileprivate func datasetOnDisk(_ exports: [ExportFile], threads: Int) -> SpilledDataset {
    onDisk { () throws(SpillFault) in
      try SpilledDataset.reading(
        FileMatching(exports: exports), model: project.exports.model, terms: nil, keeping: nil,
        into: SpillFolder(in: folder), threads: threads)
    }
  }

  /// In some dozens of parts, whatever the month's size.
  fileprivate func divided(_ dataset: SpilledDataset, threads: Int) -> SpilledCases {
    let bytes = dataset.tables.reduce(0) { sum, table in
      sum + (table.map { $0.byteCount(of: Set(0..<$0.fieldCount)) } ?? 0)
    }
    return onDisk { () throws(SpillFault) in
      try SpilledCases(dataset, partBytes: bytes / 16, threads: threads)
    }
  }
}

extension SpilledDataset {
  /// All records, in memory again.
  fileprivate var readBack: Dataset {
    var kept = KeptFields()
    for (number, entity) in model.entities.enumerated() {
      kept.keep(entity.fields.indices, of: number)
    }
    var dataset = onDisk { () throws(SpillFault) in
      try self.dataset(tables.map { $0.map { _ in .all } }, keeping: kept, threads: 2)
    }
    dataset.unreadables = unreadables
    return dataset
  }
}

/// What needs a disk that works, or there is nothing to measure.
private func onDisk<R>(_ body: () throws(SpillFault) -> R) -> R {
  do {
    return try body()
  } catch {
    fatalError("\(error.path) cannot hold the month: \(error.kind)")
  }
}

private func digest(of counts: [LinkCounts?]) -> String {
  var digest = WorkloadDigest()
  for counts in counts.compactMap(\.self) { digest.add("\(counts)") }
  return digest.text
}

private func digest(of verdict: Verdict) -> String {
  var digest = WorkloadDigest()
  for rule in verdict.rules { digest.add("\(rule.facts.id) \(rule.counts) \(rule.amount)") }
  for finding in verdict.findings {
    digest.add("\(finding.id) \(finding.subject.key) \(finding.cause?.findingID ?? "")")
    digest.add("\(finding.evidence.map(\.value)) \(finding.documents.map(\.line))")
  }
  for kpi in verdict.kpis { digest.add("\(kpi.id) \(kpi.numerator) \(kpi.denominator)") }
  for pattern in verdict.patterns { digest.add("\(pattern.orders) \(pattern.patterns.count)") }
  return digest.text
}
