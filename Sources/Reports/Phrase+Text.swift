import Values

extension Phrase {
  /// The phrase in all languages. `{name}` stands for what ``Wording`` puts in.
  var text: LocalizedText {
    let (simplified, traditional, english) = words
    return LocalizedText([.zhHans: simplified, .zhHant: traditional, .en: english])
  }

  private var words: (String, String, String) {
    switch self {
    // Head
    case .title: ("订单排查工作总结报告", "訂單排查工作總結報告", "Monthly order inspection report")
    case .period: ("排查期间", "排查期間", "Period")
    case .asOf: ("排查基准日", "排查基準日", "As of")
    case .scope: ("排查范围", "排查範圍", "Scope")
    case .occasion: ("排查事由", "排查事由", "Occasion")
    case .occasionMonthEnd: ("月末排查", "月末排查", "Month-end")
    case .occasionSpotCheck: ("抽查", "抽查", "Spot check")
    case .version: ("程序版本", "程式版本", "Program version")
    case .sourcesInShort: ("数据来源", "資料來源", "Sources")
    case .sourcesSentence:
      (
        "{files} 份导出文件，{records} 条记录；控制总数：{totals}",
        "{files} 份匯出檔案，{records} 筆記錄；控制總數：{totals}",
        "{files} export files, {records} records; control totals: {totals}"
      )
    case .totalsAgree: ("全部相符", "全部相符", "all agree")
    case .totalsDisagree: ("{count} 项不符", "{count} 項不符", "{count} disagree")
    case .totalsNone: ("文件未附", "檔案未附", "none stated")
    case .contents: ("目录", "目錄", "Contents")
    // Conclusion
    case .conclusionHeading: ("排查结论", "排查結論", "Conclusion")
    case .wordFindings: ("发现问题", "發現問題", "Findings")
    case .wordFindingsAndIncomplete:
      ("发现问题，且排查不完整", "發現問題，且排查不完整", "Findings, and the inspection is incomplete")
    case .wordIncomplete:
      ("未发现问题，但排查不完整", "未發現問題，但排查不完整", "Nothing found, but the inspection is incomplete")
    case .wordClean: ("未发现问题", "未發現問題", "Nothing found")
    case .conclusionFindings:
      (
        "{all} 条规则全部执行，发现 {failed} 个问题，涉及 {orders} 张订单，涉及金额 {amount}。",
        "{all} 條規則全部執行，發現 {failed} 個問題，涉及 {orders} 張訂單，涉及金額 {amount}。",
        """
        All {all} rules ran. Failed: {failed}; orders affected: {orders}; amount at risk: {amount}.
        """
      )
    case .conclusionFindingsAndIncomplete:
      (
        """
        {all} 条规则执行了 {rules} 条，发现 {failed} 个问题，涉及 {orders} 张订单，涉及金额 {amount}；另有 {undetermined} 项无法判\
        定。未能检查的内容见“未检查事项”。
        """,
        """
        {all} 條規則執行了 {rules} 條，發現 {failed} 個問題，涉及 {orders} 張訂單，涉及金額 {amount}；另有 {undetermined} 項無法判\
        定。未能檢查的內容見「未檢查事項」。
        """,
        """
        {rules} of {all} rules ran. Failed: {failed}; orders affected: {orders}; amount at risk: \
        {amount}; undetermined: {undetermined}. What could not be checked is listed under “Not \
        checked”.
        """
      )
    case .conclusionIncomplete:
      (
        "{all} 条规则执行了 {rules} 条，已检查的部分未发现问题；{undetermined} 项无法判定。未能检查的内容见“未检查事项”，在补齐之前不能视为无问题。",
        "{all} 條規則執行了 {rules} 條，已檢查的部分未發現問題；{undetermined} 項無法判定。未能檢查的內容見「未檢查事項」，在補齊之前不能視為無問題。",
        """
        {rules} of {all} rules ran and none failed; undetermined: {undetermined}. What could not \
        be checked is listed under “Not checked”; until it is, this is not a clean result.
        """
      )
    case .conclusionClean:
      (
        "{all} 条规则全部执行，全部数据可读、可判定，未发现问题。",
        "{all} 條規則全部執行，全部資料可讀、可判定，未發現問題。",
        "All {all} rules ran, everything could be read and decided, and none failed."
      )
    case .ruleOfDecision:
      (
        "判定规则：任何一条规则不通过即为“发现问题”；只有全部规则已执行、全部结果可判定、声明的数据来源齐全、全部记录可读、控制总数相符时，才说“未发现问题”，否则为“排查不完整”。",
        "判定規則：任何一條規則不通過即為「發現問題」；只有全部規則已執行、全部結果可判定、宣告的資料來源齊全、全部記錄可讀、控制總數相符時，才說「未發現問題」，否則為「排查不完整」。",
        """
        Rule of decision: one failed check is enough for “Findings”. “Nothing found” is said only \
        when every rule ran, every outcome could be decided, every declared source was there, \
        every record could be read and the control totals agree; anything less is “incomplete”.
        """
      )
    // Figures
    case .keyFigures: ("主要数字", "主要數字", "Key figures")
    case .failedFindings: ("发现问题", "發現問題", "Failed checks")
    case .undeterminedFindings: ("无法判定", "無法判定", "Undetermined")
    case .ordersAffected: ("涉及订单", "涉及訂單", "Orders affected")
    case .amountAtRisk: ("涉及金额", "涉及金額", "Amount at risk")
    case .rulesRun: ("已执行规则", "已執行規則", "Rules run")
    case .recordsRead: ("读取记录", "讀取記錄", "Records read")
    case .ofTotal: ("{count} / {total}", "{count} / {total}", "{count} of {total}")
    case .rejectedInShort: ("另有 {count} 处无法读取", "另有 {count} 處無法讀取", "{count} could not be read")
    case .undeterminedAmountInShort:
      ("无法判定另计 {amount}", "無法判定另計 {amount}", "undetermined, apart: {amount}")
    case .beyondRange: ("超出可表示范围", "超出可表示範圍", "beyond range")
    case .failed: ("不通过", "不通過", "Failed")
    case .undetermined: ("无法判定", "無法判定", "Undetermined")
    case .passed: ("通过", "通過", "Passed")
    case .notApplicable: ("不适用", "不適用", "Not applicable")
    case .severityCritical: ("重大", "重大", "Critical")
    case .severityMajor: ("重要", "重要", "Major")
    case .severityMinor: ("一般", "一般", "Minor")
    case .severityInfo: ("提示", "提示", "Information")
    case .stageGeneration: ("订单生成", "訂單生成", "Order generation")
    case .stageContract: ("合同签订", "合約簽訂", "Contract signing")
    case .stageExecution: ("订单执行", "訂單執行", "Order execution")
    case .stageDelivery: ("订单交付", "訂單交付", "Delivery")
    case .stageSettlement: ("结算开票", "結算開票", "Settlement and invoicing")
    case .stageAfterSales: ("售后服务", "售後服務", "After-sales")
    case .statusNew: ("新发现", "新發現", "New")
    case .statusCarried: ("遗留", "遺留", "Carried forward")
    case .statusWaived: ("已豁免", "已豁免", "Waived")
    case .statusReopened: ("重复发生", "重複發生", "Reopened")
    case .extentRecord: ("整条记录", "整筆記錄", "Record")
    case .extentValue: ("单个值", "單一值", "Value")
    case .extentFile: ("文件", "檔案", "File")
    // Key performance indicators
    case .kpisHeading: ("考核指标", "考核指標", "Key performance indicators")
    case .kpi: ("指标", "指標", "Indicator")
    case .value: ("数值", "數值", "Value")
    case .target: ("目标", "目標", "Target")
    case .againstTarget: ("与目标对比", "與目標對比", "Against target")
    case .numerator: ("分子", "分子", "Numerator")
    case .denominator: ("分母", "分母", "Denominator")
    case .met: ("达标", "達標", "Met")
    case .targetMet: ("是否达标", "是否達標", "Target met")
    case .notMet: ("未达标", "未達標", "Not met")
    case .noTarget: ("未设目标", "未設目標", "No target")
    case .notComputed: ("未计算", "未計算", "Not computed")
    case .kpiBar:
      (
        "{title}：{value}，目标 {target}",
        "{title}：{value}，目標 {target}",
        "{title}: {value}, target {target}"
      )
    case .noKPIs: ("没有声明考核指标。", "沒有宣告考核指標。", "No indicator is declared.")
    case .change: ("较上月（百分点）", "較上月（百分點）", "Change (pp)")
    case .movementBetter: ("改善", "改善", "better")
    case .movementWorse: ("变差", "變差", "worse")
    case .movementUnchanged: ("持平", "持平", "unchanged")
    case .changeNote:
      (
        "较上月：本月数值减去 {period} 的数值，以未舍入的数值计算，单位为百分点。没有排查或没有数值的月份，趋势线断开。",
        "較上月：本月數值減去 {period} 的數值，以未捨入的數值計算，單位為百分點。沒有排查或沒有數值的月份，趨勢線中斷。",
        """
        Change: the value less that of {period}, both before they are rounded, in \
        percentage points (pp). The line is \
        broken where a month was not inspected or has no value.
        """
      )
    case .noPreviousMonth:
      (
        "上月（{period}）没有排查记录，因此不与上月比较。没有排查或没有数值的月份，趋势线断开。",
        "上月（{period}）沒有排查記錄，因此不與上月比較。沒有排查或沒有數值的月份，趨勢線中斷。",
        """
        The month before, {period}, was not inspected, so nothing is compared with it. The line is \
        broken where a month was not inspected or has no value.
        """
      )
    case .trend: ("近十二个月", "近十二個月", "Twelve months")
    case .weight: ("权重", "權重", "Weight")
    case .points: ("得分", "得分", "Points")
    case .pointsOfWeight: ("得分 / 权重", "得分 / 權重", "Points of weight")
    case .weightedScore: ("指标加权得分", "指標加權得分", "Weighted score of the indicators")
    case .weightNote:
      (
        """
        得分 = 权重 × 完成率，完成率不超过 1。数值越高越好的指标，完成率 = 数值 ÷ 目标，未设目标的按目标 100% 计；越低越好的指标，完成率 = \
        (1 − 数值) ÷ (1 − 目标)，未设目标的按目标 0% 计。加权得分 = 100 × 得分之和 ÷ 权重之和，没有数值的指标两边都不计。
        """,
        """
        得分 = 權重 × 達成率，達成率不超過 1。數值越高越好的指標，達成率 = 數值 ÷ 目標，未設目標的按目標 100% 計；越低越好的指標，達成率 = \
        (1 − 數值) ÷ (1 − 目標)，未設目標的按目標 0% 計。加權得分 = 100 × 得分之和 ÷ 權重之和，沒有數值的指標兩邊都不計。
        """,
        """
        Points = weight × attainment, which is 1 at most. Where more is better, attainment = value ÷ \
        target, of 100% where none is set; where less is better, (1 − value) ÷ (1 − target), of 0% \
        where none is set. Weighted score = 100 × sum of points ÷ sum of weights; an indicator \
        without a value is in neither sum.
        """
      )
    case .isCounted: ("计入分子", "計入分子", "In the numerator")
    case .yes: ("是", "是", "yes")
    case .no: ("否", "否", "no")
    // Department scores
    case .scoresHeading: ("部门得分", "部門得分", "Department scores")
    case .scoresNote:
      (
        """
        得分 = 100 − 100 × 扣分合计 ÷ 已判定项数，最低为 0。每个未关闭的问题扣分：{points}；逾期未整改的 × {overdue}，重复发生的 × \
        {reopened}。前期发现、本期未复查的问题照扣。已豁免的、由其他问题引起的、部门已报整改完成且待验证的不扣；无法判定的既不扣分，也不计入已判定项数。\
        问题和项数按规则的责任部门计。
        """,
        """
        得分 = 100 − 100 × 扣分合計 ÷ 已判定項數，最低為 0。每個未關閉的問題扣分：{points}；逾期未改善的 × {overdue}，重複發生的 × \
        {reopened}。前期發現、本期未複查的問題照扣。已豁免的、由其他問題引起的、部門已報改善完成且待驗證的不扣；無法判定的既不扣分，也不計入已判定項數。\
        問題和項數按規則的責任部門計。
        """,
        """
        Score = 100 − 100 × points off ÷ checks decided, and never below 0. An open finding takes off: \
        {points}; × {overdue} when it is overdue, × {reopened} when it was reopened. What was found \
        earlier and not examined again still counts. Nothing is taken off for what is waived, \
        follows from another finding, or was reported as remedied and waits to be verified; what is \
        undetermined takes nothing off and is no check decided. Findings and checks are those of the \
        department's rules.
        """
      )
    case .score: ("得分", "得分", "Score")
    case .ofHundred: ("满分 100", "滿分 100", "Of 100")
    case .inTime: ("期限内", "期限內", "Not yet due")
    case .pointsOff: ("扣分合计", "扣分合計", "Points off")
    case .judged: ("已判定项数", "已判定項數", "Checks decided")
    case .noScore: ("不评分", "不評分", "No score")
    // Breakdown
    case .breakdownHeading: ("问题分布", "問題分布", "Where the findings lie")
    case .byPack: ("按排查内容", "按排查內容", "By class")
    case .byDepartment: ("按责任部门", "按責任部門", "By department")
    case .bySeverity: ("按严重程度", "按嚴重程度", "By severity")
    case .byStage: ("按订单环节", "按訂單環節", "By stage")
    case .pack: ("排查内容", "排查內容", "Class")
    case .department: ("责任部门", "責任部門", "Department")
    case .severity: ("严重程度", "嚴重程度", "Severity")
    case .stage: ("环节", "環節", "Stage")
    case .orders: ("订单数", "訂單數", "Orders")
    case .share: ("构成", "構成", "Share")
    case .legend: ("图例", "圖例", "Legend")
    case .groupBar:
      (
        "{title}：不通过 {failed}（{severities}），无法判定 {undetermined}",
        "{title}：不通過 {failed}（{severities}），無法判定 {undetermined}",
        "{title}: failed {failed} ({severities}), undetermined {undetermined}"
      )
    case .countingNote:
      (
        "不通过与无法判定分开计数；订单数与涉及金额只计不通过，由另一问题引起的金额不再计。涉及金额按单据计：同一张单据无论违反几条规则，只计其中最大的金额一次，因此各组之和可能大于总数。",
        "不通過與無法判定分開計數；訂單數與涉及金額只計不通過，由另一問題引起的金額不再計。涉及金額按單據計：同一張單據無論違反幾條規則，只計其中最大的金額一次，因此各組之和可能大於總數。",
        """
        Failed and undetermined are counted apart; orders and amounts are those of failed checks. \
        What is a consequence of another issue adds no amount. Of each document the largest amount counts once, however many rules it fails, so the \
        groups may add up to more than the total.
        """
      )
    case .total: ("合计", "合計", "Total")
    // Largest findings
    case .largestHeading: ("金额最大的问题", "金額最大的問題", "Largest by amount")
    case .largestNote:
      (
        "每张单据只列金额最大的一个问题，最多列十张单据。",
        "每張單據只列金額最大的一個問題，最多列十張單據。",
        "One finding a document, the one with its largest amount; at most ten documents."
      )
    case .noLargest: ("没有带金额的问题。", "沒有帶金額的問題。", "No finding has an amount.")
    case .furtherFindings:
      ("该单据另有 {count} 个问题", "該單據另有 {count} 個問題", "further findings on this document: {count}")
    case .rank: ("序号", "序號", "No.")
    case .finding: ("问题", "問題", "Finding")
    case .document: ("单据", "單據", "Document")
    case .order: ("订单编号", "訂單編號", "Order no.")
    case .field: ("字段", "欄位", "Field")
    case .expected: ("应为", "應為", "Expected")
    case .actual: ("实为", "實為", "Actual")
    case .difference: ("差异", "差異", "Difference")
    case .amount: ("金额", "金額", "Amount")
    case .days: ("{count} 天", "{count} 天", "{count} d")
    // Not checked
    case .gapsHeading: ("未检查事项", "未檢查事項", "Not checked")
    case .noGaps: ("声明的内容全部检查，没有遗漏。", "宣告的內容全部檢查，沒有遺漏。", "Everything that is declared was checked.")
    case .rulesNotRun: ("未执行的规则", "未執行的規則", "Rules that did not run")
    case .kpisNotComputed: ("未计算的指标", "未計算的指標", "Indicators that were not computed")
    case .undecidedRules:
      ("有无法判定结果的规则", "有無法判定結果的規則", "Rules that could not decide about every document")
    case .undecidedOf:
      ("{count} / {total} 项无法判定", "{count} / {total} 項無法判定", "undetermined: {count} of {total}")
    case .missingSources: ("没有文件的数据来源", "沒有檔案的資料來源", "Sources without a file")
    case .missingSource:
      (
        "{entity}：没有符合 {patterns} 的文件",
        "{entity}：沒有符合 {patterns} 的檔案",
        "{entity}: no file matches {patterns}"
      )
    case .unrecognisedFiles:
      ("无法识别、未读取的文件", "無法識別、未讀取的檔案", "Files that no source declares, not read")
    case .emptyExports: ("没有记录的文件", "沒有記錄的檔案", "Exports without a record")
    case .disagreeingTotals: ("不符的控制总数", "不符的控制總數", "Control totals that disagree")
    case .disagreeingTotal:
      (
        "{field}：文件所载 {stated}，读取合计 {computed}",
        "{field}：檔案所載 {stated}，讀取合計 {computed}",
        "{field}: stated {stated}, computed {computed}"
      )
    case .unreadable: ("无法读取的内容", "無法讀取的內容", "What could not be read")
    case .unreadableSentence:
      (
        "{records} 条记录、{values} 个值无法读取，见“无法读取的数据”。",
        "{records} 筆記錄、{values} 個值無法讀取，見「無法讀取的資料」。",
        "Records: {records}; values: {values}. See “Rejects”."
      )
    case .cutFiles: ("未读完的文件", "未讀完的檔案", "Files that were not read to their end")
    case .rulesWithoutSubject:
      ("已执行但没有适用单据的规则", "已執行但沒有適用單據的規則", "Rules that ran and met no document they apply to")
    case .moreInCoverage:
      (
        "另有 {count} 项，见 coverage.json", "另有 {count} 項，見 coverage.json",
        "{count} more in coverage.json"
      )
    case .cause: ("根本问题", "根本問題", "Root cause")
    case .consequenceOf:
      ("由“{cause}”引起", "由「{cause}」引起", "a consequence of “{cause}”")
    case .reason: ("原因", "原因", "Reason")
    // Waivers
    case .waiversHeading: ("豁免", "豁免", "Waivers")
    case .waiversNote:
      (
        "经批准豁免的问题仍列在问题清单中，不计入问题数、涉及金额和退出状态；指标照常计算。到期或不再适用的豁免应当撤销或重新审批。",
        "經核准豁免的問題仍列在問題清單中，不計入問題數、涉及金額和結束狀態；指標照常計算。到期或不再適用的豁免應當撤銷或重新核准。",
        """
        Waived findings stay in the list of issues; they are in no count of failures, no amount at \
        risk and no exit status. KPIs count them as ever. A waiver that has expired or no longer \
        applies is to be withdrawn, or approved anew.
        """
      )
    case .waiver: ("豁免", "豁免", "Waiver")
    case .waiverScope: ("适用于", "適用於", "For")
    case .approver: ("批准人", "核准人", "Approver")
    case .until: ("有效至", "有效至", "Until")
    case .waivedFindings: ("所涉问题", "所涉問題", "Findings")
    case .waiverState: ("豁免状态", "豁免狀態", "State")
    case .waiverInForce: ("生效", "生效", "In force")
    case .waiverExpired: ("已到期", "已到期", "Expired")
    case .waiverNotBegun: ("未到生效日", "未到生效日", "Not begun")
    case .waiverWithoutFindings: ("不再适用", "不再適用", "No longer applies")
    case .waiverNotJudged: ("规则未执行", "規則未執行", "Rule not run")
    case .waiverInShort:
      (
        "{reason}（{approver}，有效至 {until}）", "{reason}（{approver}，有效至 {until}）",
        "{reason} ({approver}, until {until})"
      )
    case .waivedSentence:
      (
        "另有 {count} 个问题经批准豁免，涉及金额 {amount}。", "另有 {count} 個問題經核准豁免，涉及金額 {amount}。",
        "Waived besides: {count}, over {amount}."
      )
    // Rules that changed
    case .ruleChangesHeading: ("规则变化", "規則變更", "Rules that changed")
    case .ruleChangesNote:
      (
        """
        与 {period} 的排查相比。两期的单据不同，因此问题数的增减不能只归因于规则：含义未变的 {unchanged} 条规则，不通过由 {before} 变为 \
        {now}，这部分与规则变化无关；列出的 {count} 条，不通过由 {changedBefore} 变为 {changedNow}，其中也含单据不同的部分；\
        {notRun} 条因本期缺少数据未执行，上期不通过 {notRunBefore}。条件、所引用的\
        参数、表和容差、严重程度或责任部门改变即为变化；标题和提示语不算，导出文件读法的变化不在此列。
        """,
        """
        與 {period} 的排查相比。兩期的單據不同，因此問題數的增減不能只歸因於規則：內容未變的 {unchanged} 條規則，不通過由 {before} 變為 \
        {now}，這部分與規則變更無關；列出的 {count} 條，不通過由 {changedBefore} 變為 {changedNow}，其中也含單據不同的部分；\
        {notRun} 條因本期缺少資料未執行，上期不通過 {notRunBefore}。條件、所引用的\
        參數、表和容差、嚴重程度或責任部門改變即為變更；標題和提示語不算，匯出檔讀法的變更不在此列。
        """,
        """
        Compared with the inspection of {period}. The documents of two months differ, so counts \
        differ for other reasons than rules. Failures of the rules that mean the same ({unchanged}) \
        went from {before} to {now} whatever became of others; those of the rules listed ({count}) \
        from {changedBefore} to {changedNow}, for either reason; the rules that lack data now \
        ({notRun}) had failed {notRunBefore} times. A rule has changed when its condition, a figure, \
        table or tolerance that it names, its severity or its department has; titles and messages \
        don't count, and how exports are read isn't looked at.
        """
      )
    case .noRuleChanges:
      (
        "规则与 {period} 的排查相同；问题数的增减与规则变化无关。", "規則與 {period} 的排查相同；問題數的增減與規則變更無關。",
        "The rules are those of the inspection of {period}; no count differs because of them."
      )
    case .ruleChange: ("变化", "變更", "Change")
    case .ruleChanged: ("含义改变", "內容變更", "Changed")
    case .ruleNew: ("新增或首次执行", "新增或首次執行", "New, or run for the first time")
    case .ruleRunAgain: ("恢复执行", "恢復執行", "Runs again")
    case .ruleSwitchedOff: ("停用", "停用", "Switched off")
    case .ruleGone: ("已删除", "已刪除", "Gone")
    case .ruleSubjects: ("适用单据", "適用單據", "Documents it applies to")
    case .changedRules: ("以上 {count} 条规则", "以上 {count} 條規則", "The rules above: {count}")
    case .lackingRules:
      ("本期缺少数据的 {count} 条规则", "本期缺少資料的 {count} 條規則", "Rules that lack data now: {count}")
    case .unchangedRules:
      ("未变的 {count} 条规则", "未變的 {count} 條規則", "Unchanged rules: {count}")
    // Patterns
    case .patternsHeading: ("共性问题", "共通問題", "Common patterns")
    case .patternsNote:
      (
        """
        按订单的属性查找问题集中之处。列出的取值至少有 {findings} 个问题、涉及至少 {orders} 张订单，且每单问题数不低于有该属性的全部订单平均数的 \
        {times} 倍。只计不通过；由其他问题引起的不计，已豁免的计入。集中不等于原因：业务构成不同也会造成差异。
        """,
        """
        按訂單的屬性查找問題集中之處。列出的值至少有 {findings} 個問題、涉及至少 {orders} 張訂單，且每單問題數不低於有該屬性的全部訂單平均數的 \
        {times} 倍。只計不通過；由其他問題引起的不計，已豁免的計入。集中不等於原因：業務組成不同也會造成差異。
        """,
        """
        Where findings cluster by properties of orders. A value is listed with {findings} findings or \
        more, on {orders} orders or more, and at least {times} times as many to an order as on \
        average over all orders with the property. Failures alone are counted, those that follow \
        from another finding left out, waived ones included. A cluster is no cause: a different mix \
        of business makes differences too.
        """
      )
    case .patternsSearched: ("查找了：{list}。", "查找了：{list}。", "Looked at: {list}.")
    case .patternSearched:
      (
        "{label}（{values} 个取值，{orders} 张订单，{findings} 个问题）",
        "{label}（{values} 個值，{orders} 張訂單，{findings} 個問題）",
        "{label} (values: {values}; orders: {orders}; findings: {findings})"
      )
    case .patternNotSearched:
      ("未能查找“{label}”：{reason}。", "未能查找「{label}」：{reason}。", "Not looked at: {label} ({reason}).")
    case .noPatterns: ("没有突出的取值。", "沒有突出的值。", "No value stands out.")
    case .property: ("属性", "屬性", "Property")
    case .propertyValue: ("取值", "值", "Its value")
    case .affectedOrders: ("有问题的订单", "有問題的訂單", "Orders with findings")
    case .findingCount: ("问题数", "問題數", "Findings")
    case .perHundred: ("每百单问题数", "每百單問題數", "Per 100 orders")
    case .average: ("平均", "平均", "Average")
    case .commonestRule: ("最常见的问题", "最常見的問題", "Most frequent")
    case .morePatterns:
      (
        "另有 {count} 项，见 report.json。", "另有 {count} 項，見 report.json。",
        "{count} more are in report.json."
      )
    // Remediation
    case .remediationHeading: ("整改跟踪", "整改追蹤", "Remediation")
    case .remediationNote:
      (
        "再次检查且未再发现的问题为“已验证”；单据未出现在本期导出文件中或规则未执行的为“未复查”，仍视为未关闭。",
        "再次檢查且未再發現的問題為「已驗證」；單據未出現在本期匯出檔中或規則未執行的為「未複查」，仍視為未關閉。",
        """
        An issue is verified when its document was judged again and the rule no longer finds it. One \
        whose document is not in this period's exports, or whose rule did not run, was not examined \
        and stays open.
        """
      )
    case .openIssues: ("未关闭", "未關閉", "Open")
    case .verified: ("已验证", "已驗證", "Verified")
    case .unexamined: ("未复查", "未複查", "Not examined")
    case .verifiedHeading: ("本期已验证关闭", "本期已驗證關閉", "Verified in this period")
    case .unexaminedHeading: ("未复查的遗留问题", "未複查的遺留問題", "Open and not examined")
    case .unexaminedNote:
      (
        "前期问题，本期无法判断是否已整改。", "前期問題，本期無法判斷是否已改善。",
        "Found earlier; whether they were remedied cannot be said from this period's exports."
      )
    case .ageHeading: ("未关闭问题的时长", "未關閉問題的時長", "Open since")
    case .age: ("首次发现", "首次發現", "First found")
    case .ageThisMonth: ("本月", "本月", "This month")
    case .ageOneMonth: ("上月", "上月", "Last month")
    case .ageTwoToFive: ("2 至 5 个月前", "2 至 5 個月前", "2 to 5 months ago")
    case .ageSixOrMore: ("6 个月以前", "6 個月以前", "6 months ago or more")
    case .statusOverdue: ("逾期未整改", "逾期未改善", "Overdue")
    case .escalatedTo: ("上报", "上報", "Escalated to")
    case .assignedTo: ("责任部门与人员", "責任部門與人員", "Assigned to")
    case .caseEvents: ("经过", "經過", "What happened")
    case .stateOpen: ("待整改", "待改善", "Open")
    case .stateDone: ("已整改，待验证", "已改善，待驗證", "Done, to be verified")
    case .stateClosed: ("人工关闭", "人工關閉", "Closed")
    case .causeHuman: ("人为", "人為", "Human")
    case .causeProcess: ("流程", "流程", "Process")
    case .causeSystem: ("系统", "系統", "System")
    case .moreInRemediation:
      (
        "另有 {count} 个，见 remediation.csv。", "另有 {count} 個，見 remediation.csv。",
        "{count} more are in remediation.csv."
      )
    // Notices
    case .noticesHeading: ("通知文件", "通知文件", "Notices")
    case .noticesNote:
      (
        "随本报告一并生成，供打印、签发和分送。", "隨本報告一併產生，供列印、簽發和分送。",
        "Written beside this report, to be printed, signed and sent out."
      )
    case .notice: ("通知", "通知", "Notice")
    case .issueCount: ("问题数", "問題數", "Issues")
    case .majorTitle: ("重大问题报告", "重大問題報告", "Report of major issues")
    case .rectificationTitle: ("整改通知书", "整改通知書", "Rectification notice")
    case .noticeNumber: ("编号", "編號", "Number")
    case .sentTo: ("主送", "主送", "To")
    case .copiedTo: ("抄送", "抄送", "Copy to")
    case .superior: ("上级领导", "上級主管", "The superior")
    case .headsOf: ("{departments}负责人", "{departments}負責人", "Heads of {departments}")
    case .majorNote:
      (
        "本报告列出严重程度为“重大”、尚未整改且未经豁免的问题，请立即处理。",
        "本報告列出嚴重程度為「重大」、尚未改善且未經豁免的問題，請立即處理。",
        "These issues are critical, open and without leave to stand. They are to be dealt with at once."
      )
    case .majorNoteWithLimit:
      (
        "本报告列出严重程度为“重大”或涉及金额达到 {amount}、尚未整改且未经豁免的问题，请立即处理。",
        "本報告列出嚴重程度為「重大」或涉及金額達到 {amount}、尚未改善且未經豁免的問題，請立即處理。",
        """
        These issues are critical or put {amount} or more in doubt, are open and without leave to \
        stand. They are to be dealt with at once.
        """
      )
    case .majorCounted:
      (
        "不再单列：由所列问题引起的重大问题 {consequences} 个，经批准豁免的 {waived} 个。",
        "不再單列：由所列問題引起的重大問題 {consequences} 個，經核准豁免的 {waived} 個。",
        "Not listed: {consequences} that the listed ones explain, {waived} with leave to stand."
      )
    case .consequenceCount:
      ("引起重大问题 {count} 个", "引起重大問題 {count} 個", "major consequences: {count}")
    case .noticeShown:
      (
        "此处列出最严重的 {count} 个，其余 {rest} 个见 {files}。",
        "此處列出最嚴重的 {count} 個，其餘 {rest} 個見 {files}。",
        "The worst {count} are listed here; the other {rest} are in {files}."
      )
    case .rectificationNote:
      (
        "{period}订单排查发现下列由贵部门负责的问题。请按各项期限整改，填写文末回执交回；是否已整改，由下一次排查验证。",
        "{period}訂單排查發現下列由貴部門負責的問題。請按各項期限改善，填寫文末回執交回；是否已改善，由下一次排查驗證。",
        """
        The inspection of {period} found these issues, which are yours to remedy. Please remedy each \
        by its date and return the slip at the end. The next inspection verifies what was done.
        """
      )
    case .failedPart: ("须整改的问题", "須改善的問題", "To be remedied")
    case .undeterminedPart: ("须查明的问题（无法判定）", "須查明的問題（無法判定）", "To be cleared up (undetermined)")
    case .undeterminedNote:
      (
        "资料不足，无法判定是否合规。请补齐资料或说明情况。", "資料不足，無法判定是否合規。請補齊資料或說明情況。",
        "Data is missing, so whether these are in order could not be decided. Please complete or explain it."
      )
    case .noticeWaived:
      (
        "另有 {count} 个问题经批准豁免，不在此列。", "另有 {count} 個問題經核准豁免，不在此列。",
        "Not listed: {count} with leave to stand."
      )
    case .measureAsked: ("要求", "要求", "Measure asked")
    case .toldBesides: ("同时告知", "同時告知", "Also told")
    case .toldOf:
      ("{department}（{count} 个问题）", "{department}（{count} 個問題）", "{department} (issues: {count})")
    case .firstDue: ("最早期限", "最早期限", "First due")
    case .replySlip: ("整改回执", "改善回執", "Reply slip")
    case .replyNote:
      (
        "逐个答复的，填写 issues.csv 的最后几列一并交回。", "逐個答覆的，填寫 issues.csv 的最後幾欄一併交回。",
        "To answer issue by issue, fill in the last columns of issues.csv and return it too."
      )
    case .causeAnalysis: ("原因分析", "原因分析", "Analysis of the cause")
    case .correctiveMeasures: ("整改措施", "整改措施", "Corrective measures")
    case .completionDate: ("完成日期", "完成日期", "Date of completion")
    case .signHere: ("签字", "簽字", "Signature")
    case .none: ("无", "無", "none")
    // Issues
    case .issuesHeading: ("问题清单", "問題清單", "Issues")
    case .issuesAllShown:
      ("全部 {total} 个问题都在此列出。", "全部 {total} 個問題都在此列出。", "All issues are listed here: {total}.")
    case .issuesShown:
      (
        "此处列出最重要的 {count} 个，其余 {rest} 个见 issues.csv；统计数字包括全部 {total} 个。",
        "此處列出最重要的 {count} 個，其餘 {rest} 個見 issues.csv；統計數字包括全部 {total} 個。",
        """
        The foremost {count} are listed here, the other {rest} in issues.csv; every figure counts \
        all {total}.
        """
      )
    case .issuesStatic:
      (
        "不启用脚本时列出前 {count} 个，其余见 issues.csv。",
        "不啟用腳本時列出前 {count} 個，其餘見 issues.csv。",
        "Without scripts the first {count} are shown; the others are in issues.csv."
      )
    case .noIssues: ("没有问题。", "沒有問題。", "There are no issues.")
    case .search: ("搜索", "搜尋", "Search")
    case .searchHint: ("规则、单据、订单、文件……", "規則、單據、訂單、檔案……", "rule, document, order, file …")
    case .all: ("全部", "全部", "All")
    case .outcome: ("结果", "結果", "Outcome")
    case .status: ("状态", "狀態", "Status")
    case .due: ("整改期限", "整改期限", "Due")
    case .shownOf:
      ("第 {from}–{to} 个，共 {count} 个", "第 {from}–{to} 個，共 {count} 個", "{from}–{to} of {count}")
    case .noneMatch: ("没有符合条件的问题", "沒有符合條件的問題", "No issue matches")
    case .previousPage: ("上一页", "上一頁", "Previous")
    case .nextPage: ("下一页", "下一頁", "Next")
    case .sortBy: ("按此列排序", "按此欄排序", "Sort by this column")
    case .reset: ("清除条件", "清除條件", "Reset")
    case .evidence: ("证据", "證據", "Evidence")
    case .documents: ("相关单据", "相關單據", "Documents")
    case .place: ("位置", "位置", "Place")
    case .moreInJSONL:
      ("另有 {count} 项，见 issues.jsonl", "另有 {count} 項，見 issues.jsonl", "{count} more in issues.jsonl")
    case .finds: ("检查内容", "檢查內容", "What the rule finds")
    case .remedy: ("整改措施", "整改措施", "Remedy")
    case .rule: ("规则", "規則", "Rule")
    case .ruleID: ("规则编号", "規則編號", "Rule id")
    case .clause: ("制度条款", "制度條款", "Clause")
    case .issueID: ("问题编号", "問題編號", "Issue id")
    case .firstSeen: ("首次发现", "首次發現", "First seen")
    case .lastSeen: ("最近发现", "最近發現", "Last seen")
    case .timesSeen: ("发现次数", "發現次數", "Times seen")
    case .noValue: ("（空）", "（空）", "(none)")
    // Rules
    case .rulesHeading: ("规则执行情况", "規則執行情況", "Rules")
    case .notRun: ("未执行", "未執行", "Not run")
    // Sources and relations
    case .sourcesHeading: ("数据来源与控制总数", "資料來源與控制總數", "Sources and control totals")
    case .file: ("文件", "檔案", "File")
    case .source: ("来源", "來源", "Source")
    case .format: ("格式", "格式", "Format")
    case .records: ("记录", "記錄", "Records")
    case .rejected: ("无法读取", "無法讀取", "Rejected")
    case .bytes: ("字节", "位元組", "Bytes")
    case .controlTotal: ("控制总数", "控制總數", "Control total")
    case .stated: ("文件所载", "檔案所載", "Stated")
    case .computed: ("读取合计", "讀取合計", "Computed")
    case .agrees: ("相符", "相符", "Agrees")
    case .disagrees: ("不符", "不符", "Disagrees")
    case .noControlTotals: ("文件没有附控制总数。", "檔案沒有附控制總數。", "No export states a control total.")
    case .digest: ("SHA-256", "SHA-256", "SHA-256")
    case .unusedFields: ("未使用的列", "未使用的欄", "Columns not used")
    case .copyOf:
      (
        "内容与 {file} 完全相同，未重复读取", "內容與 {file} 完全相同，未重複讀取",
        "The same bytes as {file}, so not read again"
      )
    case .relationsHeading: ("单据关联", "單據關聯", "Relations")
    case .relation: ("关联", "關聯", "Relation")
    case .fromCount: ("本方", "本方", "Near side")
    case .toCount: ("对方", "對方", "Far side")
    case .matched: ("已匹配", "已配對", "Matched")
    case .withoutKey: ("无关联号", "無關聯號", "Without key")
    case .unmatched: ("未匹配", "未配對", "Unmatched")
    case .ambiguous: ("多个匹配", "多個配對", "Ambiguous")
    case .orphans: ("对方孤立", "對方孤立", "Orphans")
    case .duplicateKeys: ("重复键", "重複鍵", "Duplicate keys")
    case .noRelations: ("没有建立关联。", "沒有建立關聯。", "No relation was built.")
    case .relationsNote:
      (
        "“已匹配、无关联号、未匹配、多个匹配”合起来是本方全部记录；“对方孤立”是没有任何本方记录指向的对方记录。多个匹配时不取任何一条，相关规则记为无法判定。",
        "「已配對、無關聯號、未配對、多個配對」合起來是本方全部記錄；「對方孤立」是沒有任何本方記錄指向的對方記錄。多個配對時不取任何一筆，相關規則記為無法判定。",
        """
        Matched, without key, unmatched and ambiguous together are all records of the near side; \
        orphans are records of the far side that none of them points to. An ambiguous record is \
        paired with none, and the rules that need the pair are undetermined.
        """
      )
    // Rejects
    case .rejectsHeading: ("无法读取的数据", "無法讀取的資料", "Rejects")
    case .noRejects: ("全部记录和值都可读取。", "全部記錄和值都可讀取。", "Every record and every value could be read.")
    case .rejectsNote: ("逐条明细见 rejects.csv。", "逐筆明細見 rejects.csv。", "Each one is in rejects.csv.")
    case .extent: ("范围", "範圍", "Extent")
    case .column: ("列", "欄", "Column")
    case .code: ("代码", "代碼", "Code")
    case .count: ("数量", "數量", "Count")
    case .lines: ("行", "行", "Lines")
    case .line: ("行", "行", "Line")
    case .record: ("记录序号", "記錄序號", "Record")
    case .byte: ("字节位置", "位元組位置", "Byte")
    case .entity: ("单据类型", "單據類型", "Kind of document")
    case .originalText: ("原文", "原文", "Original text")
    // Sign-off
    case .signOffHeading: ("签署", "簽署", "Sign-off")
    case .preparedBy: ("编制", "編製", "Prepared by")
    case .reviewedBy: ("复核", "覆核", "Reviewed by")
    case .approvedBy: ("批准", "核准", "Approved by")
    case .name: ("姓名", "姓名", "Name")
    case .signature: ("签名", "簽名", "Signature")
    case .date: ("日期", "日期", "Date")
    case .footer:
      (
        "本报告由 Paicha 排查 {version} 生成；相同的输入得到逐字节相同的报告。",
        "本報告由 Paicha 排查 {version} 產生；相同的輸入得到逐位元組相同的報告。",
        "Made by Paicha {version}. The same inputs give the same report, byte for byte."
      )
    // Columns of issues.csv
    case .ruleTitle: ("问题类型", "問題類型", "Rule title")
    case .message: ("问题描述", "問題描述", "Description")
    case .subjectKey: ("单据编号", "單據編號", "Document key")
    case .otherDocuments: ("其他相关单据", "其他相關單據", "Other documents")
    case .foundAt: ("发现时间", "發現時間", "Found at")
    case .foundBy: ("发现人", "發現人", "Found by")
    case .causeClass: ("原因类别", "原因類別", "Cause class")
    case .effect: ("影响", "影響", "Effect")
    case .measure: ("已采取措施", "已採取措施", "Measure taken")
    case .responsible: ("责任人", "責任人", "Person responsible")
    case .completedOn: ("完成时间", "完成時間", "Completed on")
    }
  }
}
