extension Phrase {
  static let keyFigures = Phrase("主要数字", "主要數字", "Key figures")
  static let failedFindings = Phrase("发现问题", "發現問題", "Failed checks")
  static let undeterminedFindings = Phrase("无法判定", "無法判定", "Undetermined")
  static let ordersAffected = Phrase("涉及订单", "涉及訂單", "Orders affected")
  static let amountAtRisk = Phrase("涉及金额", "涉及金額", "Amount at risk")
  static let rulesRun = Phrase("已执行规则", "已執行規則", "Rules run")
  static let recordsRead = Phrase("读取记录", "讀取記錄", "Records read")
  static let ofTotal = Phrase("{count} / {total}", "{count} / {total}", "{count} of {total}")
  static let rejectedInShort = Phrase(
    "另有 {count} 处无法读取", "另有 {count} 處無法讀取", "{count} could not be read")
  static let undeterminedAmountInShort = Phrase(
    "无法判定另计 {amount}", "無法判定另計 {amount}", "undetermined, apart: {amount}")
  static let beyondRange = Phrase("超出可表示范围", "超出可表示範圍", "beyond range")
  static let failed = Phrase("不通过", "不通過", "Failed")
  static let undetermined = Phrase("无法判定", "無法判定", "Undetermined")
  static let passed = Phrase("通过", "通過", "Passed")
  static let notApplicable = Phrase("不适用", "不適用", "Not applicable")
  static let severityCritical = Phrase("重大", "重大", "Critical")
  static let severityMajor = Phrase("重要", "重要", "Major")
  static let severityMinor = Phrase("一般", "一般", "Minor")
  static let severityInfo = Phrase("提示", "提示", "Information")
  static let stageGeneration = Phrase("订单生成", "訂單生成", "Order generation")
  static let stageContract = Phrase("合同签订", "合約簽訂", "Contract signing")
  static let stageExecution = Phrase("订单执行", "訂單執行", "Order execution")
  static let stageDelivery = Phrase("订单交付", "訂單交付", "Delivery")
  static let stageSettlement = Phrase("结算开票", "結算開票", "Settlement and invoicing")
  static let stageAfterSales = Phrase("售后服务", "售後服務", "After-sales")
  static let statusNew = Phrase("新发现", "新發現", "New")
  static let statusCarried = Phrase("遗留", "遺留", "Carried forward")
  static let statusWaived = Phrase("已豁免", "已豁免", "Waived")
  static let statusReopened = Phrase("重复发生", "重複發生", "Reopened")
  static let extentRecord = Phrase("整条记录", "整筆記錄", "Record")
  static let extentValue = Phrase("单个值", "單一值", "Value")
  static let extentFile = Phrase("文件", "檔案", "File")

  static let figuresPhrases = [
    keyFigures, failedFindings, undeterminedFindings, ordersAffected, amountAtRisk, rulesRun,
    recordsRead, ofTotal, rejectedInShort, undeterminedAmountInShort, beyondRange, failed,
    undetermined, passed, notApplicable, severityCritical, severityMajor, severityMinor,
    severityInfo, stageGeneration, stageContract, stageExecution, stageDelivery, stageSettlement,
    stageAfterSales, statusNew, statusCarried, statusWaived, statusReopened, extentRecord,
    extentValue, extentFile,
  ]
}
