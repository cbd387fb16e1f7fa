import FoundationEssentials
import Testing

/// What `paicha` says, command by command, against what it said when a person last read it.
///
/// `RECORD=1` writes anew what differs; without it a mismatch leaves the file alone.
@Suite struct CommandTests {
  @Test(.timeLimit(.minutes(10)), arguments: names(in: "Transcripts"))
  func saysWhatTheTranscriptHas(_ name: String) throws {
    try replay("\(home)/Transcripts/\(name)", over: [])
  }

  @Test(
    .timeLimit(.minutes(10)), arguments: names(in: "ErrorBook").filter { !needsPermissions($0) })
  func saysWhatTheErrorBookHas(_ code: String) throws {
    try replay(entry: code)
  }

  @Test(
    .timeLimit(.minutes(10)),
    .enabled(
      if: Shell.canDropPrivileges,
      "root reads every file, and setpriv cannot take that right away here"),
    arguments: names(in: "ErrorBook").filter(needsPermissions))
  func saysWhatTheErrorBookHasOfForbiddenFiles(_ code: String) throws {
    try replay(entry: code)
  }

  @Test(arguments: names(in: "ErrorBook"))
  func anEntryOfTheErrorBookIsNamedForItsCode(_ code: String) throws {
    let text = try text(of: "\(home)/ErrorBook/\(code)/golden.txt")
    #expect(text.contains("[\(code)]: "), "no message of the entry '\(code)' bears that code")
    #expect(text.contains("help: "), "no message of the entry '\(code)' says what to do")
  }

  /// An entry of the error book lays its own files over the fixtures it names.
  private func replay(entry code: String) throws {
    let folder = "\(home)/ErrorBook/\(code)"
    try replay("\(folder)/golden.txt", over: [folder])
  }

  private func replay(_ file: String, over ownFiles: [String]) throws {
    let recorded = try Transcript(text(of: file))
    let fixtures = recorded.projects.map { "\(home)/Fixtures/\($0)" }
    let project = try TemporaryProject(of: fixtures + ownFiles)
    let shell = Shell(
      folder: project.folder, scratch: project.scratch,
      isWithoutPrivileges: recorded.isWithoutPrivileges)
    var actual = recorded
    for number in recorded.steps.indices {
      let result = try shell.run(recorded.steps[number].command)
      actual.steps[number].output = lines(of: project.anonymous(result.output))
      actual.steps[number].errors = lines(of: project.anonymous(result.errors))
      actual.steps[number].status = result.status
    }
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try actual.text.write(toFile: file, atomically: true, encoding: .utf8)
    } else {
      for (now, before) in zip(actual.steps, recorded.steps) where now != before {
        Issue.record("\(difference(now.lines, before.lines))")
      }
    }
  }
}

/// The folder of these tests.
private let home = parent(of: #filePath)

private func names(in folder: String) -> [String] {
  let names = try? FileManager.default.contentsOfDirectory(atPath: "\(home)/\(folder)")
  return (names ?? []).sorted()
}

private func text(of file: String) throws -> String {
  String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
}

/// Whether an entry of the error book asks for commands that file permissions hold for.
private func needsPermissions(_ code: String) -> Bool {
  let transcript = try? Transcript(text(of: "\(home)/ErrorBook/\(code)/golden.txt"))
  return transcript?.isWithoutPrivileges ?? false
}

/// The step as it is now, with `-` before lines that are gone and `+` before lines that are new.
private func difference(_ now: [String], _ before: [String]) -> String {
  let changes = now.difference(from: before)
  var removed: Set<Int> = []
  var inserted: Set<Int> = []
  for change in changes {
    switch change {
    case .remove(let offset, _, _): removed.insert(offset)
    case .insert(let offset, _, _): inserted.insert(offset)
    }
  }
  var text = ""
  var old = 0
  for (new, line) in now.enumerated() {
    while removed.contains(old) {
      text += "- \(before[old])\n"
      old += 1
    }
    if inserted.contains(new) {
      text += "+ \(line)\n"
    } else {
      text += "  \(line)\n"
      old += 1
    }
  }
  while old < before.count {
    text += "- \(before[old])\n"
    old += 1
  }
  return text
}
