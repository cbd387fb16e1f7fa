import Findings
import Ledger
import Reports
import Values

/// A small invented month: four rules, of which one did not run; failed and undetermined findings;
/// a control total that disagrees; rejects, gaps and relations.
enum SampleReport {
  static func report(
    issues: [Issue] = issues, followUp: FollowUp? = followUp,
    majorAmount: Decimal128? = Decimal128(100_000),
    occasion: Occasion = .monthEnd, findingValues: [FindingValues] = findingValues
  ) -> MonthlyReport {
    MonthlyReport(
      period: Period("2025-09")!, asOf: CivilDate("2025-10-08")!, scope: "SampleData/2025-09",
      occasion: occasion, version: "0.1.0", coverage: coverage,
      verdict: Verdict(
        rules: verdicts, findings: issues.map(\.finding), kpis: kpis, scoring: scoring,
        patterns: patterns, findingValues: findingValues),
      issues: issues, followUp: followUp, majorAmount: majorAmount,
      sideBySide: { $0.map(sideBySide) })
  }

  static let scoring = Scoring(
    points: [
      .critical: Decimal128(10), .major: Decimal128(5), .minor: Decimal128(2),
      .info: Decimal128("0.5")!,
    ], overdueFactor: Decimal128(2), reopenedFactor: Decimal128(3))

  /// One property with a value that stands out, one without, and one that nobody could look at.
  private static let patterns = [
    PatternSearch(
      label: text("制单人", "製單人", "Created by"), valueCount: 7, orders: 1_234, findings: 40,
      patterns: [
        Pattern(
          value: text("桑|怀瑾", "桑|懷瑾", "Sang | Huaijin"), orders: 90, affected: 11, findings: 12,
          commonestRule: totals.id, commonestCount: 9)
      ]),
    PatternSearch(
      label: text("承运商", "承運商", "Carrier"), valueCount: 3, orders: 800, findings: 21),
    PatternSearch(
      label: text("仓库", "倉庫", "Warehouse"), notRun: text("没有发货单", "沒有出貨單", "no shipments were read")
    ),
  ]

  /// Two earlier runs; July was not inspected.
  private static let history = [
    run(
      "2025-06",
      kpis: [figure("accuracy", 1_100, 1_200), figure("complaints", 30, 1_200)],
      rules: [figure(lateReview, "", 2, 0, 700)]),
    run(
      "2025-08", kpis: [figure("accuracy", 1_188, 1_200)],
      rules: [
        figure(totals, "", 5, 0, 1_200), figure(phone, "another", 3, 0, 1_200),
        figure(price, "", 4, 0, 800),
        RuleFigure(
          id: "rule-of-old", fingerprint: "", failed: 7, undetermined: 1, subjects: 900),
      ]),
  ]

  private static func run(
    _ period: String, kpis: [KPIFigure], rules: [RuleFigure]
  ) -> LedgerRun {
    var figures = RunFigures()
    (figures.kpis, figures.rules) = (kpis, rules)
    return LedgerRun(
      period: Period(period)!, asOf: Period(period)!.last, issueCount: 0, digest: "",
      figures: figures)
  }

  private static func figure(_ id: String, _ numerator: Int, _ denominator: Int) -> KPIFigure {
    KPIFigure(id: id, numerator: numerator, denominator: denominator, undetermined: 0)
  }

  private static func figure(
    _ rule: RuleFacts, _ fingerprint: String, _ failed: Int, _ undetermined: Int, _ subjects: Int
  ) -> RuleFigure {
    RuleFigure(
      id: rule.id, fingerprint: fingerprint, failed: failed, undetermined: undetermined,
      subjects: subjects)
  }

  /// One issue cleared, and two that nobody looked at, one of them with leave.
  static var followUp: FollowUp {
    var followUp = FollowUp()
    followUp.history = history
    followUp.verified = [pastIssue("DD-7", rule: totals, amount: "1250")]
    followUp.unexamined = [pastIssue("DD-8", rule: phone, amount: nil)]
    followUp.unexamined[0].handling.assignment = Assignment(department: "legal", person: "=桑怀瑾")
    followUp.unexamined[0].handling.remedy = Remedy(
      causeClass: .process, effect: "迟延 | 一周", measure: "重新核对")
    followUp.waived = [pastIssue("DD-9", rule: phone, amount: nil)]
    return followUp
  }

