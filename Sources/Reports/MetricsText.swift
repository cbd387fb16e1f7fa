import Findings
import Ledger
import Values

/// A run's figures in the text format of Prometheus, for whoever watches that it ran and what it found.
///
/// Every series bears the period, so that the files of two months can lie in one folder.
package struct MetricsText: Sendable {
  package static let fileName = "metrics.prom"

  private let report: MonthlyReport
  private let times: RunTimes

  package init(_ report: MonthlyReport, _ times: RunTimes) {
    self.report = report
    self.times = times
  }

  package func write(to buffer: inout OutputBuffer) {
    for metric in metrics where !metric.samples.isEmpty {
      buffer.append("# HELP \(metric.name) \(escaped(metric.help))\n")
      buffer.append("# TYPE \(metric.name) gauge\n")
      for sample in metric.samples {
        let labels = ([("period", "\(report.period)")] + sample.labels)
          .map { "\($0)=\"\(escaped($1, quotes: true))\"" }
        buffer.append("\(metric.name){\(labels.joined(separator: ","))} \(sample.value)\n")
      }
    }
  }
}

/// When a run ended and what it took, by clocks that the report knows nothing of.
package struct RunTimes: Sendable {
  /// Seconds since 1970.
  package var ended: Int64
  package var measurements: RunMeasurements

  package init(ended: Int64, _ measurements: RunMeasurements) {
    self.ended = ended
    self.measurements = measurements
  }
}

/// One name, and its values under their labels.
private struct Metric {
  var name: String
  var help: String
  var samples: [(labels: [(String, String)], value: String)] = []

  init(_ name: String, _ help: String) {
    self.name = "paicha_\(name)"
    self.help = help
  }

  mutating func add(_ labels: [(String, String)], _ value: some CustomStringConvertible) {
    samples.append((labels, value.description))
  }
}

/// How many issues there are, counted in one sweep over what may be a million.
private struct IssueCounts {
  /// For each severity those without leave, failed and undetermined.
  var open = [[Int]](repeating: [0, 0], count: Severity.allCases.count)
  var byStatus = [Int](repeating: 0, count: Issue.Status.allCases.count)

  init(_ issues: [Issue]) {
    let severities = Dictionary(uniqueKeysWithValues: zip(Severity.allCases, open.indices))
    let statuses = Dictionary(uniqueKeysWithValues: zip(Issue.Status.allCases, byStatus.indices))
    for stretch in IssueStretches(issues).ranges {
      let issue = issues[stretch.lowerBound]
      byStatus[statuses[issue.status]!] += stretch.count
      let severity = severities[issue.rule.severity]!
      for index in stretch where issues[index].finding.facts.grounds?.waiver == nil {
        open[severity][issues[index].finding.facts.outcome == .fail ? 0 : 1] += 1
      }
    }
  }
}

extension MetricsText {
  private var metrics: [Metric] {
    let counts = IssueCounts(report.issues)
    return runMetrics + [records, rejects, rules, findings(counts), issues(counts)] + kpiMetrics
  }

  private var runMetrics: [Metric] {
    let isComplete = report.isRunComplete
    var info = Metric("run_info", "The run that these figures are of; always 1.")
    info.add([("as_of", "\(report.asOf)"), ("version", report.version)], 1)
    var last = Metric(
      "last_run_timestamp_seconds", "When the results were written, complete or not.")
    last.add([], times.ended)
    var success = Metric(
      "last_success_timestamp_seconds",
      "When the results were written, if every export was read whole and some rule ran.")
    if isComplete { success.add([], times.ended) }
    var complete = Metric(
      "run_complete", "Whether every export was read whole and some rule ran.")
    complete.add([], isComplete ? 1 : 0)
    var stages = Metric(
      "stage_duration_seconds", "How long a stage of the run took; reporting up to these figures.")
    var processor = Metric(
      "stage_processor_seconds",
      "Processor time that all threads spent in a stage of the run; reporting up to these figures.")
    for stage in times.measurements.stages {
      stages.add([("stage", stage.name)], seconds(stage.duration))
      processor.add([("stage", stage.name)], seconds(stage.processorTime))
    }
    var memory = Metric(
      "peak_memory_bytes", "The most memory that the run held, up to these figures.")
    if let peak = times.measurements.peakMemory { memory.add([], peak) }
    return [info, last, success, complete, stages, processor, memory, exportBytes]
  }

