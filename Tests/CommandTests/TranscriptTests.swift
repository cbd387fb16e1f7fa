import Testing

@Suite struct TranscriptTests {
  @Test func aFileComesBackAsItWas() throws {
    let text = """
      project: tiny + tiny-faulty
      without privileges

      # What is said of two orders.
      $ paicha run --period 2025-09
      2 orders

      2> a warning
      2>
      2>   with two lines
      >= 1

      $ true
      >= 0
      # The end.

      """
    let transcript = try Transcript(text)
    #expect(transcript.text == text)
    #expect(transcript.projects == ["tiny", "tiny-faulty"])
    #expect(transcript.isWithoutPrivileges)
    #expect(transcript.steps.map(\.command) == ["paicha run --period 2025-09", "true"])
    #expect(transcript.steps[0].output == ["2 orders", ""])
    #expect(transcript.steps[0].errors == ["a warning", "", "  with two lines"])
    #expect(transcript.steps.map(\.status) == [1, 0])
  }

  @Test(arguments: [
    (
      "a stray line", "paicha\n",
      TranscriptError(line: 1, "'paicha' is neither a command, nor a comment")
    ),
    ("no status", "$ true\n", TranscriptError(line: nil, "'true' has no '>= STATUS' below it")),
    (
      "a status that is none", "$ true\n>= ok\n", TranscriptError(line: 2, "'ok' is no exit status")
    ),
  ])
  func aFaultyFileIsRefused(_ what: String, _ text: String, _ error: TranscriptError) {
    #expect(throws: error) { try Transcript(text) }
  }

  @Test func aShellCatchesBothStreamsAndTheStatus() throws {
    let project = try TemporaryProject(of: [])
    let shell = Shell(folder: project.folder, scratch: project.scratch)
    let result = try shell.run("pwd; echo oh >&2; exit 3")
    #expect(project.anonymous(result.output) == "[project]\n")
    #expect(result.errors == "oh\n")
    #expect(result.status == 3)
    #expect(try shell.run("kill -9 $$").status == 137)
  }
}