  static func pastIssue(_ key: String, rule: RuleFacts, amount: String?) -> PastIssue {
    PastIssue(
      id: String(repeating: "f", count: 28) + key,
      facts: IssueFacts(
        ruleID: rule.id, entity: "order", key: key, caseKey: key, outcome: .fail,
        severity: rule.severity, department: rule.department,
        amount: amount.flatMap { Decimal128($0) }, documents: []), firstSeen: Period("2025-03")!,
      lastSeen: Period("2025-08")!, timesSeen: 3, due: CivilDate("2025-04-08")!,
      handling: Handling())
  }

  /// The month with leave for its second issue, and another that has expired.
  static var reportWithWaivers: MonthlyReport {
    var issues = issues
    let waiver = Waiver(
      reason: text("总经理特批 | 一次", "總經理特批 | 一次", "approved once | by the manager"),
      approver: "戚远山", from: nil, until: CivilDate("2025-12-31")!)
    var expired = waiver
    expired.until = CivilDate("2025-10-07")!
    issues[1].finding.waiver = waiver
    issues[1].status = .waived
    return MonthlyReport(
      period: Period("2025-09")!, asOf: CivilDate("2025-10-08")!, scope: "SampleData/2025-09",
      occasion: .monthEnd, version: "0.1.0", coverage: coverage,
      verdict: Verdict(
        rules: verdicts, findings: issues.map(\.finding), kpis: kpis,
        waivers: [
          WaiverVerdict(
            ruleID: totals.id, ruleTitle: totals.title, scope: "DD-2", waiver: waiver,
            state: .inForce, findingCount: 1),
          WaiverVerdict(
            ruleID: lateReview.id, ruleTitle: lateReview.title, scope: "total < 100",
            waiver: expired, state: .expired,
            findingCount: 1),
        ]), issues: issues)
  }

  /// A month in which everything was there and nothing was found.
  static var cleanReport: MonthlyReport {
    var coverage = coverage
    coverage.exports = [coverage.exports[1]]
    coverage.unrecognisedFiles = []
    coverage.missingSources = []
    coverage.rejects = []
    return MonthlyReport(
      period: Period("2025-09")!, asOf: CivilDate("2025-10-08")!, scope: "SampleData/2025-09",
      occasion: .monthEnd, version: "0.1.0", coverage: coverage,
      verdict: Verdict(
        rules: [verdict(of: totals, pass: 3, fail: 0, undetermined: 0, amount: "0")],
        findings: [], kpis: [kpis[0]]), issues: [])
  }

  // MARK: - Rules

  static let totals = rule(
    "order-total-differs-from-contract",
    text("订单金额与合同金额不一致", "訂單金額與合約金額不一致", "Order total differs from the contract"),
    pack: 0, stage: "contract", severity: .major, department: 0, prevention: orderFromContract)
  static let lateReview = rule(
    "legal-review-after-signing", text("法务审核晚于签订", "法務審核晚於簽訂", "Legal review after signing"),
    pack: 1, stage: "contract", severity: .critical, department: 1)
  static let phone = rule(
    "customer-phone-malformed", text("客户电话格式不正确", "客戶電話格式不正確", "Customer phone is malformed"),
    pack: 0, stage: "generation", severity: .info, department: 0, prevention: orderFromContract)
  static let price = rule(
    "price-differs-from-list", text("单价与价目表不一致", "單價與價目表不一致", "Unit price differs from the list"),
    pack: 0, stage: "generation", severity: .minor, department: 0)

  private static let packs = [
    ("information-accuracy", text("订单信息准确性", "訂單資訊準確性", "Information accuracy")),
    ("business-compliance", text("业务操作合规性", "業務操作合規性", "Business compliance")),
  ]
  private static let departments = [
    ("sales", text("销售部", "銷售部", "Sales")), ("legal", text("法务部", "法務部", "Legal")),
  ]

  static func rule(
    _ id: String, _ title: LocalizedText, pack: Int, stage: String, severity: Severity,
    department: Int, prevention: PreventionFacts? = nil
  ) -> RuleFacts {
    RuleFacts(
      id: id, title: title, pack: packs[pack].0, packTitle: packs[pack].1, stage: stage,
      clause: "A 4.\(pack + 1)", severity: severity, department: departments[department].0,
      departmentLabel: departments[department].1,
      finds: text("两处的值不同。", "兩處的值不同。", "Two values that differ."),
      remedy: text("核对原始单据。", "核對原始單據。", "Check the original documents."),
      prevention: prevention, dueDays: 5,
      paths: [NameFacts(id: "total", label: text("金额", "金額", "Total"))],
      entities: [
        NameFacts(id: "order", label: text("订单", "訂單", "Order")),
        NameFacts(id: "contract", label: text("合同", "合約", "Contract")),
      ])
  }

