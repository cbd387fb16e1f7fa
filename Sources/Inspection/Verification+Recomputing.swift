import Diagnostics
import Glibc
import Ledger
import Reports
import Tables
import Values

extension Verification {
  /// Inspects the month or the files once more and compares what comes out, byte for byte. Nothing is written.
  ///
  /// The ledger only grows, so that its first lines are the ledger as the run found it.
  func recompute(
    _ recorded: RecordedRun, _ mask: MaskKey?, _ progress: Progress, _ outcome: inout Outcome
  ) throws(Refusal) {
    let (report, spill) = try report(recorded, mask, progress)
    defer { spill?.remove() }
    let settings = recorded.settings
    let files = outputs(of: report, language: settings.language, also: settings.also)
    let isWithoutLedger = recorded.ledger != nil && ledgerFolder == nil
    let made = files.filter { !isWithoutLedger || !$0.tellsOfLedger }
    let others = recorded.outputs.map(\.name).filter { name in
      name != MetricsText.fileName && !made.contains { $0.name == name }
    }
    var result = Recomputation()
    for file in made {
      let path = "\(outFolder)/\(file.name)"
      result.compared.recorded += 1
      guard recorded.outputs.contains(where: { $0.name == file.name }) else {
        outcome.differences.append(.notMadeAgain(path))
        continue
      }
      // That it is not there was told when the results were checked.
      guard let comparison = OutputComparison(path: path) else { continue }
      if let difference = comparison.difference(from: file) {
        outcome.differences.append(.recomputedDiffers(path, at: difference))
      } else {
        result.compared.unchanged += 1
      }
    }
    // Which files tell of the ledger depends on it too: departments are sent what it remembers.
    if isWithoutLedger {
      result.needLedger = others
    } else {
      outcome.differences += others.map { .notMadeAgain("\(outFolder)/\($0)") }
    }
    if let fault = spill?.fault { throw Refusal(fault) }
    outcome.recomputation = result
  }

  /// The key by which the results were masked, nil within where they were not; nil and a fault where it is not at
  /// hand.
  func maskKey(
    of settings: RunSettings, _ outcome: inout Outcome
  ) -> (key: MaskKey?, Void)? {
    guard let recorded = settings.mask else { return (nil, ()) }
    do {
      var key = try MaskKey(reading: maskKeyFile ?? recorded.keyFile)
      if key.pseudonyms.keyCheck == recorded.keyCheck {
        // Whether it has moved since is nothing to the results.
        key.file = recorded.keyFile
        return (key, ())
      }
      outcome.faults.append(.otherMaskKey(key.file))
    } catch {
      outcome.faults += error.diagnostics
    }
    return nil
  }

  private func report(
    _ recorded: RecordedRun, _ mask: MaskKey?, _ progress: Progress
  ) throws(Refusal) -> (MonthlyReport, SpillFolder?) {
    let settings = recorded.settings
    var circumstances = circumstances
    circumstances.version = recorded.version
    let rules = rulesFolder ?? settings.rulesFolder
    switch settings.input {
    case .month(let data, let recordedLedger, let only):
      let plan = InspectionPlan(
        rulesFolder: rules, dataFolder: dataFolder ?? data, scope: data, period: recorded.period,
        ledgerFolder: ledgerFolder ?? recordedLedger, outFolder: outFolder, asOf: recorded.asOf,
        language: settings.language, threads: threads, only: only, mask: mask,
        memory: memory)
      let project = try Project(folder: rules).limited(to: only)
      var ledger: IssueLedger?
      if let ledgerFolder, let span = recorded.ledger {
        ledger = try LedgerFile(reading: ledgerFolder, lines: span.before.number).ledger
      }
      let composed = try Inspection(plan: plan, circumstances: circumstances)
        .composition(of: try plan.exports(of: project), project, ledger, progress)
      return (composed.report, composed.spill)
    case .spotCheck(let files, let entity):
      var check = SpotCheck(
        files: files, rulesFolder: rules, entity: entity, outFolder: nil,
        language: settings.language, threads: threads, circumstances: circumstances, mask: mask)
      // Two names that lead to one file today did not when the run counted them.
      check.files = files
      check.folder = dataFolder
      let project = try Project(folder: rules)
      progress.begin(.reading, files.count)
      let outcome = check.composition(of: try check.read(project.exports), project, progress)
      return (outcome.run.report, nil)
    }
  }
}

/// Where a file first differs from what was recomputed.
struct OutputDifference: Hashable {
  /// Both count from 1.
  var line: Int
  var byte: Int
}

/// A result on the disk beside the same one made again, piece by piece.
final class OutputComparison {
  private let descriptor: Int32
  private var line = 1
  private var byte = 1
  private var difference: OutputDifference?

  /// Nil when the file cannot be opened.
  init?(path: String) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if descriptor < 0 { return nil }
  }

  deinit {
    close(descriptor)
  }

  /// Compares the whole file; to be called once.
  func difference(from file: OutputFile) -> OutputDifference? {
    var buffer = OutputBuffer { self.compare($0) }
    file.write(&buffer)
    // Comparing never throws.
    try? buffer.finish()
    if difference == nil, !read(1).isEmpty { difference = OutputDifference(line: line, byte: byte) }
    return difference
  }

  private func compare(_ expected: [UInt8]) {
    guard difference == nil else { return }
    let actual = read(expected.count)
    guard actual != expected else {
      line += expected.count { $0 == 0x0A }
      byte += expected.count
      return
    }
    let same = zip(actual, expected).prefix { $0 == $1 }.count
    difference = OutputDifference(
      line: line + expected[..<same].count { $0 == 0x0A }, byte: byte + same)
  }

  /// The next bytes, fewer only where the file ends or cannot be read.
  private func read(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let read = Glibc.read(descriptor, buffer.baseAddress! + filled, count - filled)
        if read < 0, errno == EINTR { continue }
        if read <= 0 { return }
        filled += read
      }
    }
  }
}
