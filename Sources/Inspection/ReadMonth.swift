import Entities
import Findings
import Intake
import Relations
import Rules
import Tables
import Values

/// A month's exports, read and joined.
struct ReadMonth {
  /// What is told of the exports.
  var dataset: Dataset
  var cases: PartedCases
  var coverage: Coverage
  /// Where records lie that are not in memory.
  var spill: SpillFolder?
}

/// Reads and joins the exports of a month, in memory or on disk.
struct MonthReading {
  let files: FileMatching
  let project: Project
  let plan: InspectionPlan
  let progress: Progress

  func month() throws(SpillFault) -> ReadMonth {
    progress.begin(.reading, files.exports.count)
    guard let memory = plan.memory, !memory.holds(files) else { return inMemory() }
    return try onDisk(memory)
  }

  private var terms: DeliveryTerms {
    DeliveryTerms(period: plan.period, asOf: plan.asOf, calendar: project.rules.calendar)
  }

  private var kept: KeptFields { project.rules.fieldsLookedAt(in: project.model) }

  private func source(_ cases: Cases) -> CaseSource {
    CaseSource(
      cases, calendar: project.rules.calendar, period: plan.period,
      pseudonyms: plan.mask?.pseudonyms)
  }

  private func inMemory() -> ReadMonth {
    var dataset = Dataset.reading(
      files, model: project.model, terms: terms, keeping: kept, threads: plan.threads)
    if let mask = plan.mask { dataset.mask(by: mask.pseudonyms) }
    progress.begin(.relating, project.model.relations.count)
    let cases = Cases(
      dataset, needing: project.rules.relations(of: project.model), threads: plan.threads)
    return ReadMonth(
      dataset: dataset, cases: PartedCases(source(cases)), coverage: Coverage(cases))
  }

  private func onDisk(_ memory: MemoryBound) throws(SpillFault) -> ReadMonth {
    let folder = try SpillFolder(in: memory.temporaryFolder)
    var dataset = try SpilledDataset.reading(
      files, model: project.model, terms: terms, keeping: kept, into: folder,
      within: memory.byteCount, threads: plan.threads)
    if let mask = plan.mask { dataset.mask(by: mask.pseudonyms) }
    progress.begin(.relating, project.model.relations.count)
    let cases = try SpilledCases(
      dataset, partBytes: memory.partByteCount, threads: plan.threads)
    let outline = dataset.outline
    let parted = PartedCases(cases, outline: source(Cases(outline: outline)), source: source)
    return ReadMonth(
      dataset: outline, cases: parted,
      coverage: Coverage(
        outline, relations: cases.linkCounts, rowCounts: parted.rowCounts),
      spill: folder)
  }
}