  /// The same rule, but for what is given.
  static func copy(
    _ rule: RuleFacts, escalation: [DepartmentFacts] = [], fingerprint: String = ""
  ) -> RuleFacts {
    RuleFacts(
      id: rule.id, title: rule.title, pack: rule.pack, packTitle: rule.packTitle,
      stage: rule.stage, clause: rule.clause, severity: rule.severity,
      department: rule.department, departmentLabel: rule.departmentLabel, finds: rule.finds,
      remedy: rule.remedy, prevention: rule.prevention, dueDays: rule.dueDays,
      escalation: escalation, paths: rule.paths, entities: rule.entities,
      fingerprint: fingerprint)
  }

  static func text(_ simplified: String, _ traditional: String, _ english: String)
    -> LocalizedText
  {
    LocalizedText([.zhHans: simplified, .zhHant: traditional, .en: english])
  }

  private static func verdict(
    of rule: RuleFacts, pass: Int, fail: Int, undetermined: Int, amount: String,
    notRun: LocalizedText? = nil
  ) -> RuleVerdict {
    var counts = OutcomeCounts()
    (counts.pass, counts.fail, counts.undetermined) = (pass, fail, undetermined)
    return RuleVerdict(facts: rule, counts: counts, notRun: notRun, amount: Decimal128(amount)!)
  }

  static let verdicts = [
    verdict(of: totals, pass: 1_231, fail: 2, undetermined: 1, amount: "1234567.5"),
    verdict(of: phone, pass: 1_233, fail: 1, undetermined: 0, amount: "0"),
    verdict(
      of: price, pass: 0, fail: 0, undetermined: 0, amount: "0",
      notRun: text("没有价目表", "沒有價目表", "no price list was read")),
    verdict(of: lateReview, pass: 900, fail: 1, undetermined: 0, amount: "200"),
  ]

  // MARK: - Issues

  static let issues = [
    issue(
      totals, 1, order: "DD-1", amount: "1234367.5", expected: "1000.00", actual: "1235367.50"),
    issue(totals, 2, order: "DD-2", amount: "200.00", expected: "300.00", actual: "100"),
    issue(totals, 3, order: "DD-3", outcome: .undetermined),
    issue(phone, 1, order: "DD-1", status: .carried),
    issue(
      lateReview, 2, order: "DD-2", amount: "200", expected: "2025-09-01", actual: "2025-09-03",
      difference: "2", status: .reopened),
  ]

  /// An issue of the order with that number.
  static func issue(
    _ rule: RuleFacts, _ number: Int, order: String?, outcome: Finding.Outcome = .fail,
    amount: String? = nil, expected: String? = nil, actual: String? = nil,
    difference: String? = nil, status: Issue.Status = .new
  ) -> Issue {
    let order = order ?? "–"
    let subject = Document(
      entity: "order", entityLabel: text("订单", "訂單", "Order"), key: order,
      file: "订单_202509.csv", line: number + 3)
    let contract = Document(
      entity: "contract", entityLabel: text("合同", "合約", "Contract"), key: "HT-\(number)",
      file: "合同.json", line: 10 * number)
    let finding = Finding(
      id: String(repeating: "0", count: 28) + "\(number)\(rule.id.utf8.count)a",
      ruleID: rule.id, outcome: outcome, subject: subject, caseKey: order,
      documents: [subject, contract],
      evidence: [
        Evidence(path: "total", label: text("金额", "金額", "Total"), value: actual ?? ""),
        Evidence(
          path: "contract.total", label: text("合同.金额", "合約.金額", "Contract.Total"),
          value: expected ?? ""),
      ],
      field: "total", expected: expected, actual: actual,
      difference: difference ?? amount.map { "-" + $0 }, amount: amount.flatMap { Decimal128($0) },
      message: text("订单 \(order) 与合同不符", "訂單 \(order) 與合約不符", "order \(order) differs"),
      reason: outcome == .fail ? nil : text("合同没有金额", "合約沒有金額", "the contract has no total"))
    return Issue(
      finding: finding, rule: rule, status: status, firstSeen: Period("2025-08")!,
      lastSeen: Period("2025-09")!, timesSeen: 2, due: CivilDate("2025-10-15")!)
  }

  // MARK: - Indicators and coverage

