import Findings
import Ledger
import Reports
import Testing
import Values

@Suite struct MetricsTextTests {
  private static let times = RunTimes(
    ended: 1_759_276_800,
    RunMeasurements(
      stages: [
        StageTime(
          name: "reading", duration: .milliseconds(1_200), processorTime: .milliseconds(2_300)),
        StageTime(name: "judging", duration: .zero, processorTime: .zero),
        StageTime(
          name: "reporting", duration: .microseconds(70), processorTime: .microseconds(69)),
      ], peakMemory: 134 << 20))

  private func text(of report: MonthlyReport) throws -> String {
    var bytes: [UInt8] = []
    var buffer = OutputBuffer { bytes += $0 }
    MetricsText(report, Self.times).write(to: &buffer)
    try buffer.finish()
    return String(decoding: bytes, as: UTF8.self)
  }

  private func metrics(of report: MonthlyReport) throws -> Exposition {
    try Exposition(text(of: report))
  }

  @Test func everySeriesIsOfThePeriodAndOfPaicha() throws {
    let metrics = try metrics(of: SampleReport.report())
    #expect(metrics.values.keys.allSatisfy { $0.labels["period"] == "2025-09" })
    #expect(metrics.helps.keys.allSatisfy { $0.hasPrefix("paicha_") })
    #expect(metrics.helps.values.allSatisfy { $0.hasSuffix(".") })
  }

  /// The counts are those of the report, which its own tests hold.
  @Test func theFiguresAreThoseOfTheReport() throws {
    for report in [
      SampleReport.report(), SampleReport.reportWithWaivers, SampleReport.cleanReport,
    ] {
      let metrics = try metrics(of: report)
      func sum(_ name: String, where isMeant: ([String: String]) -> Bool = { _ in true }) -> Int {
        metrics.values.filter { $0.key.name == name && isMeant($0.key.labels) }
          .reduce(0) { $0 + (Int($1.value) ?? 0) }
      }
      let total = report.breakdown.total
      #expect(sum("paicha_findings") { $0["outcome"] == "fail" } == total.failed)
      #expect(sum("paicha_findings") { $0["outcome"] == "undetermined" } == total.undetermined)
      let critical = sum("paicha_findings") {
        $0["severity"] == "critical" && $0["outcome"] == "fail"
      }
      #expect(critical == total.failedBySeverity[0])
      let found = Set(Issue.Status.allCases.map(\.rawValue))
      #expect(sum("paicha_issues") { found.contains($0["status"]!) } == report.issues.count)
      #expect(sum("paicha_issues") { $0["status"] == "waived" } == total.waived)
      #expect(
        sum("paicha_issues") { $0["status"] == "verified" } == report.followUp?.verified.count ?? 0)
      #expect(sum("paicha_records_read") == report.recordCount)
      #expect(sum("paicha_rules") == report.verdict.rules.count)
      #expect(sum("paicha_rules") { $0["state"] == "run" } == report.rulesRun)
      #expect(sum("paicha_rejects") { $0["extent"] == "record" } == report.gaps.rejectedRecords)
      for kpi in report.verdict.kpis {
        let labels = ["period": "2025-09", "kpi": kpi.id]
        let isComputed = kpi.notRun == nil
        #expect(
          metrics["paicha_kpi_numerator", labels] == (isComputed ? "\(kpi.numerator)" : nil))
        #expect(
          metrics["paicha_kpi_denominator", labels] == (isComputed ? "\(kpi.denominator)" : nil))
        #expect(metrics["paicha_kpi_ratio", labels] == kpi.value?.description)
      }
    }
  }

  @Test func timesAreInSeconds() throws {
    let metrics = try metrics(of: SampleReport.cleanReport)
    func stages(_ name: String) -> [String?] {
      ["reading", "judging", "reporting"].map {
        metrics[name, ["period": "2025-09", "stage": $0]]
      }
    }
    #expect(stages("paicha_stage_duration_seconds") == ["1.200000", "0.000000", "0.000070"])
    #expect(stages("paicha_stage_processor_seconds") == ["2.300000", "0.000000", "0.000069"])
    #expect(metrics["paicha_last_run_timestamp_seconds", ["period": "2025-09"]] == "1759276800")
  }

  @Test func sizesAreInBytes() throws {
    let report = SampleReport.report()
    let metrics = try metrics(of: report)
    #expect(metrics["paicha_peak_memory_bytes", ["period": "2025-09"]] == "\(134 << 20)")
    let bytes = report.coverage.exports.reduce(0) { $0 + $1.byteCount }
    #expect(metrics["paicha_export_bytes", ["period": "2025-09"]] == "\(bytes)")
  }

  /// An alert on the time of the last success sees that a run with half an export was none.
  @Test func anIncompleteRunIsNoSuccess() throws {
    var coverage = SampleReport.cleanReport.coverage
    let whole = try metrics(of: SampleReport.cleanReport)
    let period = ["period": "2025-09"]
    #expect(whole["paicha_run_complete", period] == "1")
    #expect(whole["paicha_last_success_timestamp_seconds", period] == "1759276800")
    coverage.rejects.append(
      Reject(
        extent: .file, code: "truncated", file: "a.csv", record: 1, line: 1, byte: 0, column: nil,
        entity: nil, message: LocalizedText([.en: "cut short"]), originalText: ""))
    let cut = try metrics(
      of: MonthlyReport(
        period: Period("2025-09")!, asOf: CivilDate("2025-09-30")!, scope: "", occasion: .monthEnd,
        version: "", coverage: coverage, verdict: SampleReport.cleanReport.verdict, issues: []))
    #expect(cut["paicha_run_complete", period] == "0")
    #expect(cut["paicha_last_success_timestamp_seconds", period] == nil)
    #expect(cut["paicha_last_run_timestamp_seconds", period] == "1759276800")
  }

  @Test(arguments: ["\"", "\\", "\n", "a\"b\\c\nd", "\\n", "合格率 {x=\"1\"} 2", "e\u{301}\u{0}", ""])
  func anyTextIsALabel(_ id: String) throws {
    let clean = SampleReport.cleanReport
    var verdict = clean.verdict
    verdict.kpis[0].id = id
    let metrics = try metrics(
      of: MonthlyReport(
        period: Period("2025-09")!, asOf: CivilDate("2025-09-30")!, scope: "", occasion: .monthEnd,
        version: id, coverage: clean.coverage, verdict: verdict, issues: []))
    #expect(metrics["paicha_kpi_numerator", ["period": "2025-09", "kpi": id]] != nil)
    let info = ["period": "2025-09", "as_of": "2025-09-30", "version": id]
    #expect(metrics["paicha_run_info", info] == "1")
  }

  /// What the parser of these tests refuses, so that it says something when it does not.
  @Test(arguments: [
    "a 1", "# HELP a b\n# TYPE a gauge\na 1\na 2\n", "# HELP a b\n# TYPE a gauge\nb 1\n",
    "# HELP a b\n# TYPE a gauge\na{x=\"1\" 1\n", "# HELP a b\n# TYPE a gauge\na{x=\"\\t\"} 1\n",
    "# HELP a b\n# TYPE a gauge\na{x=\"1\",x=\"2\"} 1\n", "# HELP a b\n# TYPE a gauge\na one\n",
    "# HELP a b\n# TYPE a gauge\na 1\n# HELP a b\n# TYPE a gauge\na{x=\"1\"} 1\n", "a 1\n",
  ])
  func faultyTextIsSeen(_ text: String) {
    #expect(throws: ExpositionFault.self) { try Exposition(text) }
  }
}