  private var exportBytes: Metric {
    var metric = Metric("export_bytes", "Size of the exports that were read.")
    metric.add([], report.coverage.exports.reduce(0) { $0 + $1.byteCount })
    return metric
  }

  private var records: Metric {
    var metric = Metric("records_read", "Records read from the exports.")
    var counts: [String: Int] = [:]
    for export in report.coverage.exports {
      for (entity, _, count) in export.records { counts[entity, default: 0] += count }
    }
    for (entity, count) in counts.sorted(by: { $0.key < $1.key }) {
      metric.add([("entity", entity)], count)
    }
    return metric
  }

  private var rejects: Metric {
    var metric = Metric("rejects", "Records, values and rests of files that could not be read.")
    let gaps = report.gaps
    metric.add([("extent", "record")], gaps.rejectedRecords)
    metric.add([("extent", "value")], gaps.rejectedValues)
    metric.add([("extent", "file")], gaps.cutFiles.count)
    return metric
  }

  private var rules: Metric {
    var metric = Metric("rules", "Rules that ran, lacked what they need, or are switched off.")
    let off = report.verdict.rules.count { $0.isSwitchedOff }
    metric.add([("state", "run")], report.rulesRun)
    metric.add([("state", "not run")], report.gaps.rulesNotRun.count - off)
    metric.add([("state", "switched off")], off)
    return metric
  }

  private func findings(_ counts: IssueCounts) -> Metric {
    var metric = Metric("findings", "Findings, without those that there is leave to let stand.")
    for (severity, counts) in zip(Severity.allCases, counts.open).reversed() {
      for (outcome, count) in zip([Finding.Outcome.fail, .undetermined], counts) {
        metric.add([("severity", severity.rawValue), ("outcome", outcome.rawValue)], count)
      }
    }
    return metric
  }

  private func issues(_ counts: IssueCounts) -> Metric {
    var metric = Metric(
      "issues", "Findings by what became of them, and earlier issues that were not found again.")
    for (status, count) in zip(Issue.Status.allCases, counts.byStatus) {
      metric.add([("status", status.rawValue)], count)
    }
    if let followUp = report.followUp {
      metric.add([("status", "verified")], followUp.verified.count)
      metric.add([("status", "not examined")], followUp.unexamined.count + followUp.waived.count)
    }
    return metric
  }

  private var kpiMetrics: [Metric] {
    var numerator = Metric("kpi_numerator", "Subjects that meet the KPI.")
    var denominator = Metric("kpi_denominator", "Subjects that the KPI counts.")
    var ratio = Metric("kpi_ratio", "Numerator by denominator; absent where that is 0.")
    var target = Metric("kpi_target_ratio", "What the KPI is to reach.")
    for kpi in report.verdict.kpis where kpi.notRun == nil {
      let labels = [("kpi", kpi.id)]
      numerator.add(labels, kpi.numerator)
      denominator.add(labels, kpi.denominator)
      if let value = kpi.value { ratio.add(labels, value) }
      if let wanted = kpi.target { target.add(labels, wanted) }
    }
    return [numerator, denominator, ratio, target]
  }

  /// To the microsecond: `1.204817`.
  private func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let micros = String(attoseconds / 1_000_000_000_000)
    return "\(seconds)." + String(repeating: "0", count: 6 - micros.count) + micros
  }

  /// As the format has it: a backslash and a line feed everywhere, a quote in values of labels.
  private func escaped(_ text: String, quotes: Bool = false) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\"" where quotes: result += "\\\""
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