  static let kpis = [
    KPIResult(
      id: "accuracy", title: text("订单信息准确率", "訂單資訊準確率", "Order information accuracy"),
      clause: "A 6.2", numerator: 1_230, denominator: 1_234, undetermined: 1,
      target: Decimal128("0.995")!, direction: .atLeast, weight: Decimal128(30), notRun: nil),
    KPIResult(
      id: "complaints", title: text("客户投诉率", "客戶投訴率", "Complaint rate"), clause: "A 6.2",
      numerator: 40, denominator: 1_234, undetermined: 0, target: Decimal128("0.02")!,
      direction: .atMost, weight: Decimal128(20), notRun: nil),
    KPIResult(
      id: "risk-events", title: text("风险事件发生率", "風險事件發生率", "Risk event rate"), clause: "",
      numerator: 0, denominator: 0, undetermined: 0, target: nil, direction: .atMost,
      weight: Decimal128(10), notRun: text("没有风险登记", "沒有風險登記", "no risk register was read")),
  ]

  static let coverage = Coverage(
    exports: [
      ExportCoverage(
        file: "订单_202509.csv",
        files: [
          InputFile(
            name: "订单_202509.csv", byteCount: 402_113,
            sha256: String(repeating: "ab", count: 32), encoding: "GB18030",
            encodingReason: nil, copyOf: nil)
        ], source: "erp-orders", format: "csv", encoding: "GB18030",
        encodingReason: text("按声明", "依宣告", "the layout or the export itself says so"),
        byteCount: 402_113, sha256: String(repeating: "ab", count: 32), copyOf: nil,
        records: [("order", text("订单", "訂單", "Order"), 1_234)], rejectedRecords: 1,
        rejectedValues: 2,
        controlTotals: [
          ControlTotal(
            file: "订单_202509.csv", field: "total", label: text("金额", "金額", "Total"),
            stated: Decimal128("48211903.20")!,
            computed: Decimal128("48211803.2")!, line: 1_240)
        ], unusedFields: ["备注"], setAside: RowsSetAside()),
      ExportCoverage(
        file: "合同/ (2)",
        files: [
          InputFile(
            name: "合同/1.json", byteCount: 911_100, sha256: String(repeating: "01", count: 32),
            encoding: "UTF-8", encodingReason: nil, copyOf: nil),
          InputFile(
            name: "合同/2.json", byteCount: 100, sha256: String(repeating: "02", count: 32),
            encoding: "UTF-8", encodingReason: nil, copyOf: nil),
        ], source: "contracts", format: "json", encoding: "UTF-8", encodingReason: nil,
        byteCount: 911_200, sha256: "", copyOf: nil,
        records: [
          ("contract", text("合同", "合約", "Contract"), 1_180),
          ("contract line", text("合同明细", "合約明細", "Contract line"), 3_922),
        ], rejectedRecords: 0, rejectedValues: 0, controlTotals: [], unusedFields: [],
        setAside: RowsSetAside()),
    ],
    unrecognisedFiles: ["草稿.xlsx"],
    missingSources: [
      MissingSource(
        id: "price-list", entityLabel: text("价目表", "價目表", "Price list"),
        patterns: ["价目表*.csv", "prices*.json"])
    ],
    relations: [
      RelationCoverage(
        name: "order.contract", label: text("订单.合同", "訂單.合約", "Order.Contract"),
        fromCount: 1_234, toCount: 1_180, matched: 1_176, withoutKey: 49, unmatched: 8,
        ambiguous: 1, orphans: 4, duplicateKeys: 1)
    ],
    rejects: [
      reject(.record, "unequal-field-count", 217, nil, "DD-9,2025/9/12"),
      reject(.value, "not-a-number", 35, "订单金额", "壹万元"),
      reject(.value, "not-a-number", 34, "订单金额", "8.45E+19"),
    ])

  private static func reject(
    _ extent: Reject.Extent, _ code: String, _ line: Int, _ column: String?, _ original: String
  ) -> Reject {
    Reject(
      extent: extent, code: code, file: "订单_202509.csv", record: line - 3, line: line,
      byte: line * 100, column: column, entity: "order",
      message: text("不能读取", "不能讀取", "can't be read"), originalText: original)
  }
}

/// The whole text of one output.
func rendered(_ name: String, of report: MonthlyReport, in language: Language) throws -> String {
  var bytes: [UInt8] = []
  let files = outputs(of: report, language: language, also: Set(SideFormat.all))
  let file = files.first { $0.name == name }!
  var buffer = OutputBuffer { bytes += $0 }
  file.write(&buffer)
  try buffer.finish()
  return String(decoding: bytes, as: UTF8.self)
}
