import Findings
import Glibc
import Inspection
import Reports
import Values

/// What a run took, stage by stage, for a person who asked with `--timings`.
struct TimingsTable {
  var outcome: RunOutcome
  var language: Language

  var text: String {
    let head = [
      word("stage", "阶段", "階段"), word("seconds", "秒", "秒"), word("CPU", "处理器秒", "處理器秒"),
      word("rows", "行数", "列數"), "MB/s",
    ]
    var lines = textTable([head] + stages.map(row) + [total])
    if let peak = outcome.measurements.peakMemory {
      lines += "\(word("peak memory", "内存峰值", "記憶體峰值")) \(peak >> 20) MiB\n"
    }
    return lines
  }

  private var stages: [StageTime] { outcome.measurements.stages }

  private func row(_ stage: StageTime) -> [String] {
    [title(of: stage.name)] + [stage.duration, stage.processorTime].map(seconds) + work(of: stage)
  }

  /// How many rows went through a stage that goes through all of them, and how fast the exports did.
  private func work(of stage: StageTime) -> [String] {
    switch stage.name {
    case "reading": [String(outcome.report.recordCount), rate(exportBytes, in: stage.duration)]
    case "relating", "judging": [String(outcome.report.recordCount), ""]
    case "composing", "reporting": [String(outcome.report.issues.count), ""]
    default: ["", ""]
    }
  }

  private var total: [String] {
    let duration = stages.reduce(Duration.zero) { $0 + $1.duration }
    let processor = stages.reduce(Duration.zero) { $0 + $1.processorTime }
    return [
      word("all", "合计", "合計"), seconds(duration), seconds(processor),
      String(outcome.report.recordCount), rate(exportBytes, in: duration),
    ]
  }

  private var exportBytes: Int { outcome.report.coverage.exports.reduce(0) { $0 + $1.byteCount } }

  private func title(of stage: String) -> String {
    switch stage {
    case "loading": word("read the rules", "读取规则", "讀取規則")
    case "reading": word("read the exports", "读取导出文件", "讀取匯出檔")
    case "relating": word("join documents", "关联单据", "關聯單據")
    case "judging": word("judge", "判定规则", "判定規則")
    case "composing": word("compose", "汇总结果", "彙總結果")
    case "reporting": word("write", "写出结果", "寫出結果")
    case "publishing": word("publish, ledger", "发布与台账", "發布與台帳")
    default: stage
    }
  }

  private func word(_ english: String, _ hans: String, _ hant: String) -> String {
    switch language {
    case .en: english
    case .zhHans: hans
    case .zhHant: hant
    }
  }

  /// To the millisecond: `1.204`.
  private func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let millis = String(attoseconds / 1_000_000_000_000_000)
    return "\(seconds)." + String(repeating: "0", count: 3 - millis.count) + millis
  }

  /// Millions of bytes a second; empty where there are too few bytes to say.
  private func rate(_ bytes: Int, in duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let micros = Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000)
    return bytes < 100_000 ? "" : String(bytes / max(1, micros))
  }
}

extension Option {
  static var timings: Option {
    Option("--timings", nil, "tell how long each stage took, and the most memory that was held")
  }
}

extension Terminal {
  /// Tells what a run took.
  static func tell(of outcome: RunOutcome, _ language: Language) {
    tell(TimingsTable(outcome: outcome, language: language).text.trimmingLastLineEnd)
  }
}

extension String {
  fileprivate var trimmingLastLineEnd: String { last == "\n" ? String(dropLast()) : self }
}

extension RunMeters {
  /// The clocks and the memory of this process.
  static var current: RunMeters {
    RunMeters(
      uptime: { start.duration(to: .now) },
      processorTime: {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
      },
      peakMemory: { peakMemory })
  }

  private static let start = ContinuousClock.now

  /// `VmHWM` of this process. What `getrusage` tells may be that of the program that started it.
  private static var peakMemory: Int? {
    guard let file = fopen("/proc/self/status", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = line.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
      guard text.hasPrefix("VmHWM:") else { continue }
      return Int(text.filter(\.isNumber)).map { $0 << 10 }
    }
    return nil
  }
}
